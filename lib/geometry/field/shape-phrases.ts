import { takeSizes, type StatedSizes } from "./shape-sizes";
import { numberWords, turningWords } from "./shape-vocabulary";

export interface PromptPhrase {
  /** What joins the phrase to the one before: a comma, "with", "and", a preposition, or nothing for the first. */
  link: string;
  words: string[];
}

/** A prompt cut into phrases of plain lower-case words, with its measures taken out. */
export function readPrompt(prompt: string): {
  phrases: PromptPhrase[];
  sizes: StatedSizes;
  problem?: string;
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
  const { rest, sizes, problem } = takeSizes(joinNumbers(plain));
  return { phrases: cutPhrases(rest), sizes, problem: problem ?? oddNumber(rest) };
}

/** "twenty-four" as 24. */
const joinNumbers = (text: string): string =>
  text.replace(
    /\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-]+(one|two|three|four|five|six|seven|eight|nine)\b/g,
    (_all, tens: string, ones: string) => String(numberWords[tens] + numberWords[ones]),
  );

function oddNumber(text: string): string | undefined {
  if (/(?:^|\s)-\d|\b(?:minus|negative)\s/.test(text))
    return "A number below zero cannot be built. State sizes and counts above zero.";
  if (/\d[.,]\d/.test(text)) return "Counts are whole numbers, such as 3 cubes or a star with 5 points.";
  return undefined;
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
