import { describe, expect, it } from "vitest";
import { EngineSettings } from "@/lib/engines/settings";
import { makeModel } from "@/lib/engines/local/make-model";
import { shapeExtrude } from "@/lib/engines/local/shape-extrude";
import type { EngineJob } from "@/lib/engines";
import type { Raster } from "@/lib/geometry/image/raster";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { findMeshFaults } from "../../support/check-closed-mesh";
import { drawRaster, encodePicture, makeLogo, makeScene } from "../../support/make-pictures";

type Wish = NonNullable<Parameters<typeof EngineSettings.parse>[0]>;

async function jobOf(
  raster: Raster,
  settings: object = {},
  part: Partial<EngineJob> = {},
): Promise<EngineJob> {
  return {
    engine: "extrude",
    image: await encodePicture(raster),
    resolution: 128,
    textured: false,
    sizeMm: 80,
    sizeAxis: "longest",
    maxTriangles: 0,
    seed: 1,
    formats: ["stl"],
    settings: EngineSettings.parse({ extrude: settings } as Wish),
    ...part,
  };
}

const eulerOf = ({ positions, indices }: Mesh): number => positions.length / 3 - indices.length / 6;

async function shape(...wish: Parameters<typeof jobOf>) {
  const shaped = await shapeExtrude(await jobOf(...wish), () => {});
  const { mesh } = shaped.solid as { mesh: Mesh };
  return { ...shaped, mesh, faults: findMeshFaults(mesh), report: measureMesh(mesh) };
}

const logo = makeLogo(192);
/** Two bars that do not touch. */
const bars = drawRaster(120, 120, (x, y) =>
  y > 20 && y < 100 && ((x > 20 && x < 40) || (x > 70 && x < 90)) ? [0, 0, 0, 255] : [255, 255, 255, 255],
);
const ink = (inside: (x: number, y: number) => boolean): Raster =>
  drawRaster(120, 130, (x, y) => (inside(x, y) ? [0, 0, 0, 255] : [255, 255, 255, 255]));
const disc = (x: number, y: number, cx: number, cy: number, r: number): boolean =>
  (x - cx) ** 2 + (y - cy) ** 2 < r * r;
/** Drawings whose highest part is not the largest. */
const dotted = {
  i: ink((x, y) => disc(x, y, 55, 20, 11) || (x > 45 && x < 65 && y > 40 && y < 120)),
  umlaut: ink(
    (x, y) =>
      disc(x, y, 40, 20, 11) ||
      disc(x, y, 70, 20, 11) ||
      (y > 45 && y < 115 && x > 20 && x < 90 && !(x > 40 && x < 70 && y < 95)),
  ),
  speck: ink((x, y) => disc(x, y, 55, 10, 3) || (x > 30 && x < 90 && y > 60 && y < 110)),
};

describe("shapeExtrude", () => {
  it("raises a logo with its two holes to the height asked for", async () => {
    const { faults, report, mesh, notes } = await shape(logo, { height_mm: 4 });
    expect(faults).toEqual([]);
    expect(notes).toEqual([]);
    expect(report.sizeMm.x).toBeCloseTo(80, 3);
    expect(report.sizeMm.z).toBe(4);
    // Euler: two handles.
    expect(mesh.positions.length / 3 - mesh.indices.length / 6).toBe(2 - 4);
    const scale = 80 / 0.84;
    const disc = Math.PI * (0.42 ** 2 - 0.28 ** 2);
    const bar = 2 * (0.07 * Math.sqrt(0.28 ** 2 - 0.07 ** 2) + 0.28 ** 2 * Math.asin(0.25));
    expect(report.volumeMm3 / (4 * scale ** 2 * (disc + bar))).toBeCloseTo(1, 2);
  });

  it("bevels, with a base and a hole for a ring, as one closed body", async () => {
    for (const base of ["rectangle", "contour"] as const)
      for (const bevel of ["chamfer", "round"] as const) {
        const { faults, report } = await shape(logo, { base, bevel, bevel_mm: 1, hole_mm: 5, height_mm: 3 });
        expect(faults).toEqual([]);
        expect(report.parts).toBe(1);
        expect(report.sizeMm.y).toBeCloseTo(80, 1);
        expect(report.sizeMm.z).toBeCloseTo(5, 2);
      }
  });

  it("rounds a base's corners only so far that the drawing's own still stand on it", async () => {
    const square = drawRaster(120, 120, (x, y) =>
      x > 20 && x < 100 && y > 20 && y < 100 ? [0, 0, 0, 255] : [255, 255, 255, 255],
    );
    const wish = { base: "rectangle", margin_mm: 1, corner_radius_mm: 100 };
    const { faults, report, notes } = await shape(square, wish);
    expect(faults).toEqual([]);
    expect(report.parts).toBe(1);
    expect(report.sizeMm.x).toBeCloseTo(80, 1);
    expect(report.sizeMm.z).toBeCloseTo(7, 2);
    expect(notes).toEqual([
      "The base's corners are rounded by 2.21 mm: what was asked for would have cut into the drawing.",
    ]);
    // What was asked for is made where nothing stands in the corners.
    expect((await shape(logo, wish)).notes).toEqual([]);
  });

  it("hangs the ring on the drawing itself where there is no base", async () => {
    const { faults, report, mesh } = await shape(logo, { hole_mm: 5 });
    expect(faults).toEqual([]);
    expect(report.sizeMm.y).toBeCloseTo(80, 1);
    expect(mesh.positions.length / 3 - mesh.indices.length / 6).toBe(2 - 6);
  });

  it("hangs the ring where its hole is open, above all parts of a base or clear of a dot", async () => {
    for (const [name, raster] of Object.entries(dotted)) {
      const based = await shape(raster, { base: "contour", hole_mm: 4 }, { sizeMm: 50 });
      expect(based.faults).toEqual([]);
      expect([name, based.report.parts, eulerOf(based.mesh)]).toEqual([name, 1, 0]);
      expect(based.report.sizeMm.y).toBeCloseTo(50, 1);
      const loose = await shape(raster, { hole_mm: 4 }, { sizeMm: 50 });
      expect(loose.faults).toEqual([]);
      const parts = name === "umlaut" ? 3 : 2;
      expect([name, loose.report.parts, eulerOf(loose.mesh)]).toEqual([name, parts, 2 * parts - 2]);
    }
  });

  it("turns a drawing into the holes of its ground", async () => {
    const { faults, mesh } = await shape(bars, { invert: true });
    expect(faults).toEqual([]);
    expect(mesh.positions.length / 3 - mesh.indices.length / 6).toBe(2 - 4);
  });

  it("says what may fail: loose parts, thin parts, a photograph", async () => {
    const loose = await shape(bars);
    expect(loose.notes).toEqual(["The drawing is 2 separate parts. Ask for a base to hold them together."]);
    // A dark pixel by itself is dirt, not a part.
    const dirty = { ...bars, data: bars.data.slice() };
    dirty.data.set([0, 0, 0, 255], 4 * (60 * 120 + 55));
    expect((await shape(dirty)).notes).toEqual(loose.notes);
    // Specks by the dozen are more than dirt: a hair line falls into them.
    const specked = drawRaster(120, 120, (x, y) =>
      (x > 20 && x < 60 && y > 20 && y < 60) || (x % 4 === 0 && y > 80 && y % 4 === 0)
        ? [0, 0, 0, 255]
        : [255, 255, 255, 255],
    );
    expect((await shape(specked)).notes).toContainEqual(
      expect.stringMatching(/^\d+ specks were too small to keep and were left out\./),
    );
    const thin = drawRaster(200, 200, (x, y) =>
      (x > 20 && x < 180 && y > 99 && y < 102) || (x < 80 && x > 20 && y > 40 && y < 102)
        ? [0, 0, 0, 255]
        : [255, 255, 255, 255],
    );
    expect((await shape(thin, {}, { sizeMm: 20 })).notes?.join()).toContain("narrower than 0.4 mm");
    const photograph = await shape(makeScene("duck", "gradient", 192).raster);
    expect(photograph.faults).toEqual([]);
    expect(photograph.notes?.[0]).toContain("its subject's silhouette was raised");
  });

  it("gives the same file again", async () => {
    const job = await jobOf(logo, { bevel_mm: 0.5, hole_mm: 3 });
    const [first, again] = [await makeModel(job), await makeModel(job)];
    expect(Buffer.compare(first.files[0].bytes, again.files[0].bytes)).toBe(0);
  });
});

describe("shapeExtrude refuses", () => {
  const refusal = async (...wish: Parameters<typeof jobOf>) =>
    shape(...wish).then(
      () => undefined,
      ({ code, message }) => [code, message],
    );

  it("a bevel above the height, a height as size, margins beyond the size", async () => {
    expect(await refusal(logo, { height_mm: 1, bevel_mm: 1 })).toEqual([
      "invalid_request",
      "A bevel of 1 mm needs a height_mm above it, and it is 1. Change one of them.",
    ]);
    expect((await refusal(logo, {}, { sizeAxis: "z" }))?.[1]).toContain("lies flat");
    expect((await refusal(logo, { base: "contour", margin_mm: 50 }))?.[1]).toContain(
      "Margins and hole alone",
    );
  });

  it("what nobody could print, and a picture with nothing in it", async () => {
    const line = drawRaster(200, 200, (x, y) =>
      x > 20 && x < 180 && y === 100 ? [0, 0, 0, 255] : [255, 255, 255, 255],
    );
    expect((await refusal(line, {}, { sizeMm: 20 }))?.[1]).toContain("nowhere 0.4 mm wide");
    const faint = drawRaster(64, 64, (x) => [9, 9, 9, x === 5 ? 60 : 0]);
    expect((await refusal(faint))?.[0]).toBe("empty_subject");
  });

  it("a hole for which the largest part has no free edge", async () => {
    const caged = ink(
      (x, y) =>
        (x > 45 && x < 75 && y > 45 && y < 75) ||
        (x > 35 && x < 85 && y > 35 && y < 85 && !(x > 38 && x < 82 && y > 38)),
    );
    expect(await refusal(caged, { hole_mm: 6 }, { sizeMm: 50 })).toEqual([
      "invalid_request",
      "There is no room for a hole of 6 mm at the drawing's largest part: the parts beside it are in the way. " +
        "Make hole_mm smaller or the model larger, or ask for a base, which holds all parts together.",
    ]);
  });

  it("a weave of thousands of parts", async () => {
    const weave = drawRaster(330, 330, (x, y) => [
      0,
      0,
      0,
      (Math.floor(x / 3) + Math.floor(y / 3)) % 2 ? 255 : 0,
    ]);
    expect(await refusal(weave)).toEqual([
      "invalid_request",
      "The picture falls into thousands of parts, which could not be printed. Send a calmer one, or use the relief.",
    ]);
  });
});
