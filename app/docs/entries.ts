import { printParts } from "@/components/docs/print-markdown";
import type { DocsEntry } from "@/components/docs/search-docs";
import { env } from "@/lib/core/env";
import { docsPages } from "./pages";

let known: Promise<DocsEntry[]> | undefined;

/** Every part of the docs that has an address, as its Markdown twin says it; made once a process. */
export function docsEntries(): Promise<DocsEntry[]> {
  known ??= collect();
  // A failure is not kept.
  known.catch(() => (known = undefined));
  return known;
}

async function collect(): Promise<DocsEntry[]> {
  const entries = await Promise.all(
    docsPages().map(async ({ path, title: page, render }) => {
      const parts = await printParts(await render(), env().publicUrl);
      return parts
        .filter(({ text }) => text.trim() !== "")
        .map(({ id, text }): DocsEntry => {
          const heading = /^#+ (.+)$/m.exec(text)?.[1] ?? (id || page);
          return { href: id ? `${path}#${id}` : path, page, title: heading.replace(/\\([*<])/g, "$1"), text };
        });
    }),
  );
  return entries.flat();
}
