"use client";
import { CodeXml, ExternalLink, Link2Off } from "lucide-react";
import { revokeShareAction } from "@/app/(dashboard)/generations/share-actions";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { formatMoment } from "@/components/ui/format";
import { toast } from "@/components/ui/toast-store";
import type { Share } from "@/lib/generations/schema";

/** The addresses that open now, each to copy, to look at, to frame and to take back. */
export function ShareList({
  shares,
  onChange,
}: {
  shares: readonly Share[];
  onChange: () => Promise<unknown>;
}) {
  async function revoke({ id }: Share) {
    const result = await revokeShareAction({ id });
    if (!result.ok)
      return toast({ tone: "danger", title: "Not taken back", description: result.error.message });
    toast({ title: "Taken back", description: "The address shows nothing any longer." });
    await onChange();
  }

  return (
    <ul className="mt-6 grid grid-cols-1 gap-px overflow-hidden rounded-xl border border-line bg-line">
      {shares.map((share) => (
        <li
          key={share.id}
          className="flex items-center gap-1 bg-raised py-2 pr-2 pl-3.5"
          data-share={share.id}
        >
          <span className="min-w-0 flex-1">
            <bdi className="block truncate text-sm font-medium">{share.title}</bdi>
            <span className="block truncate text-xs text-faint">
              {share.expires_at ? `until ${formatMoment(share.expires_at)}` : "until taken back"}
              {share.allow_download && " · with files"}
            </span>
          </span>
          <CopyButton text={absolute(share.path)} label="Copy the address" />
          <CopyButton text={frameOf(share)} label="Copy the code for a frame" icon={CodeXml} />
          <a
            href={share.path}
            target="_blank"
            rel="noreferrer"
            aria-label="Look at the page"
            className="grid size-8 place-items-center rounded-md text-secondary hover:bg-muted hover:text-foreground"
          >
            <ExternalLink aria-hidden className="size-4" />
          </a>
          <Button look="ghost" size="icon-small" aria-label="Take it back" onClick={() => void revoke(share)}>
            <Link2Off aria-hidden className="size-4" />
          </Button>
        </li>
      ))}
    </ul>
  );
}

const absolute = (path: string): string => new URL(path, location.origin).href;

const frameOf = ({ embed_path: path, title }: Share): string =>
  `<iframe src="${absolute(path)}" title="${title.replace(/[&"<>]/g, "")}" width="640" height="480" style="border:0" allow="fullscreen" loading="lazy"></iframe>`;
