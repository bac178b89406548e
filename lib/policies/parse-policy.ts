/** A piece of a policy's text. Lines are all there is: headings are numbered or end with a colon, points begin with a dash. */
export type PolicyBlock =
  | { kind: "heading"; level: 2 | 3; text: string; anchor: string }
  | { kind: "text"; text: string }
  | { kind: "points"; points: string[] };

/** The text of a policy as the pieces that a page draws, in their order. */
export function parsePolicy(text: string): PolicyBlock[] {
  const blocks: PolicyBlock[] = [];
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const last = blocks.at(-1);
    if (line.startsWith("- ")) {
      if (last?.kind === "points") last.points.push(line.slice(2));
      else blocks.push({ kind: "points", points: [line.slice(2)] });
    } else blocks.push(readLine(line));
  }
  return blocks;
}

function readLine(line: string): PolicyBlock {
  const numbered = /^(\d+(?:\.\d+)?)\.? \S/.exec(line);
  if (numbered) {
    const anchor = `s-${numbered[1].replace(".", "-")}`;
    return { kind: "heading", level: numbered[1].includes(".") ? 3 : 2, text: line, anchor };
  }
  if (/^[A-Z][A-Z ]{4,}$/.test(line) || line === "Key Points:")
    return { kind: "heading", level: 2, text: line.replace(/:$/, ""), anchor: anchorOf(line) };
  return { kind: "text", text: line };
}

const anchorOf = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")
    .replace(/-$/, "");
