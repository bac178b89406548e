import { describe, expect, it } from "vitest";
import { readJson } from "@/lib/api/read-json";

const read = (text: string) => readJson(new TextEncoder().encode(text));

describe("works", () => {
  it("reads what JSON.parse reads", () => {
    expect(read('{"a":[1,{"b":"x: {\\"y\\": 1}"}],"c":null}')).toEqual({
      a: [1, { b: 'x: {"y": 1}' }],
      c: null,
    });
  });

  it("lets the same name stand in two objects", () => {
    expect(read('[{"a":1},{"a":2,"b":{"a":3}}]')).toEqual([{ a: 1 }, { a: 2, b: { a: 3 } }]);
  });

  it("takes 32 levels", () => {
    expect(read("[".repeat(32) + "]".repeat(32))).toHaveLength(1);
  });
});

describe("refuses with invalid_json", () => {
  it.each([
    ["broken text, with the place", '{"a":1,}', /character 7/],
    ["an empty body", " \n", /empty/],
    ["a name twice", '{"a":1,"b":{},"a":2}', /twice/],
    ["a name twice in another spelling", '{"a":1,"\\u0061":2}', /twice/],
    ["__proto__", '{"x":{"__proto__":{"admin":true}}}', /__proto__/],
    ["33 levels", "[".repeat(33) + "]".repeat(33), /32 levels/],
    ["10,000 levels", '{"a":'.repeat(10_000) + "1" + "}".repeat(10_000), /32 levels/],
    ["NaN", '{"a":NaN}', /not valid JSON/],
  ])("%s", (_name, text, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: "invalid_json", message: expect.stringMatching(message) }),
    );
  });

  it("bytes that are not UTF-8", () => {
    const bytes = Uint8Array.from([0x22, 0xff, 0x22]);
    expect(() => readJson(bytes)).toThrow(expect.objectContaining({ code: "invalid_json" }));
  });

  it("never lets a name reach the prototype", () => {
    expect(() => read('{"__proto__":{"polluted":1}}')).toThrow();
    expect("polluted" in {}).toBe(false);
  });
});
