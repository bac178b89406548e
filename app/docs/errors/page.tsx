import type { Metadata } from "next";
import { DocsHeading } from "@/components/docs/docs-heading";
import { errorAdvice } from "@/components/docs/error-advice";
import { Prose } from "@/components/docs/prose";
import { Badge } from "@/components/ui/badge";
import { errorCodes, type ErrorCode } from "@/lib/core/errors";

export const metadata: Metadata = { title: "Error codes" };

const codes = Object.entries(errorCodes) as [ErrorCode, (typeof errorCodes)[ErrorCode]][];

export default function ErrorsPage() {
  return (
    <article className="mx-auto w-full max-w-3xl px-4 py-12 sm:px-6">
      <DocsHeading path="/docs/errors" title="Error codes">
        Every refusal is a problem document (RFC 9457) and names one of these in <code>code</code>; its{" "}
        <code>type</code> leads here. Codes are stable: match on them, not on texts. <code>detail</code> says
        what happened in your case.
      </DocsHeading>
      {codes.map(([code, [status, title]]) => (
        <section
          key={code}
          id={code}
          className="-mx-3 border-t border-line px-3 py-5 target:rounded-lg target:bg-accent-soft"
        >
          <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <a
              href={`#${code}`}
              className="font-mono text-[15px] font-semibold underline-offset-4 hover:underline"
            >
              {code}
            </a>{" "}
            <Badge tone={status >= 500 ? "danger" : "neutral"}>{status}</Badge>
          </h2>
          <p className="mt-1 text-sm font-medium">{title}.</p>
          <p className="mt-1 text-sm leading-6 text-secondary">
            <Prose text={errorAdvice[code].cause} />
          </p>
          <p className="mt-1 text-sm leading-6 text-secondary">
            <strong className="font-medium text-foreground">What to do:</strong>{" "}
            <Prose text={errorAdvice[code].remedy} />
          </p>
        </section>
      ))}
    </article>
  );
}
