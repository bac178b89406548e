import { cookies, headers } from "next/headers";
import { chooseLanguage, isLanguage, languages, type Language } from "./words/languages";
import type { SiteWords } from "./words/english";

export const LANGUAGE_COOKIE = "language";

/** What the reader chose here, or else what the browser asks for. */
export async function readLanguage(): Promise<Language> {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  return isLanguage(chosen) ? chosen : chooseLanguage((await headers()).get("accept-language"));
}

export const readWords = async (): Promise<SiteWords> => languages[await readLanguage()];
