import { describe, expect, it } from "vitest";
import { parsePrompt } from "@/lib/geometry/field/parse-prompt";

function recipeOf(prompt: string) {
  const parsed = parsePrompt(prompt);
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

  it("takes neither a wall's thickness nor an absurd number for a size", () => {
    expect(recipeOf("a cup 3 mm thick")).not.toHaveProperty("sizeMm");
    expect(recipeOf("a cup 9999 cm tall")).not.toHaveProperty("sizeMm");
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
    expect(recipeOf("500 balls")).toMatchObject({ copies: 12 });
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
    expect(new Set(parsed.map(({ kind }) => kind))).toEqual(new Set(["shape", "unknown"]));
    for (const each of parsed)
      if (each.kind === "shape") expect(each.recipe.copies).toBeGreaterThan(0);
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
    "0 gears",
  ])("%s", (prompt) => expect(parsePrompt(prompt).kind).toBe("unknown"));

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
