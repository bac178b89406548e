import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { prepareImage } from "@/lib/engines";
import { drawStill, findSubject, makePreview, type PreviewJob } from "@/lib/engines/browser";
import { makeModel } from "@/lib/engines/local/make-model";
import { EngineSettings } from "@/lib/engines/settings";
import { shrinkRaster } from "@/lib/geometry/image/shrink-raster";
import { encodePicture, makeScene } from "../support/make-pictures";
import { readStl } from "../support/read-meshes";

let duck: Uint8Array;
beforeAll(async () => {
  duck = (await prepareImage(await encodePicture(makeScene("duck", "white", 256).raster, "jpeg"))).bytes;
});

const job = (part: Partial<PreviewJob>): PreviewJob => ({
  engine: "auto",
  resolution: 64,
  sizeMm: 80,
  sizeAxis: "longest",
  maxTriangles: 10_000,
  seed: 0,
  ...part,
});

describe("a preview", () => {
  it.each<[string, () => Partial<PreviewJob>]>([
    ["a figure on a disc", () => ({ image: duck, engine: "figure", settings: { print: { base: "disc" } } })],
    ["a relief", () => ({ image: duck, engine: "relief" })],
    ["an extrusion", () => ({ image: duck, engine: "extrude" })],
    ["words", () => ({ prompt: "Ada", engine: "text" })],
    ["a shape", () => ({ prompt: "a tall twisted vase" })],
  ])("of %s is, corner by corner, what the engine writes", async (_name, part) => {
    const wish = job(part());
    const preview = await makePreview(wish, "whole");
    const { files, report, engine, notes } = await makeModel({
      ...wish,
      settings: EngineSettings.parse(wish.settings ?? {}),
      textured: false,
      formats: ["stl"],
    });
    const written = readStl(files[0].bytes);
    const drawn = new Float32Array(3 * preview.indices.length);
    preview.indices.forEach((vertex, n) =>
      drawn.set(preview.positions.subarray(3 * vertex, 3 * vertex + 3), 3 * n),
    );
    expect(Buffer.from(drawn.buffer).equals(Buffer.from(Float32Array.from(written.positions).buffer))).toBe(
      true,
    );
    expect(preview).toMatchObject({ engine, triangles: report.triangles, sizeMm: report.sizeMm });
    expect(preview.report?.filamentGrams).toBe(report.filamentGrams);
    expect(notes).toEqual(preview.notes);
  });

  it("as a draft has the size of the whole, every triangle, and no measures; again, it is the same", async () => {
    const wish = job({
      image: duck,
      engine: "figure",
      settings: { print: { max_triangles: 1000, hollow_mm: 2 } },
    });
    const draft = await makePreview(wish, "draft");
    const again = await makePreview(wish, "draft");
    expect(again.positions).toEqual(draft.positions);
    expect(draft.report).toBeUndefined();
    expect(draft.triangles).toBeGreaterThan(10_000);
    const whole = await makePreview(wish, "whole");
    expect(whole.triangles).toBeLessThan(1100);
    for (const axis of ["x", "y", "z"] as const)
      expect(Math.abs(draft.sizeMm[axis] - whole.sizeMm[axis])).toBeLessThan(0.02 * 80);
  });

  it("refuses as the engine does, before anything is sent", async () => {
    const bed = job({
      prompt: "a vase",
      settings: { print: { split: "pegs", bed_mm: [20, 20, 20] } },
      sizeMm: 900,
    });
    await expect(makePreview(bed, "whole")).rejects.toMatchObject({ code: "print_contract_unmet" });
    await expect(makePreview(job({ prompt: "xyzzy" }), "draft")).rejects.toMatchObject({
      code: "prompt_not_understood",
    });
  });

  it("finds the subject that the engines take, and draws a still of the model", async () => {
    const scene = makeScene("duck", "white", 256);
    const found = await findSubject(duck, 96);
    const wrong = scene.mask.reduce((sum, truth, n) => sum + Number(truth > 127 !== found.alpha[n] > 127), 0);
    expect([found.width, found.height]).toEqual([256, 256]);
    expect(wrong / scene.mask.length).toBeLessThan(0.02);
    const still = drawStill(await makePreview(job({ image: duck, engine: "figure" }), "draft"), 64);
    expect([still.width, still.height, still.data.length]).toEqual([64, 64, 64 * 64 * 4]);
    expect(new Set(still.data).size).toBeGreaterThan(20);
  });
});

describe("shrinkRaster", () => {
  it("gives what the server's decoder gives, transparency weighed in", async () => {
    const { raster } = makeScene("fish", "transparent", 300);
    const ours = shrinkRaster(raster, 128);
    const { data, info } = await sharp(raster.data, { raw: { width: 300, height: 300, channels: 4 } })
      .resize({ width: 128, height: 128, fit: "inside", kernel: "linear" })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([ours.width, ours.height]).toEqual([info.width, info.height]);
    const apart = ours.data.map((value, n) => (ours.data[n | 3] > 8 ? Math.abs(value - data[n]) : 0));
    expect(apart.reduce((sum, one) => sum + one, 0) / apart.length).toBeLessThan(0.5);
    expect(shrinkRaster(raster, 300)).toBe(raster);
  });
});
