import { describe, expect, it } from "vitest";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { orientMesh } from "@/lib/geometry/print/orient-mesh";
import type { ProjectedTexture } from "@/lib/geometry/mesh/mesh";
import { turnMesh } from "@/lib/geometry/print/turn-mesh";
import { findMeshFaults } from "@/tests/support/check-closed-mesh";
import { joinMeshes, makeBox } from "@/tests/support/make-solids";

const sizeOf = (mesh: Parameters<typeof measureBounds>[0]) => {
  const { low, high } = measureBounds(mesh);
  return high.map((value, axis) => value - low[axis]);
};
/** A table with its top below: legs up it prints without overhang. */
const table = joinMeshes(makeBox([0, 0, 20], [40, 30, 24]), makeBox([4, 4, 0], [8, 8, 19.9]));

describe("orientMesh", () => {
  it("leaves a box that stands well as it is", () => {
    const box = makeBox([0, 0, 0], [20, 20, 18]);
    const { mesh, before, after } = orientMesh(box);
    expect(mesh).toBe(box);
    expect(after).toBe(before);
    expect(before).toMatchObject({ overhangShare: 0, height: 0.9 });
    expect(before.contactShare).toBeCloseTo(400 / (800 + 4 * 360), 6);
  });

  it("turns a table upside down", () => {
    const { mesh, before, after } = orientMesh(table);
    expect(after.down).toEqual([0, 0, 1]);
    expect(before.overhangShare).toBeGreaterThan(0.2);
    // What is left is the gap between top and leg.
    expect(after.overhangShare).toBeLessThan(0.01);
    expect(findMeshFaults(mesh)).toEqual([]);
    const report = measureMesh(placeMesh(mesh, { sizeMm: 40, axis: "longest" }));
    expect(report.bedContactMm2).toBeCloseTo(1200, 2);
    expect(report.volumeMm3).toBeCloseTo(measureMesh(table).volumeMm3, 1);
  });

  it("lays a leaning block flat on the side it was built on", () => {
    const [s, c] = [Math.sin(0.5), Math.cos(0.5)];
    const leaning = turnMesh(makeBox([0, 0, 0], [30, 20, 10]), [1, 0, 0, 0, c, -s, 0, s, c]);
    const { mesh, after } = orientMesh(leaning);
    expect(after.overhangShare).toBe(0);
    const [x, y, z] = sizeOf(mesh);
    expect(z).toBeCloseTo(10, 3);
    expect(x * y).toBeGreaterThan(599);
  });

  it("turns the picture with the body, and stays the same every time", () => {
    const atlas = { data: new Uint8Array(4), width: 1, height: 1 } as never;
    const tile = {
      toward: [0, -1, 0],
      across: [1, 0, 0, 0.5],
      down: [0, 0, -1, 0.25],
      area: [0, 0, 1, 1],
    } as const;
    const textured = { ...table, texture: { kind: "projected", atlas, tiles: [tile] } as const };
    const { mesh } = orientMesh(textured);
    const [turned] = (mesh.texture as ProjectedTexture).tiles;
    const answer = (row: readonly number[], p: Float32Array, at: number) =>
      row[0] * p[at] + row[1] * p[at + 1] + row[2] * p[at + 2] + row[3];
    for (let at = 0; at < table.positions.length; at += 3)
      for (const row of ["across", "down"] as const)
        expect(answer(turned[row], mesh.positions, at)).toBeCloseTo(
          answer(tile[row], table.positions, at),
          4,
        );
    expect(orientMesh(textured).mesh).toEqual(mesh);
  });
});
