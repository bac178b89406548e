import { describe, expect, it } from "vitest";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { countIslands } from "@/lib/geometry/print/count-islands";
import { functionField } from "@/tests/support/make-fields";
import { joinMeshes, makeBox } from "@/tests/support/make-solids";

const islands = (mesh: Mesh): number => countIslands(mesh, 0.2);

describe("countIslands", () => {
  it("counts bodies that hang in the air, and not those on the bed", () => {
    const low = makeBox([0, 0, 0], [5, 5, 5]);
    expect(islands(low)).toBe(0);
    expect(islands(joinMeshes(low, makeBox([10, 0, 0], [15, 5, 5])))).toBe(0);
    const hanging = makeBox([10, 0, 3], [15, 5, 5]);
    const withinFirstLayer = makeBox([20, 0, 0.1], [25, 5, 5]);
    expect(islands(joinMeshes(low, hanging, withinFirstLayer))).toBe(1);
  });

  it("takes the floor of a hollow for no island", () => {
    expect(islands(joinMeshes(makeBox([0, 0, 0], [9, 9, 9]), makeBox([2, 2, 2], [7, 7, 7], true)))).toBe(0);
  });

  // An arch on two legs that end at these heights; lattice units of 0.5 mm.
  const arch = (left: number, right: number): Mesh => {
    const box = (x: number, y: number, z: number, low: number[], high: number[]): number =>
      Math.min(x - low[0], high[0] - x, y - low[1], high[1] - y, z - low[2], high[2] - z);
    const at = (x: number, y: number, z: number): number =>
      Math.max(
        box(x, y, z, [4.5, 4.5, 30.5], [40.5, 12.5, 38.5]),
        box(x, y, z, [4.5, 4.5, left], [10.5, 12.5, 36]),
        box(x, y, z, [32.5, 4.5, right], [40.5, 12.5, 36]),
      );
    return placeMesh(extractSurface(functionField([48, 20, 44], at, 1)), { sizeMm: 18, axis: "x" });
  };

  it("counts a leg that ends above the bed, once it is a layer off", () => {
    expect(islands(arch(4.5, 4.5))).toBe(0);
    expect(islands(arch(4.5, 15.5))).toBe(1);
    expect(islands(arch(4.5, 4.8))).toBe(0);
  });
});
