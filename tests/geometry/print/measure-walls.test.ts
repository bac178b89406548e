import { describe, expect, it } from "vitest";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { measureWalls } from "@/lib/geometry/print/measure-walls";
import { TriangleTree } from "@/lib/geometry/print/triangle-tree";
import { functionField, sphereAt } from "@/tests/support/make-fields";
import { joinMeshes, makeBox } from "@/tests/support/make-solids";

const measure = (mesh: Mesh) => measureWalls(new TriangleTree(mesh));

describe("measureWalls", () => {
  it("measures a plate across, and calls a sharp-edged cube no thin wall", () => {
    const plate = measure(makeBox([0, 0, 0], [40, 30, 0.6]));
    expect(plate.thinnestMm).toBeCloseTo(0.6, 6);
    expect(plate.thinShare.fdm).toBeGreaterThan(0.9);
    expect(plate.thinShare.sla).toBe(0);
    expect(plate.thinShare.sls).toBe(plate.thinShare.fdm);
    expect(measure(makeBox([0, 0, 0], [20, 20, 20]))).toEqual({
      thinnestMm: null,
      thinShare: { fdm: 0, sla: 0, sls: 0 },
    });
  });

  it("takes a wall of exactly the limit", () => {
    expect(measure(makeBox([0, 0, 0], [40, 30, 0.8])).thinShare.fdm).toBe(0);
  });

  it("measures the shell round a hollow", () => {
    const shell = joinMeshes(makeBox([0, 0, 0], [30, 30, 30]), makeBox([1.2, 2, 2], [28, 28, 28], true));
    expect(measure(shell).thinnestMm).toBeCloseTo(1.2, 5);
  });

  it("looks through the body, not through the air between two", () => {
    const pair = joinMeshes(makeBox([0, 0, 0], [20, 20, 20]), makeBox([20.1, 0, 0], [40, 20, 20]));
    expect(measure(pair).thinnestMm).toBeNull();
  });

  it("measures curved walls", () => {
    const at = sphereAt(20, 20, 20, 16);
    const ball = functionField([40, 40, 40], (x, y, z) => Math.min(at(x, y, z), 4 - at(x, y, z)), 1);
    // 32 cells become 16 mm, so the wall of 4 cells 2 mm.
    const { thinnestMm } = measure(placeMesh(extractSurface(ball), { sizeMm: 16, axis: "longest" }));
    expect(thinnestMm).toBeGreaterThan(1.9);
    expect(thinnestMm).toBeLessThan(2.05);
  });

  it("has nothing to say of an empty mesh", () => {
    expect(measure({ positions: new Float32Array(0), indices: new Uint32Array(0) }).thinnestMm).toBeNull();
  });
});
