import { describe, expect, it } from "vitest";
import { parsePrompt } from "@/lib/geometry/field/parse-prompt";

function recipeOf(prompt: string) {
  const parsed = parsePrompt(prompt);
  if (parsed.kind === "impossible") return parsed.problem;
  return parsed.kind === "shape" ? parsed.recipe : `unknown: ${parsed.suggestions.join(", ")}`;
}

describe("parsePrompt understands", () => {
  it.each([
    ["vase", "vase"],
    ["A cute little ROBOT for my desk!", "robot"],
    ["please make me a 3D printable model of a chess rook", "chess rook"],
    ["a picture of a star", "star"],
    ["Christmas trees", "pine"],
    ["snowmen", "snowman"],
    ["a dog bowl", "bowl"],
    ["doughnut", "donut"],
    ["I want a low-poly cat", "cat"],
    ["a small vase for tall flowers", "vase"],
    ["coffee mug with a handle", "mug"],
    ["20-sided die", "icosahedron"],
  ])("%s", (prompt, noun) => expect(recipeOf(prompt)).toMatchObject({ noun }));

  it("adjectives that mean the thing, and none that mean another", () => {
    expect(recipeOf("tall twisted vase")).toMatchObject({ adjectives: ["tall", "twisted"] });
    expect(recipeOf("a vase, spiralled, with ribs")).toMatchObject({ adjectives: ["twisted", "ribbed"] });
    expect(recipeOf("a vase for tall flowers")).toMatchObject({ adjectives: [] });
  });

  it("sizes", () => {
    expect(recipeOf("a 40 mm ball")).toMatchObject({ sizeMm: 40, sizeAxis: "longest" });
    expect(recipeOf("a vase, 12cm tall")).toMatchObject({ sizeMm: 120, sizeAxis: "z", adjectives: [] });
    expect(recipeOf("bowl 4.5 inches wide")).toMatchObject({ sizeAxis: "x", sizeMm: 4.5 * 25.4 });
    expect(recipeOf("a cube with a height of 3 cm")).toMatchObject({ sizeMm: 30, sizeAxis: "z" });
    expect(recipeOf("box 20 x 30 x 10 mm")).toMatchObject({ lengths: [20, 30, 10], sizeMm: 30 });
    expect(recipeOf("a box 2×3×1 cm")).toMatchObject({ lengths: [20, 30, 10] });
  });

  it("sizes in other units, and a radius", () => {
    expect(recipeOf("a vase,0.2 m tall")).toMatchObject({ sizeMm: 200, sizeAxis: "z" });
    expect(recipeOf("a vase 1 foot tall")).toMatchObject({ sizeMm: 304.8, sizeAxis: "z" });
    expect(recipeOf("a ball with a radius of 20 mm")).toMatchObject({ sizeMm: 40, sizeAxis: "x" });
    expect(recipeOf("a star with 5 points 40 mm wide")).toMatchObject({ sizeMm: 40, count: 5 });
    expect(recipeOf("a vase, 40 mm, height 40 mm")).toContain("One size can be stated");
  });

  it("colours, lighter and darker", () => {
    expect(recipeOf("a red ball on a blue table")).toMatchObject({ color: 0xd0342c });
    expect(recipeOf("a star in gold")).toMatchObject({ color: 0xd4a82a });
    expect(recipeOf("a dark green cube")).toMatchObject({ color: 0x265d2f });
    expect(recipeOf("a cube")).not.toHaveProperty("color");
  });

  it("counts of things and of their parts", () => {
    expect(recipeOf("three snowmen")).toMatchObject({ copies: 3, stacked: false });
    expect(recipeOf("a pair of dice")).toMatchObject({ noun: "die", copies: 2 });
    expect(recipeOf("a stack of 3 cubes")).toMatchObject({ copies: 3, stacked: true });
    expect(recipeOf("twelve balls")).toMatchObject({ copies: 12 });
    expect(recipeOf("gear with twenty-four sharp teeth")).toMatchObject({ count: 24, copies: 1 });
    expect(recipeOf("a mug without a handle")).toMatchObject({ count: 0, copies: 1 });
    expect(recipeOf("gear with 24 teeth")).toMatchObject({ count: 24, copies: 1 });
    expect(recipeOf("a 6-pointed star")).toMatchObject({ count: 6, copies: 1 });
    expect(recipeOf("stool with three legs")).toMatchObject({ count: 3 });
    expect(recipeOf("two story house")).toMatchObject({ noun: "house", copies: 1 });
    expect(recipeOf("hexagonal pen holder")).toMatchObject({ sides: 6 });
  });
});

describe("parsePrompt reads further", () => {
  it("what lies beside, and which words changed nothing", () => {
    expect(recipeOf("box 60x40x30 mm with a lid")).toMatchObject({ noun: "box", extra: true, unread: [] });
    expect(recipeOf("a box for my cat")).not.toHaveProperty("extra");
    expect(recipeOf("a dog bowl with a saucer")).toMatchObject({ noun: "bowl", unread: ["dog", "saucer"] });
    expect(recipeOf("two handled mug")).toMatchObject({ count: 2, copies: 1, unread: [] });
    expect(recipeOf("red mug with two handles")).toMatchObject({ count: 2, copies: 1, unread: [] });
  });

  it("dice by their letter, round boxes, and pieces of chess", () => {
    expect(recipeOf("a d20")).toMatchObject({ noun: "icosahedron", unread: [] });
    expect(recipeOf("round box")).toMatchObject({ sides: 64 });
    expect(recipeOf("round vase")).not.toHaveProperty("sides");
    expect(recipeOf("chess knight")).toMatchObject({ noun: "chess knight" });
  });

  it("500 word salads, each to a recipe or to names", () => {
    const words =
      `a two 0 7 999 red dark blue tall flat twisted vase box lid with and for of , . 40mm 12cm x by 3x4x5 gear
      teeth star points robot the holding "  🙂 é 猫 - & stack pair dozen hollow hexagonal d20 mug handle dragon`.split(
        /\s+/,
      );
    let state = 7;
    const next = (below: number): number =>
      Math.floor(((state = (state * 1103515245 + 12345) % 2147483648) / 2147483648) * below);
    const salads = Array.from({ length: 500 }, () =>
      Array.from({ length: 1 + next(30) }, () => words[next(words.length)]).join(next(9) ? " " : ""),
    );
    const parsed = salads.map(parsePrompt);
    expect(new Set(parsed.map(({ kind }) => kind))).toEqual(new Set(["shape", "unknown", "impossible"]));
    for (const each of parsed)
      if (each.kind === "shape") expect(each.recipe.copies).toBeGreaterThan(0);
      else if (each.kind === "impossible") expect(each.problem).toMatch(/^[A-Z\d].*\.$/);
      else expect(each.suggestions.length).toBeGreaterThan(0);
  });
});

describe("parsePrompt refuses", () => {
  it.each([
    "a dragon holding a ball",
    "ball gown",
    "dragon",
    "",
    "   ",
    "5",
    "red",
    "<script>alert(1)</script>",
    "__proto__",
    "constructor",
    "ein Haus",
    "猫",
    "chess set",
  ])("%s", (prompt) => expect(parsePrompt(prompt).kind).toBe("unknown"));

  it.each([
    ["a cube of 0 mm", "A size of 0 mm cannot be built: sizes go from 5 to 1,000 mm."],
    ["a cube of 99999 mm", "A size of 99999 mm cannot be built: sizes go from 5 to 1,000 mm."],
    ["a cup 9999 cm tall", "A size of 9999 cm cannot be built: sizes go from 5 to 1,000 mm."],
    ["a vase -5 mm tall", "A size of -5 mm cannot be built: sizes go from 5 to 1,000 mm."],
    ["a vase -50 mm tall", "A size of -50 mm cannot be built: sizes go from 5 to 1,000 mm."],
    ["a vase 2 m tall", "A size of 2 m cannot be built: sizes go from 5 to 1,000 mm."],
    ["a box 0 x 20 x 30 mm", "Each length can be 1 to 1,000 mm."],
    ["a box 20 x 30 x 5000 mm", "Each length can be 1 to 1,000 mm."],
    ["a vase 120 mm tall and 60 mm wide", "One size can be stated, as in 40 mm tall"],
    ["a pot with a wall of 0.01 mm", "A wall of 0.01 mm cannot be set by words."],
    ["a pot with 0.01 mm walls", "Walls of 0.01 mm cannot be set by words."],
    ["a mug 40 mm tall with walls of 60 mm", "Walls of 60 mm cannot be set by words."],
    ["a cup 3 mm thick", "A thickness of 3 mm cannot be set by words."],
    ["a ring with a hole of 0 mm", "A hole of 0 mm cannot be set by words."],
    ["a ring with a 20 mm hole", "A hole of 20 mm cannot be set by words."],
    ["1000 cubes", "1,000 cannot be built at once: ask for 1 to 12."],
    ["a hundred cubes", "100 cannot be built at once: ask for 1 to 12."],
    ["0 gears", "0 cannot be built at once: ask for 1 to 12."],
    ["zero gears", "0 cannot be built at once: ask for 1 to 12."],
    ["-3 cubes", "A number below zero cannot be built."],
    ["2.5 cubes", "Counts are whole numbers"],
    ["a gear with 2 teeth", "A gear of this kind has 6 to 60 teeth, not 2."],
    ["a gear with 5000 teeth", "A gear of this kind has 6 to 60 teeth, not 5,000."],
    ["a star with one point", "A star of this kind has 3 to 24 points, not 1."],
    ["a stool with 2 legs", "A stool of this kind has 3 to 8 legs, not 2."],
    ["a gear without teeth", "A gear of this kind has 6 to 60 teeth, not 0."],
    ["a 2-sided box", "A shape has 3 to 20 sides, not 2."],
    ["a 7-sided die", "A die has 4, 6, 8, 12 or 20 sides, not 7."],
  ])("%s, and says the limits", (prompt, problem) => {
    const parsed = parsePrompt(prompt);
    expect(parsed.kind === "impossible" ? parsed.problem.slice(0, problem.length) : parsed).toBe(problem);
  });

  it("two things at once, naming both", () => {
    expect(parsePrompt("a ball and a cube")).toEqual({ kind: "unknown", suggestions: ["ball", "cube"] });
  });

  it("offers names that are spelled alike first, and always some", () => {
    expect(parsePrompt("a vasse")).toMatchObject({ suggestions: expect.arrayContaining(["vase"]) });
    expect((parsePrompt("rokcet") as { suggestions: string[] }).suggestions[0]).toBe("rocket");
    expect((parsePrompt("zzzz") as { suggestions: string[] }).suggestions.length).toBeGreaterThan(3);
  });

  it("stays quick on long and hostile text", () => {
    for (const prompt of [
      "1".repeat(1000),
      "a ".repeat(500),
      "9 x ".repeat(250),
      "'".repeat(1000),
      "ß\u0301".repeat(500),
    ])
      expect(parsePrompt(prompt).kind).toBe("unknown");
  });
});
