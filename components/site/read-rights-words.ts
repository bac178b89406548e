import { readLanguage } from "./read-language";
import type { Language } from "./words/languages";
import { rightsEnglish, type RightsWords } from "./words/rights-english";
import { rightsGerman } from "./words/rights-german";

const languages = { en: rightsEnglish, de: rightsGerman } satisfies Record<Language, RightsWords>;

/** The words of the pages about people's rights, and the language that they are in. */
export async function readRightsWords(): Promise<{ language: Language; words: RightsWords }> {
  const language = await readLanguage();
  return { language, words: languages[language] };
}
