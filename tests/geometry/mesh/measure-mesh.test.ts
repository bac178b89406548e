import { describe, expect, it } from "vitest";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { sampleLayers } from "@/lib/geometry/print/sample-layers";
import { functionField, sphereAt } from "@/tests/support/make-fields";
import { joinMeshes, makeBox } from "@/tests/support/make-solids";

describe("measureMesh", () => {
  it("measures a cube on the bed", () => {
    const report = measureMesh(makeBox([-10, -10, 0], [10, 10, 20]));
    expect(report).toMatchObject({
      watertight: true,
      manifold: true,
      triangles: 12,
      vertices: 8,
      parts: 1,
      volumeMm3: 8000,
      areaMm2: 2400,
      sizeMm: { x: 20, y: 20, z: 20 },
      overhangShare: 0,
      bedContactMm2: 400,
      fitsBed: true,
    });
    // Walls of 0.9 mm along 80 mm; 0.87 mm over and under the 800 mm² less what is wall; 15 % of the rest; 100 layers.
    const [wall, closed] = [0.9 * 1600, 0.87 * (800 - 2 * 0.9 * 80)];
    const infill = 0.15 * (8000 - wall - closed);
    expect(report.filamentGrams).toBeCloseTo((wall + closed + infill) * 0.00124, 9);
    expect(report.printMinutes).toBeCloseTo(wall / 145 + closed / 128 + infill / 320 + 100 * 0.007, 9);
  });

  it.each([
    ["half a slope of one to one beyond its walls", 10, 400 + 200],
    ["nothing of a slope of three to one", 30, 400],
  ])("closes %s", (_, rise, levelMm2) => {
    const pyramid = makeBox([-10, -10, 0], [10, 10, rise]);
    for (const corner of [4, 5, 6, 7]) pyramid.positions.fill(0, 3 * corner, 3 * corner + 2);
    const [wall, closed] = [0.9 * 40 * rise, 0.87 * (levelMm2 - 2 * 0.9 * 40)];
    // Near the tip less than 70 mm² is left within the walls, which is filled solid.
    const solid = sampleLayers(pyramid, 0.9).solidMm3;
    const infill = solid + 0.15 * ((400 * rise) / 3 - wall - closed - solid);
    expect(solid).toBeGreaterThan(0);
    expect(measureMesh(pyramid).filamentGrams).toBeCloseTo((wall + closed + infill) * 0.00124, 6);
  });

  it("counts the underside of a raised slab as overhang, and its hollow as missing volume", () => {
    const foot = makeBox([-1, -1, 0], [1, 1, 10]);
    const slab = makeBox([-10, -10, 10], [10, 10, 14]);
    const report = measureMesh(joinMeshes(foot, slab, makeBox([-5, -5, 11], [5, 5, 13], true)));
    const area = 2 * 4 + 4 * 20 + 2 * 400 + 4 * 80 + 2 * 100 + 4 * 20;
    expect(report).toMatchObject({ parts: 2, volumeMm3: 40 + 1600 - 200, areaMm2: area, bedContactMm2: 4 });
    // The slab's underside and the ceiling of its hollow.
    expect(report.overhangShare).toBeCloseTo(500 / area, 12);
  });

  it("draws the line at 45 degrees", () => {
    const wedge = (lean: number): Mesh => {
      const mesh = makeBox([0, 0, 0], [10, 10, 10]);
      for (const top of [5, 7]) mesh.positions[top * 3] += lean;
      return mesh;
    };
    expect(measureMesh(wedge(9.9)).overhangShare).toBe(0);
    expect(measureMesh(wedge(10.1)).overhangShare).toBeGreaterThan(0.15);
  });

  it("finds the share of a ball below 45 degrees", () => {
    const ball = extractSurface(functionField([128, 128, 128], sphereAt(64, 64, 64, 60), 1));
    const report = measureMesh(placeMesh(ball, { sizeMm: 300, axis: "longest" }));
    // The cap below 45° has (1 − cos 45°) / 2 of the area.
    expect(report.overhangShare + report.bedContactMm2 / report.areaMm2).toBeCloseTo(0.1464, 2);
    expect(report.areaMm2 / (Math.PI * 300 ** 2)).toBeCloseTo(1, 2);
    expect(report.fitsBed).toBe(false);
    expect(report.parts).toBe(1);
  });

  it("asks about the room that was named, turned if need be", () => {
    const rod = makeBox([0, 0, 0], [300, 10, 20]);
    expect(measureMesh(rod).fitsBed).toBe(false);
    expect(measureMesh(rod, [300, 10, 20]).fitsBed).toBe(true);
    expect(measureMesh(rod, [10, 300, 20]).fitsBed).toBe(true);
    expect(measureMesh(rod, [300, 20, 10]).fitsBed).toBe(false);
  });

  it("says when a mesh is open, and never asks for more filament than there is volume", () => {
    const open = makeBox([0, 0, 0], [10, 10, 10]);
    expect(measureMesh({ ...open, indices: open.indices.slice(3) }).watertight).toBe(false);
    const thin = measureMesh(makeBox([0, 0, 0], [100, 100, 0.5]));
    expect(thin.filamentGrams).toBeCloseTo(5000 * 0.00124, 6);
  });

  it("measures an empty mesh as nothing", () => {
    const report = measureMesh({ positions: new Float32Array(), indices: new Uint32Array() });
    expect(report).toMatchObject({ parts: 0, volumeMm3: 0, areaMm2: 0, overhangShare: 0, printMinutes: 0 });
  });
});
