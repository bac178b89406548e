/**
 * Of two classes that set the same thing under the same conditions the later one stays. tailwind-merge knows every class
 * there is and weighs 9 kB on each page; these are the groups of those that this code uses. A test holds each pair of them
 * to tailwind-merge's answer, so a new kind of class that is not here fails it.
 */
export function mergeClasses(classes: string): string {
  const known = merged.get(classes);
  if (known !== undefined) return known;
  if (merged.size >= MOST_KEPT) merged.clear();
  const answer = merge(classes);
  merged.set(classes, answer);
  return answer;
}

/** Pages join the same names over and over. */
const merged = new Map<string, string>();
const MOST_KEPT = 1000;

function merge(classes: string): string {
  const taken = new Set<string>();
  const kept: string[] = [];
  for (const one of classes.split(/\s+/).reverse()) {
    if (!one) continue;
    const { scope, base } = split(one);
    const group = groupOf(base);
    if (group) {
      if (taken.has(`${scope} ${group}`)) continue;
      for (const lost of [group, ...(covers[group] ?? [])]) taken.add(`${scope} ${lost}`);
    }
    kept.push(one);
  }
  return kept.reverse().join(" ");
}

/** The conditions before the last colon that stands outside of brackets, in one order, and what follows them. */
function split(one: string): { scope: string; base: string } {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < one.length; at++) {
    if (one[at] === "[" || one[at] === "(") depth++;
    else if (one[at] === "]" || one[at] === ")") depth--;
    else if (one[at] === ":" && depth === 0) {
      parts.push(one.slice(from, at));
      from = at + 1;
    }
  }
  const rest = one.slice(from);
  const important = rest.endsWith("!") || rest.startsWith("!");
  return {
    scope: inOrder(parts).join(":") + (important ? "!" : ""),
    base: rest.replace(/^!|!$/g, ""),
  };
}

/** Conditions may stand in any order, except around those in brackets and those that name another element. */
function inOrder(parts: string[]): string[] {
  const ordered: string[] = [];
  let loose: string[] = [];
  for (const part of parts) {
    if (!part.startsWith("[") && !fixed.has(part)) loose.push(part);
    else {
      ordered.push(...loose.sort(), part);
      loose = [];
    }
  }
  return [...ordered, ...loose.sort()];
}

const fixed = new Set(["*", "**", "after", "before", "placeholder", "file", "marker", "selection"]);

const words: Record<string, string> = {};
const same = (group: string, list: string) => {
  for (const one of list.split(" ")) words[one] = group;
};
same(
  "display",
  "block inline inline-block flex inline-flex grid inline-grid contents table hidden list-item",
);
same("position", "static fixed absolute relative sticky");
same("sr", "sr-only not-sr-only");
same("visibility", "visible invisible collapse");
same("container", "container");
same("filter", "filter");
same("isolation", "isolate isolation-auto");
same("font-style", "italic not-italic");
same("text-transform", "uppercase lowercase capitalize normal-case");
same("text-decoration", "underline overline line-through no-underline");
same("text-overflow", "truncate text-ellipsis text-clip");
same("text-align", "text-left text-center text-right text-justify text-start text-end");
same("text-wrap", "text-wrap text-nowrap text-balance text-pretty");
same("fvn-spacing", "tabular-nums proportional-nums");
same("font-size", "text-title text-heading text-note text-base");
same("border-style", "border-solid border-dashed border-dotted border-double border-hidden border-none");
same("border-collapse", "border-collapse border-separate");
same("overflow-break", "break-words break-normal break-all break-keep");
same("flex-direction", "flex-row flex-row-reverse flex-col flex-col-reverse");
same("flex-wrap", "flex-wrap flex-wrap-reverse flex-nowrap");
same(
  "outline-style",
  "outline-solid outline-dashed outline-dotted outline-double outline-none outline-hidden",
);

/** The first that fits says the group; `$1` is what stands in its brackets. */
const patterns: [RegExp, string][] = [
  [/^\[([\w-]+):/, "arbitrary $1"],
  [/^text-(?:xs|sm|lg|\d?xl|\[[\d.]+(?:px|em|rem)\])(?:\/.+)?$/, "font-size"],
  [/^text-/, "text-color"],
  [/^font-(?:thin|extralight|light|normal|medium|semibold|bold|extrabold|black)$/, "font-weight"],
  [/^font-/, "font-family"],
  [/^bg-size-/, "bg-size"],
  [/^bg-\[(?:[\w-]+-gradient|url)\(/, "bg-image"],
  [/^bg-/, "bg-color"],
  [/^border(?:-(?:\d+|\[\d+px\]))?$/, "border-w"],
  [/^border-([xytrbl])(?:-\d+)?$/, "border-w-$1"],
  [/^border-/, "border-color"],
  [/^ring-offset-\d+$/, "ring-offset-w"],
  [/^ring-offset-/, "ring-offset-color"],
  [/^ring(?:-\d+)?$/, "ring-w"],
  [/^ring-/, "ring-color"],
  [/^outline-offset-/, "outline-offset"],
  [/^outline(?:-\d+)?$/, "outline-w"],
  [/^outline-/, "outline-color"],
  [/^divide-([xy])(?:-\d+)?$/, "divide-$1"],
  [/^divide-/, "divide-color"],
  [/^inset-shadow-/, "inset-shadow"],
  [/^shadow(?:-.+)?$/, "shadow"],
  [/^(rounded(?:-[trbl])?)(?:-.+)?$/, "$1"],
  [/^flex-(?:\d|\[|auto|none|initial)/, "flex"],
  [/^(grow|shrink)(?:-.+)?$/, "$1"],
  [/^(transition)(?:-.+)?$/, "$1"],
  [/^(backdrop-blur|blur|backdrop-invert|invert)(?:-.+)?$/, "$1"],
  [/^underline-offset-/, "underline-offset"],
  [/^decoration-/, "text-decoration-color"],
  [/^(inset-[xy]|inset)-/, "$1"],
  [/^(justify-items|justify-self|justify|place-items|line-clamp|pointer-events|overflow-[xy])-/, "$1"],
  [
    /^(min-[wh]|max-[wh]|gap-[xy]|col-span|row-span|grid-cols|grid-rows|translate-[xy]|scroll-m[trbl])-/,
    "$1",
  ],
  [/^([a-z]+)-/, "$1"],
];

/** What a group sets besides itself. */
const covers: Record<string, string[]> = {
  overflow: ["overflow-x", "overflow-y"],
  inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
  "inset-x": ["right", "left"],
  "inset-y": ["top", "bottom"],
  flex: ["basis", "grow", "shrink"],
  gap: ["gap-x", "gap-y"],
  p: ["px", "py", "pt", "pr", "pb", "pl"],
  px: ["pr", "pl"],
  py: ["pt", "pb"],
  m: ["mx", "my", "mt", "mr", "mb", "ml"],
  mx: ["mr", "ml"],
  my: ["mt", "mb"],
  size: ["w", "h"],
  "font-size": ["leading"],
  "line-clamp": ["display", "overflow"],
  rounded: ["rounded-t", "rounded-r", "rounded-b", "rounded-l"],
  "border-w": ["border-w-x", "border-w-y", "border-w-t", "border-w-r", "border-w-b", "border-w-l"],
  "border-w-x": ["border-w-r", "border-w-l"],
  "border-w-y": ["border-w-t", "border-w-b"],
  translate: ["translate-x", "translate-y"],
};

export function groupOf(signed: string): string | undefined {
  const base = signed.replace(/^-/, "");
  if (words[base]) return words[base];
  for (const [pattern, group] of patterns) {
    const found = pattern.exec(base);
    if (found) return group.replace("$1", found[1] ?? "");
  }
  return undefined;
}
