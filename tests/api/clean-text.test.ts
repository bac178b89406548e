import { describe, expect, it } from "vitest";
import { cleanText } from "@/lib/api/clean-text";

describe("works", () => {
  it("takes invisible direction controls out and leaves the rest", () => {
    expect(
      cleanText({ prompt: "a \u202Evase\u2069 שלום 🏺", list: ["\u2066x"], seed: 1, none: null }),
    ).toEqual({
      prompt: "a vase שלום 🏺",
      list: ["x"],
      seed: 1,
      none: null,
    });
  });

  it.each(["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "'; DROP TABLE users; --"])(
    "keeps %s as text",
    (text) => {
      expect(cleanText(text)).toBe(text);
    },
  );
});

describe("refuses with invalid_request", () => {
  it.each([
    ["NUL", { prompt: "a\0b" }, "prompt"],
    ["half a surrogate pair", { prompt: "a\uD800" }, "prompt"],
    ["NUL in a list", { formats: ["stl\0"] }, "formats"],
    ["NUL in a name", { "a\0": 1 }, "body"],
    ["__proto__", Object.fromEntries([["__proto__", "x"]]), "body"],
  ])("%s", (_name, value, param) => {
    expect(() => cleanText(value)).toThrow(
      expect.objectContaining({ code: "invalid_request", details: expect.objectContaining({ param }) }),
    );
  });
});
