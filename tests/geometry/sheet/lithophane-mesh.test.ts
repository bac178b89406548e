import { describe, expect, it } from "vitest";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import { lithophaneMesh, type LithophaneOptions } from "@/lib/geometry/sheet/lithophane-mesh";
import { NoRoomError } from "@/lib/geometry/sheet/plan-lithophane";
import { findMeshFaults } from "@/tests/support/check-closed-mesh";
import { drawRaster, makeLandscape, seededRandom } from "@/tests/support/make-pictures";

const random = seededRandom(5);
const noise = drawRaster(48, 36, () => {
  const value = 255 * random();
  return [value, value, value, 255];
});
/** White left, black right. */
const halves = drawRaster(60, 60, (x) => (x < 30 ? [255, 255, 255, 255] : [0, 0, 0, 255]));

const make = (raster: typeof noise, part: Partial<LithophaneOptions>) =>
  lithophaneMesh(raster, {
    shape: "flat",
    sizeMm: 80,
    axis: "longest",
    resolution: 64,
    minMm: 0.8,
    maxMm: 3,
    attenuationPerMm: 0.8,
    frameMm: 3,
    frameThicknessMm: 4,
    curveDegrees: 120,
    openingMm: 30,
    capMm: 0,
    tabMm: 0,
    lying: false,
    invert: false,
    smoothing: 0,
    maxErrorMm: 0.02,
    maxTriangles: Infinity,
    ...part,
  });

const extents = (positions: Float32Array): number[] => {
  const { low, high } = measureBounds({ positions, indices: new Uint32Array() });
  return [0, 1, 2].map((axis) => high[axis] - low[axis]);
};

describe.each(["flat", "curved", "cylinder", "sphere"] as const)("a %s lithophane", (shape) => {
  it("is closed, stands on z = 0 and measures what was asked for along each axis", () => {
    const axes = ["longest", "x", "z", ...(shape === "flat" ? [] : (["y"] as const))] as const;
    for (const axis of axes) {
      const { mesh } = make(noise, { shape, axis: axis as LithophaneOptions["axis"] });
      expect(findMeshFaults(mesh)).toEqual([]);
      const size = extents(mesh.positions);
      expect(measureBounds(mesh).low[2]).toBe(0);
      expect(axis === "longest" ? Math.max(...size) : size["xyz".indexOf(axis)]).toBeCloseTo(80, 1);
    }
  });

  it("stays closed without a frame, in a view, and within few triangles", () => {
    const bare = make(noise, { shape, frameMm: 0, frameThicknessMm: 3 });
    expect(findMeshFaults(bare.mesh)).toEqual([]);
    const few = make(makeLandscape(), { shape, maxTriangles: 4000, maxErrorMm: 0.05 });
    expect(findMeshFaults(few.mesh)).toEqual([]);
    expect(few.mesh.indices.length / 3).toBeLessThanOrEqual(4000);
  });
});

describe("lithophaneMesh", () => {
  /** Distances of the front's vertices from the back, between two shares of the width. */
  const thicknesses = (positions: Float32Array, from: number, to: number): number[] => {
    const [width] = extents(positions);
    const found: number[] = [];
    for (let at = 0; at < positions.length; at += 3) {
      const share = positions[at] / width + 0.5;
      const inPicture = positions[at + 2] > 8 && positions[at + 2] < 72;
      if (share > from && share < to && inPicture && positions[at + 1] < 0) found.push(-positions[at + 1]);
    }
    return found;
  };

  it("is as thick as asked for, in millimetres, whatever its size", () => {
    for (const sizeMm of [80, 160]) {
      const { positions } = make(halves, { sizeMm, axis: "z" }).mesh;
      for (const thick of thicknesses(positions, 0.1, 0.45)) expect(thick).toBeCloseTo(0.8, 3);
      for (const thick of thicknesses(positions, 0.55, 0.9)) expect(thick).toBeCloseTo(3, 3);
      expect(extents(positions)[1]).toBeCloseTo(4, 5);
    }
    const inverted = make(halves, { invert: true }).mesh.positions;
    for (const thick of thicknesses(inverted, 0.1, 0.45)) expect(thick).toBeCloseTo(3, 3);
  });

  it("lies on its back where asked to", () => {
    const { mesh } = make(halves, { lying: true });
    expect(extents(mesh.positions)[2]).toBeCloseTo(4, 5);
    expect(findMeshFaults(mesh)).toEqual([]);
  });

  it("shows a cut-out subject before a lit window", () => {
    const cut = drawRaster(60, 60, (x) => (x < 30 ? [90, 90, 90, 0] : [0, 0, 0, 255]));
    for (const thick of thicknesses(make(cut, {}).mesh.positions, 0.1, 0.45))
      expect(thick).toBeCloseTo(0.8, 3);
  });

  it("keeps the back of a tube round, and its front outside of it", () => {
    const { mesh, plan } = make(noise, { shape: "cylinder", copies: 2 });
    for (let at = 0; at < mesh.positions.length; at += 3) {
      const radius = Math.hypot(mesh.positions[at], mesh.positions[at + 1]) - plan.form.radiusMm;
      if (radius > 0.01) expect(radius).toBeGreaterThan(0.79);
      expect(radius).toBeGreaterThan(-0.001);
      expect(radius).toBeLessThan(4.001);
    }
  });

  it("gives a ball a flat rim to stand on, and as many pictures as keep their proportions", () => {
    const { mesh, plan } = make(noise, { shape: "sphere" });
    let resting = 0;
    for (let at = 0; at < mesh.indices.length; at += 3)
      if ([0, 1, 2].every((corner) => mesh.positions[3 * mesh.indices[at + corner] + 2] < 1e-4)) resting++;
    expect(resting).toBeGreaterThan(20);
    expect(plan.copies).toBe(2);
  });

  it.each([
    ["a frame wider than the model", { frameMm: 40 }, "Make the model larger, or the frame narrower."],
    ["a thickness as the size", { axis: "y" }, "Measure it along another axis."],
    ["an opening wider than the ball", { shape: "sphere", openingMm: 90 }, "Make it larger"],
  ] as const)("refuses %s", (_name, part, words) => {
    const attempt = () => make(noise, part);
    expect(attempt).toThrow(NoRoomError);
    expect(attempt).toThrow(words);
  });
});
