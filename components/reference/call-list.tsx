import Link from "next/link";
import type { ReferenceResource } from "@/lib/api/reference/build-reference";
import { MethodBadge } from "./method-badge";

const wordsOf = (...texts: string[]): string => texts.join(" ").toLowerCase();

/** Every call by resource, for the reference's first page. */
export function CallList({ resources, id }: { resources: readonly ReferenceResource[]; id: string }) {
  return (
    <div id={id} className="grid items-start gap-x-10 gap-y-8 md:grid-cols-2">
      {resources.map(({ slug, title, description, operations }) => (
        <section key={slug} data-calls className="min-w-0 hidden:hidden">
          <h2 className="text-lg font-semibold tracking-tight">
            <Link href={`/docs/reference/${slug}`} className="underline-offset-4 hover:underline">
              {title}
            </Link>
          </h2>
          <p className="mt-0.5 text-sm text-secondary">{description}</p>
          <ul className="mt-3 divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
            {operations.map(({ id: operation, anchor, method, path, summary }) => (
              <li key={operation} data-call={wordsOf(method, path, summary, title)}>
                <Link
                  href={`/docs/reference/${slug}#${anchor}`}
                  className="flex gap-3 px-4 py-2.5 hover:bg-muted focus-visible:-outline-offset-2"
                >
                  <MethodBadge method={method} className="w-13 shrink-0 pt-0.5" />
                  <span className="min-w-0">
                    <span className="block text-sm">{summary}</span>{" "}
                    <code className="block font-mono text-xs break-all text-faint">{path}</code>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The same, narrow: beside a page of the reference, whose own calls are shown. */
export function CallMenu({
  resources,
  current,
  id,
}: {
  resources: readonly ReferenceResource[];
  current: string;
  id: string;
}) {
  return (
    <div id={id} className="grid gap-4 text-[13px]">
      {resources.map(({ slug, title, operations }) => (
        <section key={slug} data-calls className="hidden:hidden">
          <Link
            href={`/docs/reference/${slug}`}
            aria-current={slug === current ? "page" : undefined}
            className="font-medium text-secondary hover:text-foreground aria-[current=page]:text-accent-text"
          >
            {title}
          </Link>
          <ul className="mt-1 grid gap-px border-l border-line">
            {operations.map(({ id: operation, anchor, method, path, summary }) => (
              <li key={operation} data-call={wordsOf(method, path, summary, title)}>
                <Link
                  href={`/docs/reference/${slug}#${anchor}`}
                  prefetch={false}
                  className="-ml-px flex items-baseline gap-2 border-l border-transparent py-1 pl-3 text-secondary hover:border-accent hover:text-foreground"
                >
                  <MethodBadge method={method} className="w-9 shrink-0 text-[9px]" />
                  <span className="min-w-0">{summary.split(/[;,:]/)[0]}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
