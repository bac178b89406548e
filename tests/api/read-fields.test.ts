import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readFields } from "@/lib/api/read-fields";

const schema = z.strictObject({
  steps: z.int().optional(),
  scale: z.number().default(5),
  octree: z.literal([128, 256]).optional(),
  wanted: z.boolean().optional(),
  formats: z.array(z.string()).default(["stl"]),
  prompt: z.string().optional(),
  print: z.strictObject({ base: z.string() }).optional(),
});
const read = (...pairs: [string, string[]][]) => readFields(schema, new Map(pairs));

describe("works", () => {
  it("turns texts into what the schema wants", () => {
    const fields = read(
      ["steps", ["20"]],
      ["octree", ["256"]],
      ["scale", ["5.0"]],
      ["wanted", ["true"]],
      ["prompt", ["42"]],
    );
    expect(fields).toEqual({ steps: 20, octree: 256, scale: 5, wanted: true, prompt: "42" });
  });

  it("reads a list that is repeated, separated by commas, or both", () => {
    expect(read(["formats", ["stl, glb", "obj"]])).toEqual({ formats: ["stl", "glb", "obj"] });
  });

  it.each(["NaN", "Infinity", "1e309", "0x10", "", "5,0"])(
    "leaves %j as text for the schema to refuse",
    (text) => {
      const fields = read(["scale", [text]]);
      expect(fields).toEqual({ scale: text });
      expect(schema.safeParse(fields).success).toBe(false);
    },
  );

  it("reads an object from JSON", () => {
    expect(read(["print", ['{"base":"disc"}']])).toEqual({ print: { base: "disc" } });
  });

  it.each(["disc", '{"base":"disc"', '{"base":1,"base":2}', '{"__proto__":{}}'])(
    "refuses %j where it wants an object",
    (text) => {
      expect(() => read(["print", [text]])).toThrow("print must be a JSON object");
    },
  );

  it("passes unknown names on, for the schema to refuse", () => {
    expect(schema.safeParse(read(["credits_used", ["0"]])).error?.issues[0].code).toBe("unrecognized_keys");
  });

  it("does not mistake an inherited name for a field", () => {
    expect(read(["constructor", ["x"]])).toEqual({ constructor: "x" });
  });
});

it("refuses a single value that was sent twice", () => {
  expect(() => read(["steps", ["20", "21"]])).toThrow(
    expect.objectContaining({
      code: "invalid_request",
      details: expect.objectContaining({ param: "steps" }),
    }),
  );
});
