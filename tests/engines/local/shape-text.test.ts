import { describe, expect, it } from "vitest";
import type { EngineJob } from "@/lib/engines";
import { checkPrompt } from "@/lib/engines";
import { shapeText } from "@/lib/engines/local/shape-text";
import { TextSettings } from "@/lib/engines/settings/text";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { findMeshFaults } from "../../support/check-closed-mesh";

const jobOf = (prompt: string, text: Partial<TextSettings>, sizeMm = 80): EngineJob => ({
  engine: "text",
  prompt,
  resolution: 256,
  textured: false,
  sizeMm,
  sizeAxis: "longest",
  maxTriangles: 0,
  seed: 0,
  formats: ["stl"],
  settings: { text: TextSettings.parse(text) },
});

async function shape(prompt: string, text: Partial<TextSettings> = {}, sizeMm = 80) {
  const { solid, sizeMm: wanted, notes } = await shapeText(jobOf(prompt, text, sizeMm), () => {});
  if (solid.kind !== "mesh") throw new Error("no mesh");
  const mesh = placeMesh(solid.mesh, { sizeMm: wanted, axis: "longest" });
  return { mesh, notes, report: measureMesh(mesh) };
}

/** As a file without shared vertices would be read: points with the same place are one. */
function welded({ positions, indices }: Mesh): Mesh {
  const known = new Map<string, number>();
  const kept: number[] = [];
  const ids = Array.from({ length: positions.length / 3 }, (_, i) => {
    const point = Array.from(positions.subarray(3 * i, 3 * i + 3));
    const key = point.join();
    if (!known.has(key)) known.set(key, kept.push(...point) / 3 - 1);
    return known.get(key) ?? 0;
  });
  return { positions: new Float32Array(kept), indices: indices.map((i) => ids[i]) };
}

describe("shapeText", () => {
  it.each<[string, Partial<TextSettings>]>([
    ["Anna", {}],
    ["Łódź Đặng\nЖуков Ελλάδα", { style: "sign" }],
    ["Straße", { style: "keychain", font: "script" }],
    ["far      apart", { style: "keychain", font: "rounded" }],
    ["Cut & 123", { relief: "deboss", font: "slab" }],
    ["Äpfel!", { style: "letters", underline: true }],
    ["ij:", { style: "letters", letter_spacing_em: -0.15 }],
    ["Q", { style: "sign", letter_color: "#ff0000", underline: true }],
    ["Two\ntones", { letter_color: "#ffcc00", base_color: "#1f3464" }],
  ])("makes %j with %j closed, also once it is welded", async (prompt, text) => {
    const { mesh, report } = await shape(prompt, text);
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(findMeshFaults(welded(mesh))).toEqual([]);
    expect(report).toMatchObject({ watertight: true, manifold: true });
  });

  it("keeps its measures: the size over all, the plate and the letters in millimetres", async () => {
    const { report } = await shape("HI", { base_mm: 2.5, height_mm: 1.5 }, 100);
    expect(report.sizeMm.x).toBeCloseTo(100, 2);
    expect(report.sizeMm.z).toBeCloseTo(4, 2);
    expect(report.parts).toBe(1);
    expect((await shape("HI", { relief: "deboss", base_mm: 2.5 })).report.sizeMm.z).toBeCloseTo(2.5, 2);
  });

  it("cuts and raises the same letters", async () => {
    const flat = { base_mm: 3, height_mm: 1, corner_radius_mm: 0 } as const;
    const [raised, cut] = await Promise.all([shape("B8", flat), shape("B8", { ...flat, relief: "deboss" })]);
    const { x, y } = cut.report.sizeMm;
    const letters = raised.report.volumeMm3 - x * y * 3;
    expect(letters).toBeGreaterThan(500);
    expect(x * y * 3 - cut.report.volumeMm3).toBeCloseTo(letters, 0);
  });

  it("makes letters and plate two bodies where colours are named", async () => {
    const { mesh } = await shape("Ah", { letter_color: "#ffcc00" });
    expect(mesh.bodies?.map(({ name, color }) => [name, ...color])).toEqual([
      ["plate", 58, 64, 72],
      ["letters", 255, 204, 0],
    ]);
    expect(mesh.bodies?.reduce((sum, body) => sum + body.triangleCount, 0)).toBe(mesh.indices.length / 3);
  });

  it("says that letters come apart, and holds them with a bar", async () => {
    const loose = await shape("abc", { style: "letters" });
    expect([loose.report.parts, loose.notes?.[0]]).toEqual([
      3,
      expect.stringMatching(/3 separate parts.*underline/),
    ]);
    const held = await shape("abc", { style: "letters", underline: true });
    expect([held.report.parts, held.notes]).toEqual([1, []]);
  });

  it("gives the same bytes again", async () => {
    const [once, again] = [
      await shape("Kęty", { style: "keychain" }),
      await shape("Kęty", { style: "keychain" }),
    ];
    expect(again.mesh).toEqual(once.mesh);
  });

  it("sets 1,000 characters, broken into lines", async () => {
    const { report } = await shape("Lorem ipsum dolor ".repeat(60).slice(0, 999), {}, 200);
    expect(report.parts).toBe(1);
    expect(report.sizeMm.x / report.sizeMm.y).toBeGreaterThan(0.4);
  });
});

describe("checkPrompt for words", () => {
  const check =
    (prompt: string, text: Partial<TextSettings> = {}, sizeMm = 80) =>
    () =>
      checkPrompt(prompt, { ...jobOf(prompt, text, sizeMm) });

  it("names the characters that a font lacks, and the fonts that have them", () => {
    expect(check("Ωμέγα", { font: "slab" })).toThrow(/slab has no .*“έ” \(U\+03AD\).*font sans/);
    expect(check("Ωμέγα")).not.toThrow();
    expect(check("I 🐱 you")).toThrow(/“🐱” \(U\+1F431\).*Emoji/);
    expect(check("你好")).toThrow(/No font here has all/);
  });

  it("composes marks, and refuses those that no letter has", () => {
    expect(check("Ü e\u0301".normalize("NFD"))).not.toThrow();
    expect(check("q\u0302")).toThrow(/U\+0071 U\+0302/);
  });

  it.each([
    ["", /no text/],
    [" \n \t ", /no text/],
    ["\u200b\u00ad", /no text/],
    ["a\u0000b", /control characters/],
    ["שלום", /right to left/],
    ["مرحبا", /right to left/],
  ])("refuses %j", (prompt, message) => expect(check(prompt)).toThrow(message));

  it("refuses what could not be built or read", () => {
    expect(check("word ".repeat(200), { line_length: 1000 })).toThrow(/Ask for at least \d+ mm/);
    expect(check("Anna", { margin_mm: 60 })).toThrow(/at least/);
    expect(check("Anna", { relief: "deboss", height_mm: 3 })).toThrow(/leaves no floor/);
    expect(() => checkPrompt("Anna", { engine: "text", sizeAxis: "z" })).toThrow(/lie flat/);
  });

  it("is what auto asks where the prompt wants words", () => {
    expect(() => checkPrompt('a keychain saying "你好"')).toThrow(/has no/);
    expect(() => checkPrompt('a keychain saying "Anna"')).not.toThrow();
  });
});
