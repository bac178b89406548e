import { readPrompt } from "@/lib/geometry/field/shape-phrases";
import { colorWords } from "@/lib/geometry/field/shape-vocabulary";
import type { EngineJob } from "./engine";
import type { TextSettings } from "./settings/text";

/** A prompt that asks for words: what they are, and how they are wanted. */
export interface FoundText {
  words: string;
  text: Partial<TextSettings>;
  /** The size that the prompt states. */
  size?: Pick<EngineJob, "sizeMm" | "sizeAxis">;
  /** A sentence for people about a number that would be built otherwise than it was stated. */
  problem?: string;
  /** What in the prompt gave it away. */
  clue: string;
}

/**
 * Finds words to model in a wish: what stands in quotes beside a thing that carries words ("a keychain with “Anna”"), or
 * follows a clear announcement ("a sign that says Welcome"). Quotes beside any other thing are left to the parametric
 * engine: a mug is no plate with a word on it.
 */
export function readTextWish(prompt: string): FoundText | undefined {
  return readQuoted(prompt) ?? readAnnounced(prompt);
}

const QUOTED = /["“„”«]([^"“”„«»]+)["“”»]|(?:^|\s)['‘]([^'‘’]+)['’](?=[\s.,;!?]|$)/;
const THINGS: [RegExp, TextSettings["style"]][] = [
  [/\bkey\s?-?(chain|ring|fob|tag)s?\b/, "keychain"],
  [/\b(sign|signboard|plaque)\b/, "sign"],
  [/\b(name\s?-?(plate|tag|badge)|plate|tag|badge|label)\b/, "plate"],
  [/\b(3d |free ?standing |standalone )?(letters|lettering)\b/, "letters"],
  [/\b(text|words?|name|inscription|slogan|motto)\b/, "plate"],
];
/** What may stand round bare quotes. */
const BARE = /^[\s.,!:;-]*((please|make|create|print|write|say|model|me|a|an|the|it|in|3d)\b[\s.,!:;-]*)*$/;

function readQuoted(prompt: string): FoundText | undefined {
  const quoted = QUOTED.exec(prompt);
  const words = (quoted?.[1] ?? quoted?.[2] ?? "").trim();
  if (!quoted || words === "") return undefined;
  const rest =
    `${prompt.slice(0, quoted.index)} ${prompt.slice(quoted.index + quoted[0].length)}`.toLowerCase();
  const thing = thingIn(rest);
  if (!thing && !BARE.test(rest)) return undefined;
  return { words, ...wishIn(rest), clue: thing ? `“${thing.name}” and words in quotes` : "words in quotes" };
}

const ANNOUNCED =
  /^(.*?)\b(?:saying|(?:that|which) (?:says|reads)|that say|reading|with (?:the |a )?(?:text|words?|name|letters|lettering|inscription|slogan))\s*:?\s+(.+)$/is;
const NAMED = /^(.*?\bname\s?-?(?:plate|tag|badge))\s*(?:for|of|with|:)?\s+(.+)$/is;
const BEGUN =
  /^\s*(?:please\s+|make\s+|write\s+|print\s+|model\s+)*((?:the |a )?(?:text|words?|name|letters|lettering))\s*:?\s+(.+)$/is;
const SINGLE = /^\s*(?:make |print |an? |the |3d )*(letter|initial|number|digit)\s+(\S{1,2})\s*[.!]?\s*$/iu;
const TAIL =
  /[\s,]+(?:as|on|for|in the form of) (?:an? )?((?:\w+ )?(?:key\s?-?(?:chain|ring|fob|tag)|sign|plaque|name\s?-?(?:plate|tag|badge)|plate|tag|badge|label|letters))[\s.!]*$/i;
const SIZE_TAIL = /[\s,]+\d+(?:[.,]\d+)?\s*(?:mm|cm)(?:\s+(?:wide|long|tall|high|across))?[\s.]*$/i;

function readAnnounced(prompt: string): FoundText | undefined {
  const single = SINGLE.exec(prompt);
  if (single) return { words: single[2], text: { style: "letters" }, clue: `“${single[1].toLowerCase()}”` };
  const found = ANNOUNCED.exec(prompt) ?? NAMED.exec(prompt) ?? BEGUN.exec(prompt);
  if (!found) return undefined;
  const size = SIZE_TAIL.exec(found[2]);
  const unsized = size ? found[2].slice(0, size.index) : found[2];
  const tail = TAIL.exec(unsized);
  const words = (tail ? unsized.slice(0, tail.index) : unsized).trim();
  const rest = `${found[1]} ${tail?.[1] ?? ""} ${size?.[0] ?? ""}`.toLowerCase();
  const thing = thingIn(rest);
  return thing && words !== "" ? { words, ...wishIn(rest), clue: `“${thing.name}”` } : undefined;
}

function thingIn(rest: string): { name: string; style: TextSettings["style"] } | undefined {
  for (const [pattern, style] of THINGS) {
    const name = pattern.exec(rest)?.[0];
    if (name) return { name, style };
  }
  return undefined;
}

function wishIn(rest: string): Pick<FoundText, "text" | "size" | "problem"> {
  const style = thingIn(rest)?.style ?? "plate";
  const { sizes, problem } = readPrompt(rest);
  const letters = /(\w+) (?:letters|lettering|text|writing)\b/.exec(rest)?.[1] ?? "";
  const letterColor = colorWords[letters];
  const others = rest.split(/\W+/).filter((word) => word !== letters && Object.hasOwn(colorWords, word));
  const base = others.length > 0 ? colorWords[others[0]] : undefined;
  const main = style === "letters" ? { letter_color: hex(letterColor ?? base) } : { base_color: hex(base) };
  const text: Partial<TextSettings> = {
    style,
    ...(/\b(engraved?|debossed|carved|cut|recessed)\b/.test(rest) ? { relief: "deboss" as const } : {}),
    ...(/\b(script|cursive|handwritten|handwriting|calligraphy)\b/.test(rest)
      ? { font: "script" as const }
      : {}),
    ...(/\b(slab|serif)\b/.test(rest) ? { font: "slab" as const } : {}),
    ...(/\b(rounded|soft|bubbly)\b/.test(rest) ? { font: "rounded" as const } : {}),
    ...(Object.values(main)[0] ? main : {}),
    ...(letterColor !== undefined ? { letter_color: hex(letterColor) } : {}),
  };
  // A tall plate is tall as it hangs: words lie flat, so that is y.
  const sizeAxis = sizes.sizeAxis === "z" ? "y" : (sizes.sizeAxis ?? "longest");
  return {
    text,
    ...(sizes.sizeMm ? { size: { sizeMm: sizes.sizeMm, sizeAxis } } : {}),
    ...(problem ? { problem } : {}),
  };
}

const hex = (color: number | undefined): string | undefined =>
  color === undefined ? undefined : `#${color.toString(16).padStart(6, "0")}`;
