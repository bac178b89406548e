import { describe, expect, it } from "vitest";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { functionField, makeRandom, sphereAt } from "@/tests/support/make-fields";
import { findMeshFaults } from "@/tests/support/check-closed-mesh";
import { makeTetrahedron } from "@/tests/support/make-solids";

const sound = {
  watertight: true,
  manifold: true,
  boundaryEdges: 0,
  nonManifoldEdges: 0,
  misorientedEdges: 0,
  nonManifoldVertices: 0,
  degenerateTriangles: 0,
};
const without = (mesh: Mesh, triangle: number): Mesh => ({
  ...mesh,
  indices: mesh.indices.filter((_, at) => Math.floor(at / 3) !== triangle),
});
const withTriangles = (mesh: Mesh, ...added: number[]): Mesh => ({
  ...mesh,
  indices: Uint32Array.from([...mesh.indices, ...added]),
});

describe("checkManifold", () => {
  it("finds nothing wrong with a tetrahedron, nor with no mesh at all", () => {
    expect(checkManifold(makeTetrahedron())).toEqual(sound);
    expect(checkManifold({ positions: new Float32Array(), indices: new Uint32Array() })).toEqual(sound);
  });

  it("counts the three open edges of a missing triangle", () => {
    expect(checkManifold(without(makeTetrahedron(), 2))).toEqual({
      ...sound,
      watertight: false,
      boundaryEdges: 3,
    });
  });

  it("counts the three edges of a flipped triangle", () => {
    const mesh = makeTetrahedron();
    mesh.indices.set([mesh.indices[1], mesh.indices[0]], 0);
    expect(checkManifold(mesh)).toEqual({ ...sound, watertight: false, misorientedEdges: 3 });
  });

  it("counts edges with three and with four triangles", () => {
    const mesh = makeTetrahedron();
    const [a, b, c] = mesh.indices;
    const doubled = checkManifold(withTriangles(mesh, a, b, c));
    expect(doubled).toMatchObject({
      watertight: false,
      manifold: false,
      nonManifoldEdges: 3,
      boundaryEdges: 0,
    });
    const bothWays = checkManifold(withTriangles(mesh, a, b, c, a, c, b));
    expect(bothWays).toMatchObject({ watertight: false, manifold: false, nonManifoldEdges: 3 });
  });

  it("finds two bodies that share an edge", () => {
    const positions = Float32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, -1, 0, 0, 0, -1]);
    const indices = Uint32Array.from([
      0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3, 0, 4, 1, 0, 1, 5, 0, 5, 4, 1, 4, 5,
    ]);
    const report = checkManifold({ positions, indices });
    expect(report).toMatchObject({
      watertight: false,
      manifold: false,
      nonManifoldEdges: 1,
      boundaryEdges: 0,
    });
  });

  it("finds a bow-tie: two bodies that share a vertex are closed, but not manifold", () => {
    const one = makeTetrahedron();
    const shifted = [...one.indices].map((vertex) => (vertex === 0 ? 0 : vertex + 3));
    const positions = Float32Array.from([...one.positions, ...one.positions.slice(3).map((value) => -value)]);
    const mesh = { positions, indices: Uint32Array.from([...one.indices, ...shifted]) };
    expect(checkManifold(mesh)).toEqual({ ...sound, manifold: false, nonManifoldVertices: 1 });
    const defects = new Uint8Array(7);
    checkManifold(mesh, defects);
    expect([...defects]).toEqual([1, 0, 0, 0, 0, 0, 0]);
  });

  it("does not take a pair of triangles folded back to back for a body", () => {
    const positions = Float32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0]);
    const report = checkManifold({ positions, indices: Uint32Array.from([0, 1, 2, 0, 2, 1]) });
    expect(report).toEqual({ ...sound, manifold: false, nonManifoldVertices: 3 });
  });

  it("counts triangles that repeat a vertex or lie on a line", () => {
    const mesh = makeTetrahedron();
    const repeated = checkManifold(withTriangles(mesh, 0, 0, 1));
    expect(repeated).toEqual({ ...sound, manifold: false, degenerateTriangles: 1 });
    const line: Mesh = {
      positions: Float32Array.from([0, 0, 0, 1, 1, 1, 2, 2, 2]),
      indices: Uint32Array.from([0, 1, 2]),
    };
    expect(checkManifold(line)).toMatchObject({ boundaryEdges: 3, degenerateTriangles: 1 });
  });

  it("handles a vertex with very many triangles", () => {
    const rim = 5000;
    const positions = new Float32Array((rim + 2) * 3);
    const indices: number[] = [];
    for (let n = 0; n < rim; n++) {
      const next = (n + 1) % rim;
      positions.set([Math.cos((n * 2 * Math.PI) / rim), Math.sin((n * 2 * Math.PI) / rim), 0], n * 3);
      indices.push(rim, n, next, rim + 1, next, n);
    }
    positions.set([0, 0, 1, 0, 0, -1], rim * 3);
    const mesh = { positions, indices: Uint32Array.from(indices) };
    expect(checkManifold(mesh)).toEqual(sound);
    expect(checkManifold(without(mesh, 17))).toEqual({ ...sound, watertight: false, boundaryEdges: 3 });
  });

  it("agrees with a check by another method on spheres broken at random", () => {
    const whole = extractSurface(functionField([20, 20, 20], sphereAt(10, 9.5, 9, 7), 1));
    expect(checkManifold(whole)).toEqual(sound);
    const random = makeRandom(7);
    let broken = 0;
    for (let trial = 0; trial < 300; trial++) {
      const indices = whole.indices.slice();
      const at = Math.floor(random() * indices.length);
      // Half the trials join two vertices everywhere, half point one corner elsewhere.
      const target = Math.floor((random() * whole.positions.length) / 3);
      if (trial % 2 === 0) indices[at] = target;
      else indices.forEach((vertex, n) => void (vertex === indices[at] && n !== at && (indices[n] = target)));
      const mesh = { ...whole, indices };
      const { watertight, manifold, degenerateTriangles } = checkManifold(mesh);
      const faults = findMeshFaults(mesh).filter((fault) => !fault.includes("belongs to no triangle"));
      expect(watertight && manifold && degenerateTriangles === 0, faults.join()).toBe(faults.length === 0);
      if (faults.length > 0) broken++;
    }
    expect(broken).toBeGreaterThan(250);
  });
});
