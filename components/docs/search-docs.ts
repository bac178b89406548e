/** A part of the docs with an address of its own. */
export interface DocsEntry {
  /** Such as /docs#webhooks. */
  href: string;
  /** Of the page. */
  page: string;
  /** Of the part; the page's own where it is its beginning. */
  title: string;
  text: string;
}

export interface DocsHit extends DocsEntry {
  /** The words around the first that was found, in turn plain and found. */
  excerpt: { text: string; isFound: boolean }[];
}

const EXCERPT_LENGTH = 220;
const WEIGHTS = { title: 12, page: 5, text: 1 };
const COUNTED_AT_MOST = 5;

/**
 * The parts that hold every word of the query, or words that begin with it; titles count more than text, and the best
 * come first. Nothing for a query without a letter or digit.
 */
export function searchDocs(entries: readonly DocsEntry[], query: string, limit = 20): DocsHit[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ entry }) => ({ ...entry, excerpt: excerptOf(entry.text, words) }));
}

const wordsOf = (query: string): string[] => [
  ...new Set(
    query
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu)
      ?.slice(0, 10) ?? [],
  ),
];

function scoreOf(entry: DocsEntry, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    const found =
      WEIGHTS.title * Math.min(1, count(entry.title, word)) +
      WEIGHTS.page * Math.min(1, count(entry.page, word)) +
      WEIGHTS.text * Math.min(COUNTED_AT_MOST, count(entry.text, word));
    if (found === 0) return 0;
    score += found;
  }
  return score;
}

/** How many words begin like this one. */
function count(text: string, word: string): number {
  return text.match(beginsWith([word]))?.length ?? 0;
}

const beginsWith = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.join("|")})`, "giu");

function excerptOf(markdown: string, words: readonly string[]): DocsHit["excerpt"] {
  const text = markdown
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/[[\]`*#|]|-{3,}/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const first = Math.max(0, text.search(beginsWith(words)));
  const start = first < 60 ? 0 : text.indexOf(" ", first - 50) + 1;
  const cut = text.slice(start, start + EXCERPT_LENGTH);
  const shown = `${start > 0 ? "… " : ""}${cut}${start + EXCERPT_LENGTH < text.length ? " …" : ""}`;
  const whole = new RegExp(`(${beginsWith(words).source}[\\p{L}\\p{N}_]*)`, "giu");
  return shown
    .split(whole)
    .map((part, index) => ({ text: part, isFound: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
