import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { formatDate } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import type { PolicyBlock, PolicyVersion } from "@/lib/policies";
import { PolicyText } from "./policy-text";

export const policyStates = {
  draft: { tone: "neutral", name: "Draft" },
  scheduled: { tone: "warning", name: "Takes effect later" },
  effective: { tone: "success", name: "In force" },
  replaced: { tone: "neutral", name: "Replaced" },
} as const;

interface Props {
  policy: PolicyVersion;
  blocks: readonly PolicyBlock[];
  versions: readonly PolicyVersion[];
  /** Between the head and the text. */
  children?: ReactNode;
}

/** A policy as people read it: what it says, since when, every version of it, and the hash that acceptances name. */
export function PolicyPage({ policy, blocks, versions, children }: Props) {
  const { document, title, version, sha256, effectiveAt } = policy;
  const state = policyStates[policy.state];
  const coming = versions.find((one) => one.state === "scheduled" && one.version > version);
  return (
    <article className="mx-auto w-full max-w-3xl px-4 py-14 sm:px-6">
      <header>
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-secondary">
          <Badge tone={state.tone}>{state.name}</Badge>
          <span>Version {version}</span>
          {effectiveAt && <span>in force from {formatDate(effectiveAt.toISOString())}</span>}
        </p>
      </header>
      {coming && (
        <Notice
          tone="warning"
          title={`Version ${coming.version} takes effect on ${day(coming)}`}
          className="mt-6"
        >
          {coming.summary}{" "}
          <Link href={`/legal/${document}/${coming.version}`} className="font-medium underline">
            What changes
          </Link>
        </Notice>
      )}
      {children}
      <PolicyText blocks={blocks} />
      <footer className="mt-12 grid gap-5 border-t border-line pt-6 text-sm text-secondary">
        <section>
          <h2 className="font-medium text-foreground">Versions</h2>
          <ul className="mt-2 grid gap-1.5">
            {versions.map((one) => (
              <li key={one.version} className="flex flex-wrap gap-x-3">
                <Link href={`/legal/${document}/${one.version}`} className="underline underline-offset-4">
                  Version {one.version}
                </Link>
                <span>{day(one)}</span>
                <span>{one.summary}</span>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2 className="font-medium text-foreground">Check what you read</h2>
          <p className="mt-1">
            SHA-256 of{" "}
            <a href={`/legal/${document}/text?version=${version}`} className="underline underline-offset-4">
              the plain text
            </a>
            , which every acceptance names:
          </p>
          <code className="mt-1 block font-mono text-xs [overflow-wrap:anywhere]" data-policy-hash>
            {sha256}
          </code>
        </section>
      </footer>
    </article>
  );
}

const day = ({ effectiveAt }: PolicyVersion): string =>
  effectiveAt ? formatDate(effectiveAt.toISOString()) : "";
