import { shapeNouns } from "./shape-catalog";

/** Up to six names from the catalogue: those spelled most like one of the words, then the most liked ones. */
export function suggestNouns(words: readonly string[]): string[] {
  const near = shapeNouns
    .map((noun) => ({
      name: noun.names[0],
      far: Math.min(...noun.names.flatMap((name) => words.map((word) => distance(word, name)))),
    }))
    .filter(({ far }) => far <= 0.4)
    .sort((a, b) => a.far - b.far)
    .map(({ name }) => name);
  return [...new Set([...near, ...LIKED])].slice(0, 6);
}

const LIKED = ["vase", "robot", "gear", "star", "house", "duck"];

/** Share of letters to change, 0 to 1: Damerau-Levenshtein distance (with neighbour swaps) by the longer length. */
function distance(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0 || long.length > 40) return 1;
  // A word that contains the other is near: "vases", "minirobot".
  if (short.length >= 3 && long.includes(short)) return 0.15 + 0.25 * (1 - short.length / long.length);
  let older: number[] = [];
  let previous = Array.from({ length: short.length + 1 }, (_, i) => i);
  for (let row = 1; row <= long.length; row++) {
    const current = [row];
    for (let i = 1; i <= short.length; i++) {
      const same = long[row - 1] === short[i - 1];
      current[i] = Math.min(previous[i] + 1, current[i - 1] + 1, previous[i - 1] + (same ? 0 : 1));
      if (row > 1 && i > 1 && long[row - 1] === short[i - 2] && long[row - 2] === short[i - 1])
        current[i] = Math.min(current[i], older[i - 2] + 1);
    }
    [older, previous] = [previous, current];
  }
  return previous[short.length] / long.length;
}
