import { AppError } from "@/lib/core/errors";
import { commonWords, keyboardRuns } from "./common-passwords";
import { NewPassword } from "./schema";

/**
 * Refuses a password that is too short or long, or easy to guess, and throws `invalid_request` that says which it was.
 * Easy is: little remains once common words, the person's own words, sequences and repetitions are taken out.
 */
export function checkNewPassword(password: string, personal: readonly string[] = []): void {
  const parsed = NewPassword.safeParse(password);
  if (!parsed.success) throw refusal(parsed.error.issues.map((issue) => issue.message));
  if (isGuessable(parsed.data, personal))
    throw refusal([
      "This password is easy to guess: it is made of common words, your own name, a sequence or a repetition. " +
        "Use four words that have nothing to do with each other.",
    ]);
}

const MIN_DISTINCT = 6;
/** What must remain: a letter counts 1, a digit ½ (people add a year to please a rule), all else nothing. */
const MIN_REMAINDER = 6;

function isGuessable(password: string, personal: readonly string[]): boolean {
  const plain = password.toLowerCase();
  if (new Set(plain).size < MIN_DISTINCT || isRepetition(plain)) return true;
  const own = personal.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const words = [...own.filter((word) => word.length > 2), ...commonWords];
  return Math.min(remainder(plain, words), remainder(unleet(plain), words)) < MIN_REMAINDER;
}

function remainder(text: string, words: readonly string[]): number {
  let rest = text;
  for (const run of keyboardRuns) rest = removeRuns(rest, run);
  for (const word of [...words].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, " ");
  const letters = rest.match(/\p{L}/gu)?.length ?? 0;
  const digits = rest.match(/\p{N}/gu)?.length ?? 0;
  return letters + digits / 2;
}

const substitutes: Record<string, string> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "!": "i",
  "0": "o",
  $: "s",
  "5": "s",
};
const unleet = (text: string) => text.replace(/[@431!0$5]/g, (sign) => substitutes[sign] ?? sign);

/** Whether the text is one piece over and over, the last one possibly cut off. */
function isRepetition(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period++) {
    if (
      text ===
      text
        .slice(0, period)
        .repeat(Math.ceil(text.length / period))
        .slice(0, text.length)
    )
      return true;
  }
  return false;
}

/** Takes out every stretch of four or more that follows `run`, the longest first. */
function removeRuns(text: string, run: string): string {
  let rest = text;
  for (let length = run.length; length >= 4; length--)
    for (let start = 0; start + length <= run.length; start++)
      rest = rest.replaceAll(run.slice(start, start + length), " ");
  return rest;
}

function refusal(messages: string[]): AppError {
  return new AppError("invalid_request", messages[0], { param: "password", errors: { password: messages } });
}
