import { describe, expect, it } from "vitest";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { countSelfIntersections } from "@/lib/geometry/print/count-self-intersections";
import { crossTriangles } from "@/lib/geometry/print/cross-triangles";
import { TriangleTree } from "@/lib/geometry/print/triangle-tree";
import { functionField, makeRandom, sphereAt, torusAt } from "@/tests/support/make-fields";
import { joinMeshes, makeBox } from "@/tests/support/make-solids";

const count = (mesh: Mesh): number | null => countSelfIntersections(new TriangleTree(mesh));

describe("countSelfIntersections", () => {
  it("finds none in a box, a ball, or an empty mesh", () => {
    expect(count(makeBox([0, 0, 0], [3, 2, 1]))).toBe(0);
    expect(count(extractSurface(functionField([24, 24, 24], sphereAt(12, 12, 12, 9), 1)))).toBe(0);
    expect(count({ positions: new Float32Array(0), indices: new Uint32Array(0) })).toBe(0);
  });

  it("does not call touch a crossing: boxes side by side, a hollow, the same box twice", () => {
    const box = makeBox([0, 0, 0], [2, 2, 2]);
    expect(count(joinMeshes(box, makeBox([2, 0, 0], [4, 2, 2])))).toBe(0);
    expect(count(joinMeshes(box, makeBox([0.5, 0.5, 0.5], [1.5, 1.5, 1.5], true)))).toBe(0);
    expect(count(joinMeshes(box, box))).toBe(0);
  });

  it("counts the pairs of a spike through a wall", () => {
    // The spike's three sides pass through one triangle of the wall.
    const wall: Mesh = {
      positions: Float32Array.from([-9, -9, 0, 9, -9, 0, 0, 9, 0]),
      indices: Uint32Array.from([0, 1, 2]),
    };
    const spike: Mesh = {
      positions: Float32Array.from([-1, -1, 1, 1, -1, 1, 0, 1, 1, 0, 0, -3]),
      indices: Uint32Array.from([0, 1, 2, 1, 0, 3, 2, 1, 3, 0, 2, 3]),
    };
    expect(count(joinMeshes(wall, spike))).toBe(3);
  });

  it("finds a fold between triangles that share a vertex", () => {
    const mesh: Mesh = {
      positions: Float32Array.from([0, 0, 0, 4, -2, 0, 4, 2, 0, 3, 0, -1, 3, 0, 1]),
      indices: Uint32Array.from([0, 1, 2, 0, 3, 4]),
    };
    expect(count(mesh)).toBe(1);
  });

  it("agrees with comparing all pairs, on a heap of 300 random triangles", () => {
    const random = makeRandom(7);
    const positions = new Float32Array(300 * 9);
    for (let n = 0; n < 300; n++) {
      const center = [random() * 4, random() * 4, random() * 4];
      for (let i = 0; i < 9; i++) positions[n * 9 + i] = center[i % 3] + random() * 0.8;
    }
    let pairs = 0;
    for (let n = 0; n < 300; n++)
      for (let m = n + 1; m < 300; m++)
        if (crossTriangles(positions, n * 9, n * 9 + 3, n * 9 + 6, m * 9, m * 9 + 3, m * 9 + 6)) pairs++;
    expect(pairs).toBe(46);
    expect(count({ positions, indices: Uint32Array.from({ length: 900 }, (_, i) => i) })).toBe(pairs);
  });

  it("trusts fans of closed meshes only where it may: crumpled balls and rings, against all pairs", () => {
    const random = makeRandom(99);
    const solids = [
      extractSurface(functionField([12, 12, 12], sphereAt(6, 6, 6, 3.6), 1)),
      extractSurface(functionField([14, 14, 8], torusAt(7, 7, 4, 4, 1.7), 1)),
    ];
    const found = [0, 0.5, 1.2, 2.5].flatMap((crumple) =>
      solids.map((solid) => {
        const positions = solid.positions.map((value) => value + (random() - 0.5) * crumple);
        const mesh = { ...solid, positions };
        const pairs = countPairs(mesh);
        expect(countSelfIntersections(new TriangleTree(mesh), true)).toBe(pairs);
        expect(count(mesh)).toBe(pairs);
        return pairs;
      }),
    );
    expect(found.slice(0, 2)).toEqual([0, 0]);
    expect(Math.min(...found.slice(4))).toBeGreaterThan(10);
  });

  it("stops at its limit instead of counting for minutes", () => {
    const bars = (across: boolean): Mesh[] =>
      Array.from({ length: 60 }, (_, n) =>
        across
          ? makeBox([n + 0.31, -1, 0.2], [n + 0.62, 61, 0.7])
          : makeBox([-1, n + 0.27, 0], [61, n + 0.55, 0.5]),
      );
    expect(count(joinMeshes(...bars(true), ...bars(false)))).toBe(10_000);
  });
});

/** By comparing every pair of triangles that do not share an edge. */
function countPairs({ positions, indices }: Mesh): number {
  const corners = (at: number) => [indices[at], indices[at + 1], indices[at + 2]];
  let pairs = 0;
  for (let n = 0; n < indices.length; n += 3)
    for (let m = n + 3; m < indices.length; m += 3) {
      const [a, b, c] = corners(n);
      const [d, e, f] = corners(m);
      if ([d, e, f].filter((vertex) => vertex === a || vertex === b || vertex === c).length > 1) continue;
      if (crossTriangles(positions, a * 3, b * 3, c * 3, d * 3, e * 3, f * 3)) pairs++;
    }
  return pairs;
}
