import { extendTailwindMerge } from "tailwind-merge";
import { describe, expect, it } from "vitest";
import { groupOf, mergeClasses } from "@/components/ui/merge-classes";
import { sourceFiles } from "../support/source-files";

/** With our own names, which it cannot know. */
const peer = extendTailwindMerge({
  extend: {
    theme: {
      text: ["title", "heading", "note"],
      shadow: ["low", "mid", "high"],
      animate: ["fade", "rise", "breathe"],
      ease: ["swift"],
    },
  },
});

/** Every word of the pages' code that sets something: one that says it twice says it once. */
const classes = [
  ...new Set(
    sourceFiles("app", "components")
      .filter(({ path }) => path.endsWith(".tsx") || path.startsWith("components/ui/"))
      .flatMap(({ text }) => text.split(/[\s"'`]+/))
      .filter((word) => /^[-a-z0-9!@*[][^\s{}]*$/.test(word) && peer(`${word} ${word}`) === word),
  ),
];
const bare = (one: string) => one.replace(/^(?:(?:[^:[(]|\[[^\]]*\]|\([^)]*\))+:)+/, "");
const bases = [...new Set(classes.map(bare))];
const firstOfGroup = [...new Map(bases.map((one) => [groupOf(one), one]).reverse()).values()];

const disagreements = (pairs: readonly string[]) =>
  pairs
    .filter((pair) => peer(pair) !== mergeClasses(pair))
    .map((pair) => `${pair}: ${mergeClasses(pair)}, and not ${peer(pair)}`);

describe("classes that are joined", () => {
  it("know every class of the pages", () => {
    expect(classes.length).toBeGreaterThan(600);
    expect(bases.filter((one) => groupOf(one) === undefined)).toEqual([]);
  });

  it("give way to each other as tailwind-merge has it, whichever comes first", () => {
    expect(
      disagreements(
        bases.flatMap((one) => firstOfGroup.flatMap((other) => [`${one} ${other}`, `${other} ${one}`])),
      ),
    ).toEqual([]);
  });

  it("give way under the same conditions only, in whatever order these are said", () => {
    const pairs = classes.flatMap((one) => [`${one} ${one}`, `${one} ${bare(one)}`, `${bare(one)} ${one}`]);
    expect(disagreements(pairs)).toEqual([]);
    expect(mergeClasses("hover:sm:p-2 sm:hover:p-4 p-1")).toBe("sm:hover:p-4 p-1");
    expect(mergeClasses("*:hover:p-2 hover:*:p-4")).toBe("*:hover:p-2 hover:*:p-4");
    expect(mergeClasses("p-2! p-4 px-1! mystery mystery")).toBe("p-2! p-4 px-1! mystery mystery");
  });
});
