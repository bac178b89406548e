import { useDocsWords } from "@/components/docs/docs-language";
import type { Language } from "@/components/site/words/languages";
import { tryWords, type TryWords } from "@/components/site/words/try-words";

/** The words of the place from which calls are sent, in the reader's language. */
export function useTryWords(): { language: Language; words: TryWords } {
  const { language } = useDocsWords();
  return { language, words: tryWords[language] };
}
