import { AppError } from "@/lib/core/errors";
import { commonWords, keyboardRuns } from "./guessable-words";
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
  const known = [...own.filter((word) => word.length > 2), ...commonWords, ...runPieces];
  return remainder(plain, known) < MIN_REMAINDER;
}

/** Counts what stands in no known piece, read as it is or with its substitutes undone. */
function remainder(text: string, pieces: readonly string[]): number {
  const covered = new Uint8Array(text.length);
  for (const reading of [text, unleet(text)])
    for (const piece of pieces)
      for (let at = reading.indexOf(piece); at >= 0; at = reading.indexOf(piece, at + 1))
        covered.fill(1, at, at + piece.length);
  let rest = "";
  for (let at = 0; at < text.length; at++) if (!covered[at]) rest += text[at];
  const letters = rest.match(/\p{L}/gu)?.length ?? 0;
  const digits = rest.match(/\p{N}/gu)?.length ?? 0;
  return letters + digits / 2;
}

/** Every four neighbours of a keyboard row: longer stretches are covered by these. */
const runPieces = keyboardRuns.flatMap((run) =>
  Array.from({ length: run.length - 3 }, (_, start) => run.slice(start, start + 4)),
);

/** One character for one, so that places stay the same. */
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

function refusal(messages: string[]): AppError {
  return new AppError("invalid_request", messages[0], { param: "password", errors: { password: messages } });
}
