import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  closeEngines,
  configureEngines,
  prepareDepthMap,
  prepareImage,
  prepareNormalMap,
  runEngine,
  type EngineJob,
} from "@/lib/engines";
import { EngineSettings } from "@/lib/engines/settings";
import { buildEngineThread } from "../support/build-engine-thread";
import { drawRaster, encodePicture, makeScene } from "../support/make-pictures";
import { readStl } from "../support/read-meshes";

let duck: Uint8Array;
let rocket: Uint8Array;
beforeAll(async () => {
  configureEngines({ file: await buildEngineThread("settings"), size: 2 });
  const scene = async (name: "duck" | "rocket") =>
    (await prepareImage(await encodePicture(makeScene(name, "white", 192).raster))).bytes;
  [duck, rocket] = [await scene("duck"), await scene("rocket")];
});
afterAll(async () => {
  await closeEngines();
  configureEngines({});
});

const make = (part: Partial<EngineJob>, settings: Parameters<typeof EngineSettings.parse>[0] = {}) =>
  runEngine({
    engine: "figure",
    image: duck,
    resolution: 96,
    textured: false,
    sizeMm: 60,
    sizeAxis: "longest",
    maxTriangles: 20_000,
    seed: 1,
    formats: ["stl"],
    settings: EngineSettings.parse(settings),
    ...part,
  });

/** Correlation of x, or z, with y over the corners: below 0 where the right side, or the top, comes forward. */
function leaning(stl: Uint8Array, axis: 0 | 2 = 0): number {
  const { positions } = readStl(stl);
  const count = positions.length / 3;
  let [mean, meanY] = [0, 0];
  for (let at = 0; at < positions.length; at += 3) {
    mean += positions[at + axis] / count;
    meanY += positions[at + 1] / count;
  }
  let [xx, yy, xy] = [0, 0, 0];
  for (let at = 0; at < positions.length; at += 3) {
    xx += (positions[at + axis] - mean) ** 2;
    yy += (positions[at + 1] - meanY) ** 2;
    xy += (positions[at + axis] - mean) * (positions[at + 1] - meanY);
  }
  return xy / Math.sqrt(xx * yy);
}

describe("settings reach the engine", () => {
  it("a figure half as deep", async () => {
    const [usual, flat] = await Promise.all([make({}), make({}, { figure: { depth_ratio: 0.5 } })]);
    expect(flat.report.sizeMm.y / usual.report.sizeMm.y).toBeCloseTo(0.5, 1);
    expect(flat.report.sizeMm.z / usual.report.sizeMm.z).toBeCloseTo(1, 1);
  });

  it("a figure on its back, as high as it was deep before the cut", async () => {
    const { report, notes } = await make({}, { figure: { flat_back: true } });
    expect(report).toMatchObject({ watertight: true, manifold: true });
    expect(report.sizeMm.z).toBeLessThan(0.6 * report.sizeMm.y);
    // Nearly all that the outline covers rests on the bed, and next to nothing hangs over.
    expect(report.bedContactMm2).toBeGreaterThan(0.35 * report.sizeMm.x * report.sizeMm.y);
    expect(report.overhangShare).toBeLessThan(0.05);
    expect(notes).toContain("The back was cut flat, and the model lies on it.");
  });

  it("a figure by its depth map, white near or far", async () => {
    const ramp = drawRaster(192, 192, (x) => [x, x, x, 255]);
    const depthMap = (await prepareDepthMap(await encodePicture(ramp))).bytes;
    const figure = { depth_range: 1 };
    const [near, far] = await Promise.all([
      make({ depthMap }, { figure }),
      make({ depthMap }, { figure: { ...figure, depth_white: "far" } }),
    ]);
    expect(near.report).toMatchObject({ watertight: true, manifold: true });
    expect(near.notes).toContain("The front follows the given map; a thickness was hung behind it.");
    // The subject spans about seven tenths of the ramp either way, and the picture is not mirrored by it.
    expect(near.report.sizeMm.y / near.report.sizeMm.x).toBeGreaterThan(0.7);
    expect(far.report.sizeMm.y / far.report.sizeMm.x).toBeGreaterThan(0.7);
    expect(leaning(near.files[0].bytes)).toBeLessThan(-0.3);
    expect(leaning(far.files[0].bytes)).toBeGreaterThan(0.3);
  });

  it("a figure by its normal map, green up or down", async () => {
    // Everything looks a little upward: the top lies farther back than the bottom.
    const leaningBack = drawRaster(192, 192, (x) => [118 + 20 * (x & 1), 191, 238, 255]);
    const normalMap = (await prepareNormalMap(await encodePicture(leaningBack))).bytes;
    const [up, down] = await Promise.all([
      make({ normalMap }),
      make({ normalMap }, { figure: { normal_green: "down" } }),
    ]);
    expect(up.report).toMatchObject({ watertight: true, manifold: true });
    expect(up.notes).toContain(
      "The front follows the slopes of the given normal map; a thickness was hung behind it.",
    );
    expect(leaning(up.files[0].bytes, 2)).toBeGreaterThan(0.2);
    expect(leaning(down.files[0].bytes, 2)).toBeLessThan(-0.2);
  });

  it("a relief three times as high", async () => {
    const relief = { engine: "relief" as const, image: rocket };
    const [usual, high] = await Promise.all([
      make(relief),
      make(relief, { relief: { height_share: 0.18, invert: true } }),
    ]);
    expect(high.report.sizeMm.z / usual.report.sizeMm.z).toBeGreaterThan(2);
    expect(high.notes).toEqual(["The picture was laid flat: dark parts stand out."]);
  });

  it("a hull of two views, as closed as everything", async () => {
    const { engine, engineReason, report } = await make({ engine: "hull", views: [duck] });
    expect([engine, engineReason]).toEqual(["hull", "The hull of 2 views was asked for."]);
    expect(report).toMatchObject({ watertight: true, manifold: true });
    // Front and side alike: as deep as it is wide.
    expect(report.sizeMm.y / report.sizeMm.x).toBeCloseTo(1, 1);
  });
});

describe("refused, with what to do", () => {
  it("a hull with fewer angles than pictures", async () => {
    const attempt = make({ engine: "hull", views: [duck, duck] }, { hull: { angles: ["front", "right"] } });
    await expect(attempt).rejects.toMatchObject({
      code: "invalid_request",
      message: "There are 3 pictures and 2 angles. Name one angle for each picture.",
    });
  });

  it("views that cannot be of one thing", async () => {
    const attempt = make({ engine: "hull", views: [rocket] }, { hull: { angles: ["front", "back"] } });
    await expect(attempt).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("View 2 contradicts the others"),
    });
  });

  it("a model that does not fit the stated bed", async () => {
    const attempt = make({}, { print: { bed_mm: [30, 30, 30] } });
    await expect(attempt).rejects.toMatchObject({
      code: "print_contract_unmet",
      message: expect.stringContaining("and the room 30 × 30 × 30 mm"),
    });
  });
});
