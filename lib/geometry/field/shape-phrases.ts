import { turningWords } from "./shape-vocabulary";
import type { ShapeRecipe } from "./shape-recipe";

export interface PromptPhrase {
  /** What joins the phrase to the one before: a comma, "with", "and", a preposition, or nothing for the first. */
  link: string;
  words: string[];
}

/** A prompt cut into phrases of plain lower-case words, with its measures taken out. */
export function readPrompt(prompt: string): {
  phrases: PromptPhrase[];
  sizes: Pick<ShapeRecipe, "sizeMm" | "sizeAxis" | "lengths">;
} {
  const plain = prompt
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’'`]/g, "")
    .replace(/×/g, "x")
    .replace(/\bd(4|6|8|12|20)\b/g, "$1 sided die")
    .replace(
      /\blow[\s-]?poly\b|\b(high|low)[\s-](quality|res\w*|details?)\b|\b3d\b|\bhollow(ed)? out\b/g,
      " ",
    );
  const { rest, sizes } = takeSizes(plain);
  return { phrases: cutPhrases(rest), sizes };
}

function cutPhrases(text: string): PromptPhrase[] {
  const phrases: PromptPhrase[] = [{ link: "", words: [] }];
  for (const [token] of text.matchAll(/[\p{L}\p{N}]+|[,;.!?:()\n/&+]/gu)) {
    if (token === "and" || token === "&" || token === "+") phrases.push({ link: "and", words: [] });
    else if (/^[^\p{L}\p{N}]/u.test(token)) phrases.push({ link: ",", words: [] });
    else if (token === "with" || turningWords.has(token)) phrases.push({ link: token, words: [] });
    else phrases[phrases.length - 1].words.push(token);
  }
  return phrases.filter((phrase) => phrase.words.length > 0);
}

const NUMBER = String.raw`(\d{1,4}(?:[.,]\d{1,3})?)`;
const UNIT = String.raw`(mm|millimet(?:er|re)s?|cm|centimet(?:er|re)s?|inch(?:es)?|")`;
const triple = new RegExp(
  `${NUMBER}\\s*${UNIT}?\\s*(?:x|by)\\s*${NUMBER}\\s*${UNIT}?\\s*(?:x|by)\\s*${NUMBER}\\s*${UNIT}?`,
);
const measure = new RegExp(
  String.raw`(?:\b(height|width|diameter|length|size)\s*(?:of|is|:|=)?\s*)?${NUMBER}\s*-?\s*${UNIT}(?![a-z])` +
    String.raw`(?:[\s-]*(?:in\s+)?(tall|high|height|wide|width|across|diameter|broad|long|length|thick|deep|big|large)\b)?`,
  "g",
);

const millimetres = (value: string, unit: string | undefined): number =>
  Number(value.replace(",", ".")) *
  (unit === undefined || unit.startsWith("m") ? 1 : unit.startsWith("c") ? 10 : 25.4);

/** "20 x 30 x 10 mm", "40 mm", "12 cm tall", "height 12 cm". A thickness is not taken for the size. */
function takeSizes(text: string): {
  rest: string;
  sizes: Pick<ShapeRecipe, "sizeMm" | "sizeAxis" | "lengths">;
} {
  const box = triple.exec(text);
  if (box) {
    const unit = box[6] ?? box[4] ?? box[2];
    const lengths: [number, number, number] = [1, 3, 5].map((i) => millimetres(box[i], unit)) as [
      number,
      number,
      number,
    ];
    if (lengths.every((length) => length >= 1 && length <= MAX_SIZE_MM))
      return {
        rest: text.replace(triple, " "),
        sizes: { lengths, sizeMm: Math.max(...lengths), sizeAxis: "longest" },
      };
  }
  let sizes: Pick<ShapeRecipe, "sizeMm" | "sizeAxis"> = {};
  const rest = text.replace(
    measure,
    (_all, before: string | undefined, value: string, unit: string, after: string | undefined) => {
      const sizeMm = millimetres(value, unit);
      const said = before ?? after ?? "";
      if (
        sizes.sizeMm === undefined &&
        !/thick|deep/.test(said) &&
        sizeMm >= MIN_SIZE_MM &&
        sizeMm <= MAX_SIZE_MM
      )
        sizes = {
          sizeMm,
          sizeAxis: /tall|high|height/.test(said)
            ? "z"
            : /wide|width|across|diam|broad/.test(said)
              ? "x"
              : "longest",
        };
      return " ";
    },
  );
  return { rest, sizes };
}

const MIN_SIZE_MM = 5;
const MAX_SIZE_MM = 1000;
