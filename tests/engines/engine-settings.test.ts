import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeEngines, configureEngines, prepareImage, runEngine, type EngineJob } from "@/lib/engines";
import { EngineSettings } from "@/lib/engines/settings";
import { buildEngineThread } from "../support/build-engine-thread";
import { encodePicture, makeScene } from "../support/make-pictures";

let duck: Uint8Array;
let rocket: Uint8Array;
beforeAll(async () => {
  configureEngines({ file: await buildEngineThread("settings"), size: 2 });
  const scene = async (name: "duck" | "rocket") =>
    (await prepareImage(await encodePicture(makeScene(name, "white", 192).raster))).bytes;
  [duck, rocket] = [await scene("duck"), await scene("rocket")];
}, 60_000);
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

describe("settings reach the engine", () => {
  it("a figure half as deep", async () => {
    const [usual, flat] = await Promise.all([make({}), make({}, { figure: { depth_ratio: 0.5 } })]);
    expect(flat.report.sizeMm.y / usual.report.sizeMm.y).toBeCloseTo(0.5, 1);
    expect(flat.report.sizeMm.z / usual.report.sizeMm.z).toBeCloseTo(1, 1);
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
