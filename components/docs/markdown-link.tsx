"use client";
import { FileText } from "lucide-react";
import { useDocsWords } from "./docs-language";

/** The way to a page's Markdown twin. */
export function MarkdownLink({ path }: { path: string }) {
  const { language, words } = useDocsWords();
  return (
    <a
      href={`${path}.md`}
      lang={language}
      className="inline-flex items-center gap-1.5 text-note text-secondary underline-offset-4 hover:text-foreground hover:underline"
    >
      <FileText aria-hidden className="size-3.5" /> {words.markdown}
    </a>
  );
}
