import path from "node:path";
import { describe, expect, it } from "vitest";
import { sourceFiles, walk } from "../support/source-files";

const sources = sourceFiles("lib", "app", "components");
const tests = sourceFiles("tests");
const linesOf = (text: string): number => text.split("\n").length - 1;

describe("sizes", () => {
  it("stay under the ceilings", () => {
    const ceiling = (file: string) =>
      /^lib\/geometry\//.test(file) ? 400 : /^tests\//.test(file) ? 500 : 300;
    const over = [...sources, ...tests]
      .filter((file) => linesOf(file.text) > ceiling(file.path))
      .map((file) => `${file.path}: ${linesOf(file.text)} lines`);
    expect(over).toEqual([]);
  });

  it("are small in the middle and at the edge", () => {
    const sorted = sources.map((file) => linesOf(file.text)).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length * 0.5)]).toBeLessThanOrEqual(80);
    expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThanOrEqual(250);
  });
});

describe("names", () => {
  const all = [...walk("lib"), ...walk("app"), ...walk("components"), ...walk("tests")];

  it("avoid words that say nothing", () => {
    const banned = /(^|[-/.])(utils?|helpers?|common|misc|managers?|services?)([-/.]|$)/;
    expect(all.filter((file) => banned.test(file))).toEqual([]);
  });

  it("are in kebab case", () => {
    const kebab = /^(_?[a-z0-9]+([-.][a-z0-9]+)*|\[{1,2}(\.\.\.)?[a-zA-Z]+\]{1,2}|\([a-z-]+\)|\.[a-z-]+)$/;
    const odd = all.filter((file) => !file.split("/").every((part) => kebab.test(path.posix.basename(part))));
    expect(odd).toEqual([]);
  });
});

describe("text", () => {
  it("holds no unexplained escape from the type checker or the linter", () => {
    const escapes = sources.filter((file) =>
      /@ts-ignore|@ts-nocheck|eslint-disable(?!.* -- )/.test(file.text),
    );
    expect(escapes.map((file) => file.path)).toEqual([]);
  });

  it("skips and repeats no test", () => {
    const lazy = tests.filter((file) => /\b(it|test|describe)\.(skip|only|todo)\(|retry:/.test(file.text));
    expect(
      lazy.map((file) => file.path).filter((file) => file !== "tests/house/sizes-and-names.test.ts"),
    ).toEqual([]);
  });
});
