import { findNoun, shapeNouns } from "./shape-catalog";
import { readPrompt, type PromptPhrase } from "./shape-phrases";
import type { ShapeAdjective, ShapeRecipe } from "./shape-recipe";
import { suggestNouns } from "./shape-suggestions";
import {
  adjectiveWords,
  colorWords,
  fillerWords,
  numberWords,
  ROUND_SIDES,
  sideWords,
} from "./shape-vocabulary";
import type { ShapeNoun } from "./shape-wish";

export type ParsedPrompt =
  | { kind: "shape"; recipe: ShapeRecipe }
  /** `suggestions` are names from the catalogue, the likeliest first. */
  | { kind: "unknown"; suggestions: string[] }
  /** A number that would be built otherwise than it was stated; `problem` is a sentence for people. */
  | { kind: "impossible"; problem: string };

/**
 * Reads a wish in plain English. The thing wanted is the last noun of the first phrase that says anything: "a bowl"
 * in "please make a cute dog bowl for my puppy". Words before the noun and phrases about something else are tolerated.
 * What is not in the catalogue is refused rather than replaced: a "dragon holding a ball" is no ball, and a "ball
 * gown" is none either.
 */
export function parsePrompt(prompt: string): ParsedPrompt {
  const { phrases, sizes, problem } = readPrompt(prompt);
  const head = phrases.find((phrase) => phrase.words.some(saysSomething));
  const found = head && findHeadNoun(head.words);
  if (!head || !found) return { kind: "unknown", suggestions: suggestNouns(head?.words ?? []) };
  const rival = phrases.find((phrase) => phrase.link === "and" && phrase !== head && lastNoun(phrase.words));
  if (rival) return { kind: "unknown", suggestions: [found.noun.names[0], nameIn(rival.words)] };

  const before = phrases.slice(0, phrases.indexOf(head));
  const describing = [head, ...phrases.filter((phrase) => phrase !== head && describes(phrase))];
  const words = describing.flatMap((phrase) =>
    phrase === head ? withoutNoun(phrase.words, found) : phrase.words,
  );
  const count = partCount(words, found.noun) ?? (lacks(phrases, found.noun) ? 0 : undefined);
  const said = sideCount(words);
  const sides = said === ROUND_SIDES && !(found.noun.boxed && found.noun.walled) ? undefined : said;
  const wanted = copies(head.words.slice(0, found.start), before, count !== undefined);
  const odd = problem ?? oddCount(found.noun, { wanted, count, sides: statedSides(words) });
  if (odd) return { kind: "impossible", problem: odd };
  const everything = phrases.flatMap((phrase) =>
    phrase === head ? withoutNoun(phrase.words, found) : phrase.words,
  );
  const beside = found.noun.beside?.names ?? [];
  const recipe: ShapeRecipe = {
    noun: diceOf(found.noun.names[0], sides),
    copies: wanted,
    stacked: before.some((phrase) => phrase.words.some((word) => word === "stack" || word === "pile")),
    adjectives: [...new Set(words.map(adjectiveOf).filter((adjective) => adjective !== undefined))],
    ...(count === undefined ? {} : { count }),
    ...(sides === undefined ? {} : { sides }),
    ...(words.some((word) => beside.includes(singular(word))) ? { extra: true } : {}),
    ...colorOf(words, phrases),
    ...sizes,
    unread: [
      ...new Set(
        everything.filter((word) =>
          /^\d+$/.test(word)
            ? ![wanted, count, said].includes(Number(word))
            : saysSomething(word) && !isHeard(word, found.noun),
        ),
      ),
    ],
  };
  return { kind: "shape", recipe };
}

/** Names for a list of what can be asked for. */
export const promptNouns = (): string[] => shapeNouns.map((noun) => noun.names[0]);

const MAX_COPIES = 12;

interface HeadNoun {
  noun: ShapeNoun;
  /** First word and the word after the last one. */
  start: number;
  end: number;
}

const adjectiveOf = (word: string): ShapeAdjective | undefined =>
  Object.hasOwn(adjectiveWords, word) ? adjectiveWords[word] : undefined;
const numberOf = (word: string): number | undefined =>
  /^\d+$/.test(word) ? Number(word) : Object.hasOwn(numberWords, word) ? numberWords[word] : undefined;
const tints = new Set(["light", "pale", "dark", "deep", "bright"]);

/** Words that only describe: they may stand between a number and its noun, and after the noun. */
const isDescription = (word: string): boolean =>
  fillerWords.has(word) ||
  tints.has(word) ||
  adjectiveOf(word) !== undefined ||
  Object.hasOwn(colorWords, word) ||
  Object.hasOwn(sideWords, word);

const saysSomething = (word: string): boolean => !isDescription(word) && numberOf(word) === undefined;

/** Parts that the noun counts or makes beside itself, and the words round a number of sides. */
const isHeard = (word: string, noun: ShapeNoun): boolean =>
  [word, singular(word), ...withoutEnding(word)].some(
    (name) => (noun.counts?.includes(name) ?? false) || (noun.beside?.names.includes(name) ?? false),
  ) || /^(sided|sides?|faced|faces?)$/.test(word);

/** The last noun of a phrase, if nothing but descriptions follows it. */
function findHeadNoun(words: string[]): HeadNoun | undefined {
  const found = lastNoun(words);
  if (!found) return undefined;
  const after = words.slice(found.end);
  const parts = found.noun.counts ?? [];
  const plain = after.every(
    (word) => isDescription(word) || numberOf(word) !== undefined || parts.includes(singular(word)),
  );
  return plain ? found : undefined;
}

function lastNoun(words: string[]): HeadNoun | undefined {
  for (let end = words.length; end > 0; end--)
    for (let length = Math.min(3, end); length > 0; length--) {
      const start = end - length;
      const noun = nounNamed(words.slice(start, end));
      if (noun && !(length === 1 && isPart(words, start))) return { noun, start, end };
    }
  return undefined;
}

/** "points" in "a star with 5 points": counted, so not the thing itself. */
const isPart = (words: string[], at: number): boolean =>
  at > 0 &&
  numberOf(words[at - 1]) !== undefined &&
  shapeNouns.some((noun) => noun.counts?.includes(singular(words[at]))) &&
  at > 1;

function nounNamed(words: string[]): ShapeNoun | undefined {
  const lead = words.slice(0, -1);
  const last = words[words.length - 1];
  return [last, ...singulars(last)].map((word) => findNoun([...lead, word].join(" "))).find(Boolean);
}

const nameIn = (words: string[]): string => lastNoun(words)?.noun.names[0] ?? "";

const withoutNoun = (words: string[], { start, end }: HeadNoun): string[] => [
  ...words.slice(0, start),
  ...words.slice(end),
];

/** Phrases whose adjectives mean the thing: "…, twisted" and "… with ribs", but not "… for tall flowers". */
const describes = (phrase: PromptPhrase): boolean =>
  phrase.link === "," || phrase.link === "with" || phrase.link === "and";

function copies(wordsBefore: string[], earlier: PromptPhrase[], counted: boolean): number {
  for (const { words } of earlier) {
    const stated = words.map(numberOf).find((number) => number !== undefined);
    if (stated !== undefined) return stated;
  }
  if (counted) return 1;
  const at = wordsBefore.findLastIndex((word) => numberOf(word) !== undefined);
  if (at < 0 || !wordsBefore.slice(at + 1).every(isDescription)) return 1;
  return numberOf(wordsBefore[at]) ?? 1;
}

/** "12 teeth", "5-pointed", "three legged", "4 long legs". */
function partCount(words: string[], noun: ShapeNoun): number | undefined {
  for (let i = 0; i + 1 < words.length; i++) {
    const number = numberOf(words[i]);
    const next = words.slice(i + 1).find((word) => !isDescription(word)) ?? "";
    const parts = [singular(next), ...withoutEnding(next)];
    if (number !== undefined && noun.counts?.some((name) => parts.includes(name))) return number;
  }
  return undefined;
}

/** "without a handle". */
const lacks = (phrases: PromptPhrase[], noun: ShapeNoun): boolean =>
  phrases.some(
    ({ link, words }) =>
      link === "without" && words.some((word) => noun.counts?.includes(singular(word)) ?? false),
  );

/** Why so many cannot be built, if they cannot. */
function oddCount(
  { names: [name], counts, countRange }: ShapeNoun,
  { wanted, count, sides }: { wanted: number; count?: number; sides?: number },
): string | undefined {
  if (wanted < 1 || wanted > MAX_COPIES)
    return `${wanted.toLocaleString("en")} cannot be built at once: ask for 1 to ${MAX_COPIES}.`;
  const [least, most] = countRange ?? [0, Infinity];
  if (count !== undefined && !(count >= least && count <= most)) {
    const parts = counts?.[0] === "tooth" ? "teeth" : `${counts?.[0]}s`;
    return `A ${name} of this kind has ${least} to ${most} ${parts}, not ${count.toLocaleString("en")}.`;
  }
  if (sides === undefined) return undefined;
  if (name === "die" && ![4, 6, 8, 12, 20].includes(sides))
    return `A die has 4, 6, 8, 12 or 20 sides, not ${sides}.`;
  if (sides < LEAST_SIDES || sides > MOST_SIDES)
    return `A shape has ${LEAST_SIDES} to ${MOST_SIDES} sides, not ${sides}.`;
  return undefined;
}

const LEAST_SIDES = 3;
const MOST_SIDES = 20;

/** "8-sided", whatever the number. */
function statedSides(words: string[]): number | undefined {
  const at = words.findIndex(
    (word, i) => i > 0 && /^(sided|sides|faced|faces)$/.test(word) && numberOf(words[i - 1]) !== undefined,
  );
  return at < 0 ? undefined : numberOf(words[at - 1]);
}

function sideCount(words: string[]): number | undefined {
  for (let i = 0; i < words.length; i++) {
    if (Object.hasOwn(sideWords, words[i])) return sideWords[words[i]];
    const number = numberOf(words[i]);
    if (
      number !== undefined &&
      /^(sided|sides|faced|faces)$/.test(words[i + 1] ?? "") &&
      number >= LEAST_SIDES &&
      number <= MOST_SIDES
    )
      return number;
  }
  return undefined;
}

/** Dice with other than six sides are bodies of their own. */
function diceOf(name: string, sides: number | undefined): string {
  const bodies: Record<number, string> = {
    4: "tetrahedron",
    8: "octahedron",
    12: "dodecahedron",
    20: "icosahedron",
  };
  return name === "die" && sides !== undefined ? (bodies[sides] ?? name) : name;
}

/** The first colour that describes the thing, or that a phrase "in …" is about. */
function colorOf(words: string[], phrases: PromptPhrase[]): { color?: number } {
  const dressed = phrases.filter((phrase) => phrase.link === "in").flatMap((phrase) => phrase.words);
  for (const list of [words, dressed.every(isDescription) ? dressed : []])
    for (let i = 0; i < list.length; i++) {
      if (!Object.hasOwn(colorWords, list[i])) continue;
      const color = colorWords[list[i]];
      const tone = list[i - 1];
      if (tone === "light" || tone === "pale") return { color: mix(color, 0xffffff, 0.45) };
      if (tone === "dark" || tone === "deep") return { color: mix(color, 0x000000, 0.4) };
      return { color };
    }
  return {};
}

function mix(from: number, to: number, share: number): number {
  const channel = (shift: number): number => {
    const a = (from >> shift) & 255;
    return Math.round(a + (((to >> shift) & 255) - a) * share) << shift;
  };
  return channel(16) | channel(8) | channel(0);
}

/** "leg" of "legged", "point" of "pointed", "handle" of "handled". */
const withoutEnding = (word: string): string[] =>
  word.endsWith("ed") ? [word.slice(0, -3), word.slice(0, -2), word.slice(0, -1)] : [];

const singular = (word: string): string => singulars(word)[0] ?? word;

function singulars(word: string): string[] {
  if (word === "teeth") return ["tooth"];
  if (word.endsWith("men")) return [`${word.slice(0, -3)}man`];
  if (word.endsWith("ies")) return [`${word.slice(0, -3)}y`, word.slice(0, -1)];
  if (word.endsWith("ves")) return [`${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`];
  if (/(s|x|z|ch|sh|o)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  if (word.endsWith("s") && !word.endsWith("ss")) return [word.slice(0, -1)];
  return [];
}
