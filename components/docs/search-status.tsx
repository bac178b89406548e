"use client";
import { fill } from "@/components/site/words/fill";
import { useDocsWords } from "./docs-language";

/** How much was found, or what to try. */
export function SearchStatus({ query, count }: { query: string; count: number }) {
  const { language, words } = useDocsWords();
  const { nothingFound, onePart, parts } = words;
  return (
    <p role="status" lang={language} className="mt-4 text-sm text-secondary">
      {count === 0 ? fill(nothingFound, { query }) : count === 1 ? onePart : fill(parts, { count })}
    </p>
  );
}

/** The title of the page of results. */
export function SearchTitle() {
  const { language, words } = useDocsWords();
  return (
    <h1 lang={language} className="text-3xl font-semibold tracking-tight">
      {words.search}
    </h1>
  );
}
