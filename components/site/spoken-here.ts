import { failureWords } from "./words/failure-words";
import type { Language } from "./words/languages";

/** What was chosen, or else what the browser speaks: no server is asked where one has just failed. */
export function spokenHere(): Language {
  if (typeof document === "undefined") return "en";
  const chosen = /(?:^|; )language=(\w+)/.exec(document.cookie)?.[1] ?? navigator.language.split("-")[0];
  return chosen in failureWords ? (chosen as Language) : "en";
}
