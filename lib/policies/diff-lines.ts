export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
}

/**
 * What changed between two texts, line by line: the longest common subsequence by dynamic programming, which is exact; a
 * policy of some hundred lines takes a few hundred thousand steps. Beyond 2,000 lines both are shown whole.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.trimEnd().split("\n");
  const b = after.trimEnd().split("\n");
  if (a.length > 2000 || b.length > 2000) return [...as("removed", a), ...as("added", b)];
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ kind: "same", text: a[i++] });
      j++;
    } else if (length[i + 1][j] >= length[i][j + 1]) lines.push({ kind: "removed", text: a[i++] });
    else lines.push({ kind: "added", text: b[j++] });
  }
  return [...lines, ...as("removed", a.slice(i)), ...as("added", b.slice(j))];
}

const as = (kind: DiffLine["kind"], texts: readonly string[]): DiffLine[] =>
  texts.map((text) => ({ kind, text }));
