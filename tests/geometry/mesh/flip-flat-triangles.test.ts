import { describe, expect, it } from "vitest";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import { flipFlatTriangles } from "@/lib/geometry/mesh/flip-flat-triangles";
import { findMeshFaults, signedVolume } from "@/tests/support/check-closed-mesh";
import { makeTetrahedron } from "@/tests/support/make-solids";

describe("flipFlatTriangles", () => {
  it("turns a triangle on a line into two with area", () => {
    // The edge 1–2 of a tetrahedron is split at its middle (vertex 4) on one side only: 1, 4, 2 lies on a line.
    const mesh = {
      positions: Float32Array.from([...makeTetrahedron().positions, 0.5, 0.5, 0]),
      indices: Uint32Array.from([0, 2, 4, 0, 4, 1, 1, 4, 2, 0, 1, 3, 0, 3, 2, 1, 2, 3]),
    };
    expect(checkManifold(mesh)).toMatchObject({ watertight: true, manifold: true, degenerateTriangles: 1 });
    expect(flipFlatTriangles(mesh)).toBe(1);
    expect(checkManifold(mesh)).toMatchObject({ watertight: true, manifold: true, degenerateTriangles: 0 });
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(signedVolume(mesh)).toBeCloseTo(1 / 6, 7);
  });

  it("leaves a mesh without flat triangles alone", () => {
    const mesh = makeTetrahedron();
    expect(flipFlatTriangles(mesh)).toBe(0);
    expect(mesh).toEqual(makeTetrahedron());
  });

  it("does not flip where the new edge exists already", () => {
    const mesh = makeTetrahedron();
    mesh.positions.set([0.5, 0.5, 0], 9);
    const before = mesh.indices.slice();
    expect(flipFlatTriangles(mesh)).toBe(0);
    expect(mesh.indices).toEqual(before);
  });
});
