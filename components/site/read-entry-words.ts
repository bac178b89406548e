import { readLanguage } from "./read-language";
import { entryEnglish, type EntryWords } from "./words/entry-english";
import { entryGerman } from "./words/entry-german";
import type { Language } from "./words/languages";

const languages = { en: entryEnglish, de: entryGerman } satisfies Record<Language, EntryWords>;

/** The words of the pages on which people sign in, sign up and set a password. */
export const readEntryWords = async (): Promise<EntryWords> => languages[await readLanguage()];
