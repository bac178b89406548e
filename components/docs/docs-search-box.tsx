"use client";
import { Search } from "lucide-react";
import { useDocsWords } from "./docs-language";

/** Asks the server, so that it works without a script. The page of results shows a larger one of its own. */
export function DocsSearchBox({ query = "", large = false }: { query?: string; large?: boolean }) {
  const { language, words } = useDocsWords();
  const field = (
    <form
      action="/docs/search"
      role="search"
      lang={language}
      aria-label={large ? words.anotherSearch : words.docs}
      className="relative"
    >
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
      />
      <input
        type="search"
        name="q"
        defaultValue={query}
        aria-label={words.search}
        placeholder={words.search}
        maxLength={200}
        autoFocus={large}
        className={`w-full rounded-lg border border-line-strong bg-surface pr-3 pl-9 text-foreground placeholder:text-faint ${large ? "h-11" : "h-9 text-sm"}`}
      />
    </form>
  );
  if (large) return field;
  return (
    <div className="mx-auto w-full max-w-7xl px-4 pt-4 sm:px-6">
      <div className="sm:ml-auto sm:w-72">{field}</div>
    </div>
  );
}
