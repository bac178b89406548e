"use client";
import { createContext, useContext, type ReactNode } from "react";
import { docsWords, type DocsWords } from "@/components/site/words/docs-words";
import type { Language } from "@/components/site/words/languages";

/** The language of what stands around the text of the docs. */
export function DocsLanguage({ language, children }: { language: Language; children: ReactNode }) {
  return <Spoken value={language}>{children}</Spoken>;
}

export function useDocsWords(): { language: Language; words: DocsWords } {
  const language = useContext(Spoken);
  return { language, words: docsWords[language] };
}

const Spoken = createContext<Language>("en");
