import { describe, expect, it } from "vitest";
import { requestSamples } from "@/components/generations/request-samples";
import { readFields } from "@/lib/api/read-fields";
import { CreateGeneration } from "@/lib/generations/contract";
import type { GenerationRequest } from "@/lib/generations/schema";

const settings: GenerationRequest = {
  engine: "figure",
  quality: "high",
  formats: ["stl", "3mf"],
  size_mm: 62.5,
  seed: 7,
  figure: { depth_ratio: 1.4, tilt: { x: 0.2 }, flat_back: true },
  print: { base: "disc", hollow_mm: 2, bed_mm: [220, 220, 250] },
};

describe("requestSamples", () => {
  it("gives curl fields that the API reads back as the very same request", () => {
    const [{ code }] = requestSamples("https://p.example", settings, ["it's.png", "b.png"]);
    const parts = [...code.matchAll(/-F '((?:[^']|'\\'')*)'/g)].map(([, text]) =>
      text.replaceAll("'\\''", "'"),
    );
    expect(parts.slice(0, 2)).toEqual(["image=@picture-1.png", "image=@b.png"]);
    const fields = new Map(
      parts.slice(2).map((part): [string, string[]] => {
        const at = part.indexOf("=");
        return [part.slice(0, at), [part.slice(at + 1)]];
      }),
    );
    expect(readFields(CreateGeneration, fields)).toEqual(settings);
  });

  it("writes Python's words and no JSON's where nothing is sent as a form", () => {
    const [, { code }] = requestSamples("https://p.example", { ...settings, prompt: "a vase" }, null);
    expect(code).toContain('"figure": {"depth_ratio": 1.4, "tilt": {"x": 0.2}, "flat_back": True},');
    expect(code).toContain('"prompt": "a vase",');
    expect(code).toContain("    json={");
    expect(code).not.toMatch(/\btrue\b/);
  });

  it("sends objects as JSON from Python's and TypeScript's forms", () => {
    const [, python, typescript] = requestSamples("https://p.example", settings, "robot.png");
    expect(python.code).toContain(
      '"print": "{\\"base\\":\\"disc\\",\\"hollow_mm\\":2,\\"bed_mm\\":[220,220,250]}",',
    );
    expect(python.code).toContain('files=[("image", open("robot.png", "rb"))],');
    expect(typescript.code).toContain('form.set("formats", "stl,3mf");');
    expect(typescript.code).toContain('form.append("image", new Blob([await readFile("robot.png")]));');
  });

  it("sends a map in its own field, in each language", () => {
    const map = { field: "depth_map", file: "ein Bild, tief.png" } as const;
    const [curl, python, typescript] = requestSamples("https://p.example", settings, "robot.png", map);
    expect(curl.code).toContain("-F 'image=@robot.png' \\\n  -F 'depth_map=@depth_map.png' \\\n");
    expect(python.code).toContain(
      '("image", open("robot.png", "rb")), ("depth_map", open("depth_map.png", "rb"))]',
    );
    expect(typescript.code).toContain(
      'form.append("depth_map", new Blob([await readFile("depth_map.png")]));',
    );
  });
});
