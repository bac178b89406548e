import { Download } from "lucide-react";
import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import { buttonClass, LinkButton } from "@/components/ui/button";
import { formatBytes } from "@/components/ui/format";
import type { SharedModel } from "@/lib/generations/schema";
import { SharedViewer } from "./shared-viewer";

/** A model for somebody without an account: to turn, to measure, and to download where that was allowed. */
export function SharedPage({ model }: { model: SharedModel }) {
  const { title, size_mm: size, volume_mm3: volume, triangles, files } = model;
  const facts = [
    size && `${[size.x, size.y, size.z].map((side) => side.toFixed(1)).join(" × ")} mm`,
    volume !== null && `${(volume / 1000).toFixed(1)} cm³`,
    triangles !== null && `${triangles.toLocaleString("en")} triangles`,
  ].filter((fact): fact is string => Boolean(fact));
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 shrink-0 items-center justify-between border-b border-line px-4 sm:px-6">
        <Link href="/" aria-label="PrintPal, start page" className="rounded-lg">
          <Logo />
        </Link>
        <LinkButton href="/sign-up" size="small">
          Make your own
        </LinkButton>
      </header>
      <main className="mx-auto flex w-full max-w-6xl flex-1 flex-col px-4 py-6 sm:px-6">
        <h1 dir="auto" className="text-2xl font-semibold tracking-tight [overflow-wrap:anywhere]">
          {title}
        </h1>
        <p className="mt-1 text-sm text-secondary">{facts.join(" · ")}</p>
        <SharedViewer model={model} className="mt-5 min-h-96 flex-1 rounded-2xl border border-line" />
        {files.length > 0 && (
          <ul aria-label="Downloads" className="mt-4 flex flex-wrap gap-2">
            {files.map((file) => (
              <li key={file.format}>
                <a href={file.url} download className={buttonClass({ size: "small" })}>
                  <Download aria-hidden className="size-4" />
                  <span className="font-mono uppercase">{file.format}</span>
                  <span className="text-faint">{formatBytes(file.size_bytes)}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </main>
    </div>
  );
}
