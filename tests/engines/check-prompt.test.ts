import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import { checkPrompt, listEngines } from "@/lib/engines";

describe("checkPrompt", () => {
  it("lets through what can be built", () => expect(() => checkPrompt("a tall vase")).not.toThrow());

  it("refuses the rest with names to try", () => {
    const refuse = () => checkPrompt("a vasse");
    expect(refuse).toThrow(AppError);
    expect(refuse).toThrow(
      expect.objectContaining({
        code: "prompt_not_understood",
        details: expect.objectContaining({ param: "prompt" }),
      }),
    );
    expect(refuse).toThrow(/vase/);
  });
});

describe("listEngines", () => {
  it("names every embedded engine and its input", () => {
    expect(listEngines().map(({ name, input }) => [name, input])).toEqual([
      ["figure", "image"],
      ["relief", "image"],
      ["lithophane", "image"],
      ["extrude", "image"],
      ["layers", "image"],
      ["hull", "image"],
      ["text", "prompt"],
      ["parametric", "prompt"],
    ]);
    expect(listEngines().at(-1)?.shapes).toContain("chess rook");
  });

  it("lists no shape that it would refuse", () => {
    for (const shape of listEngines().at(-1)?.shapes ?? [])
      expect(() => checkPrompt(`a ${shape}`)).not.toThrow();
  });
});

it.each(['a keychain "Anna" 0 mm', "a sign saying Welcome, 99999 mm wide"])(
  "refuses the size of %j",
  (prompt) => {
    expect(() => checkPrompt(prompt)).toThrow(/sizes go from 5 to 1,?000 mm/);
  },
);
