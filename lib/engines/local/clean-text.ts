import { AppError } from "@/lib/core/errors";
import { loadFont } from "#host/load-font";
import { fontNames, type FontName, type TextSettings } from "../settings/text";

/**
 * The words as lines that the font can set: composed (NFC), without invisible characters, long lines broken between
 * words. @throws AppError `invalid_request` naming the characters that cannot be set, and the fonts that have them.
 */
export function cleanText(prompt: string, { font, line_length }: TextSettings): string[] {
  const text = prompt
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replace(/\p{Zs}|\t/gu, " ")
    .replace(INVISIBLE, "");
  if (/\p{Cc}|\p{Co}|\p{Cs}/u.test(text.replace(/\n/g, "")))
    throw refusal("The text has control characters. Send plain text; \\n begins a line.");
  if (RIGHT_TO_LEFT.test(text))
    throw refusal("Scripts that run from right to left, such as Hebrew and Arabic, cannot be set yet.");
  if (text.trim() === "") throw refusal("There is no text to model. Send at least one character.");
  requireGlyphs(text, font);
  const lines = text.split("\n").flatMap((line) => breakLine(line.trimEnd(), line_length));
  return lines.slice(
    lines.findIndex((line) => line.trim() !== ""),
    lines.findLastIndex((line) => line.trim() !== "") + 1,
  );
}

/** Soft hyphens, joiners, direction marks, variation selectors, the byte order mark. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/g;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

function requireGlyphs(text: string, name: FontName): void {
  const letters = [...new Set(Array.from(graphemes.segment(text), ({ segment }) => segment))];
  const missing = letters.filter((letter) => letter !== "\n" && !has(name, letter));
  if (missing.length === 0) return;
  const shown = missing.slice(0, 8).map((letter) => `“${letter}” (${codes(letter)})`);
  const others = fontNames.filter((other) => missing.every((letter) => has(other, letter)));
  throw refusal(
    `The font ${name} has no ${shown.join(", ")}${missing.length > 8 ? ` and ${missing.length - 8} more` : ""}. ` +
      (others.length > 0
        ? `Take the font ${others.join(" or ")}.`
        : "No font here has all of these; leave them out. Emoji cannot be set."),
  );
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A mark that did not compose with its letter would stand beside it, so it counts as missing. */
const has = (name: FontName, letter: string): boolean => {
  const characters = Array.from(letter);
  return characters.length === 1 && !/\p{M}/u.test(letter) && loadFont(name).charToGlyphIndex(letter) > 0;
};

const codes = (letter: string): string =>
  Array.from(letter, (one) => `U+${one.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`).join(
    " ",
  );

/** Words that are longer than a line stand on one of their own. */
function breakLine(line: string, longest: number): string[] {
  if (Array.from(line).length <= longest) return [line];
  const lines: string[] = [];
  for (const word of line.split(/ +/)) {
    const joined = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && Array.from(joined).length <= longest) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines.filter((each) => each !== "");
}

const refusal = (message: string): AppError =>
  new AppError("invalid_request", message, { param: "prompt", errors: { prompt: [message] } });
