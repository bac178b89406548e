import type { ShapeRecipe } from "./shape-recipe";

export type StatedSizes = Pick<ShapeRecipe, "sizeMm" | "sizeAxis" | "lengths">;

/**
 * Takes the measures out of a prompt: "20 x 30 x 10 mm", "40 mm", "12 cm tall", "height 12 cm", "a radius of 2 cm". What
 * would be built otherwise than it was stated is a problem, told in a sentence: too small or large, two sizes at once, a
 * measure of a part.
 */
export function takeSizes(text: string): { rest: string; sizes: StatedSizes; problem?: string } {
  const box = triple.exec(text);
  if (box) {
    const unit = box[7] ?? box[5] ?? box[3];
    const [x, y, z] = [2, 4, 6].map((at) => millimetres(box[at], unit));
    const fit = [x, y, z].every((length) => length >= LEAST_LENGTH_MM && length <= MAX_SIZE_MM) && !box[1];
    const rest = text.replace(triple, " ");
    if (!fit) return { rest, sizes: {}, problem: `Each length can be ${LEAST_LENGTH_MM} to ${MOST} mm.` };
    if (test(measure, rest)) return { rest, sizes: {}, problem: SECOND };
    return { rest, sizes: { lengths: [x, y, z], sizeMm: Math.max(x, y, z), sizeAxis: "longest" } };
  }
  let sizes: StatedSizes = {};
  let problem: string | undefined;
  const rest = text.replace(measure, (...found) => {
    const [all, before, sign, value, unit, after] = found as (string | undefined)[];
    const at = found.find((each) => typeof each === "number") as number;
    const said = before ?? after ?? "";
    const size: StatedSizes = {
      sizeMm: millimetres(value ?? "", unit) * (/radius/.test(said) ? 2 : 1) * (sign ? -1 : 1),
      sizeAxis: axisOf(said),
    };
    const stated = `${sign ?? ""}${value} ${unit === '"' ? "inches" : unit}`;
    const part = partMeasured(text.slice(0, at), text.slice(at + (all ?? "").length), said);
    if (part)
      problem ??=
        `${named(part)} of ${stated} cannot be set by words. Thin and thick change walls; ` +
        "the whole can be given a size, as in 40 mm tall, or three lengths, as in 60 x 40 x 30 mm.";
    else if (!(size.sizeMm! >= MIN_SIZE_MM && size.sizeMm! <= MAX_SIZE_MM))
      problem ??= `A size of ${stated} cannot be built: sizes go from ${MIN_SIZE_MM} to ${MOST} mm.`;
    else if (sizes.sizeMm === undefined) sizes = size;
    else if (sizes.sizeMm !== size.sizeMm || sizes.sizeAxis !== size.sizeAxis) problem ??= SECOND;
    return " ";
  });
  return { rest, sizes, ...(problem ? { problem } : {}) };
}

const named = (part: string): string =>
  /([^s]s|teeth)$/.test(part)
    ? part[0].toUpperCase() + part.slice(1)
    : `${/^[aeiou]/.test(part) ? "An" : "A"} ${part}`;

const MIN_SIZE_MM = 5;
const MAX_SIZE_MM = 1000;
const LEAST_LENGTH_MM = 1;
const MOST = MAX_SIZE_MM.toLocaleString("en");
const SECOND = "One size can be stated, as in 40 mm tall, or all three lengths, as in 60 x 40 x 30 mm.";

const SIGN = String.raw`(?:(?<=^|[\s(])([-−]))?`;
const NUMBER = String.raw`(?<!\d|\d[.,])(\d{1,12}(?:[.,]\d{1,12})?)`;
const UNITS =
  'mm|millimet(?:er|re)s?|cm|centimet(?:er|re)s?|inch(?:es)?|"|met(?:er|re)s?|m|feet|foot|ft|[uμ]m|microns?';
const UNIT = `(${UNITS})(?![a-z])`;
/** "20mmx30mm" */
const BETWEEN = `(?:(${UNITS})(?![a-wyz]))?`;
const triple = new RegExp(
  [1, 2, 3].map((n) => `${n === 1 ? SIGN : ""}${NUMBER}\\s*${BETWEEN}`).join(String.raw`\s*(?:x|by)\s*`),
);
const measure = new RegExp(
  String.raw`(?:\b(height|width|diameter|length|size|radius|thickness|depth)\s*(?:of|is|:|=)?\s*)?${SIGN}${NUMBER}\s*-?\s*${UNIT}` +
    String.raw`(?:[\s-]*(?:in\s+)?(tall|high|height|wide|width|across|diameter|radius|broad|long|length|thick|thickness|deep|depth|big|large)\b)?`,
  "g",
);
const test = (pattern: RegExp, text: string): boolean => new RegExp(pattern.source).test(text);

function millimetres(value: string, unit = "mm"): number {
  const [, factor] = factors.find(([name]) => name.test(unit)) ?? [null, 1];
  return Number(value.replace(",", ".")) * factor;
}

const factors: [RegExp, number][] = [
  [/^(mm|milli)/, 1],
  [/^c/, 10],
  [/^(inch|")/, 25.4],
  [/^f/, 304.8],
  [/^([uμ]m|micron)/, 0.001],
  [/^m/, 1000],
];

function axisOf(said: string): StatedSizes["sizeAxis"] {
  if (/tall|high|height/.test(said)) return "z";
  return /wide|width|across|diam|broad|radius/.test(said) ? "x" : "longest";
}

/** Never the whole thing, even where the measure follows at once: "walls 2 mm". */
const INNER =
  "holes?|bores?|openings?|(?:side )?walls?|floor|rims?|slots?|gaps?|inner diameter|circumference";
const OUTER =
  "bottom|handles?|spout|tooth|teeth|legs?|arms?|points?|petals?|steps?|spokes?|fillets?|chamfers?|threads?|shaft|axle|lid|edges?";
const LINK = String.raw`(?:of|is|are|that|about|only|thickness|diameter|width|height|a|an|:|=)\s*`;
const partBefore = new RegExp(String.raw`\b(?:(${INNER})\s*(?:${LINK})*|(${OUTER})\s*(?:${LINK})+)$`);
const partAfter = new RegExp(
  String.raw`^[\s-]*(?:(?:wide|thick|tall|high|long|deep|inner)\s+)?(${INNER}|${OUTER})\b`,
);

/** What a measure is of, where that is not the whole thing. */
function partMeasured(before: string, after: string, said: string): string | undefined {
  if (/thick/.test(said)) return "thickness";
  if (/deep|depth/.test(said)) return "depth";
  if (/\b(inner|inside|internal|wall)\s*$/.test(before)) return "inner measure";
  const [, inner, outer] = partBefore.exec(before) ?? [];
  return inner ?? outer ?? partAfter.exec(after)?.[1];
}
