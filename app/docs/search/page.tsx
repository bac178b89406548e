import type { Metadata } from "next";
import Link from "next/link";
import { DocsSearchBox } from "@/components/docs/docs-search-box";
import { searchDocs } from "@/components/docs/search-docs";
import { SearchStatus, SearchTitle } from "@/components/docs/search-status";
import { readLanguage } from "@/components/site/read-language";
import { docsWords } from "@/components/site/words/docs-words";
import { docsEntries } from "../entries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: docsWords[await readLanguage()].search, robots: { index: false } };
}

export default async function DocsSearchPage({
  searchParams,
}: {
  searchParams: Promise<{ q?: string | string[] }>;
}) {
  const asked = (await searchParams).q ?? "";
  const query = (Array.isArray(asked) ? asked[0] : asked).slice(0, 200).trim();
  const hits = searchDocs(await docsEntries(), query);
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-6">
      <SearchTitle />
      <div className="mt-6">
        <DocsSearchBox query={query} large />
      </div>
      {query && <SearchStatus query={query} count={hits.length} />}
      <ol className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-2">
        {hits.map(({ href, page, title, excerpt }) => (
          <li key={href}>
            <Link
              href={href}
              className="block rounded-xl border border-line bg-surface px-5 py-4 hover:border-line-strong"
            >
              <span className="text-xs text-faint">{page}</span>
              <span className="block font-medium break-words">{title}</span>
              <span className="mt-1 block text-sm leading-6 break-words text-secondary">
                {excerpt.map(({ text, isFound }, index) =>
                  isFound ? (
                    <mark key={index} className="bg-accent-soft text-foreground">
                      {text}
                    </mark>
                  ) : (
                    text
                  ),
                )}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </div>
  );
}
