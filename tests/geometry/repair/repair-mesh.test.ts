import { describe, expect, it } from "vitest";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { splitParts } from "@/lib/geometry/mesh/split-parts";
import { repairMesh, UnrepairableMeshError } from "@/lib/geometry/repair/repair-mesh";
import { findMeshFaults, signedVolume } from "../../support/check-closed-mesh";
import { joinMeshes, makeBox, makeTetrahedron, paintVertices } from "../../support/make-solids";

const box = () => makeBox([0, 0, 0], [4, 2, 2]);
const without = (mesh: Mesh, ...triangles: number[]): Mesh => ({
  ...mesh,
  indices: mesh.indices.filter((_, at) => !triangles.includes(Math.floor(at / 3))),
});
const plus = (mesh: Mesh, ...corners: number[]): Mesh => ({
  ...mesh,
  indices: Uint32Array.from([...mesh.indices, ...corners]),
});
/** Each corner a vertex of its own, as in STL. */
const soup = ({ positions, indices, colors }: Mesh): Mesh => {
  const spread = <T extends Float32Array | Uint8Array>(values: T) =>
    [...indices].flatMap((vertex) => [...values.subarray(3 * vertex, 3 * vertex + 3)]);
  return {
    positions: Float32Array.from(spread(positions)),
    indices: Uint32Array.from(indices.keys()),
    ...(colors ? { colors: Uint8Array.from(spread(colors)) } : {}),
  };
};
const turned = (mesh: Mesh, which: (triangle: number) => boolean): Mesh => {
  const indices = mesh.indices.slice();
  for (let at = 0; at < indices.length; at += 3)
    if (which(at / 3)) [indices[at], indices[at + 1]] = [indices[at + 1], indices[at]];
  return { ...mesh, indices };
};
/** A round vessel without a lid: its rim has so many corners. */
function cup(corners: number, inwards = false): Mesh {
  const positions: number[] = [];
  const indices: number[] = [];
  for (let ring = 0; ring < 2; ring++)
    for (let n = 0; n < corners; n++) {
      const turn = (2 * Math.PI * n) / corners;
      // A rim with a deep bay, so that a fan from any corner would leave it.
      const radius = n % 2 ? 10 : 6;
      positions.push(radius * Math.cos(turn), radius * Math.sin(turn), 10 * ring);
    }
  positions.push(0, 0, 0);
  for (let n = 0; n < corners; n++) {
    const next = (n + 1) % corners;
    indices.push(n, next, corners + next, n, corners + next, corners + n, next, n, 2 * corners);
  }
  const mesh = { positions: Float32Array.from(positions), indices: Uint32Array.from(indices) };
  return inwards ? turned(mesh, () => true) : mesh;
}
const starArea = (corners: number) => (corners / 2) * 60 * Math.sin((2 * Math.PI) / corners);

describe("repairMesh makes a solid of", () => {
  it.each<[string, () => Mesh, number, object]>([
    ["a sound box, which it leaves alone", box, 16, {}],
    ["a soup of corners", () => soup(box()), 16, {}],
    [
      "vertices a hair apart",
      () => {
        const mesh = soup(box());
        return { ...mesh, positions: mesh.positions.map((value, i) => value + (i % 7) * 2e-7) };
      },
      16,
      {},
    ],
    ["one inside out", () => turned(box(), () => true), 16, { flippedTriangles: 12 }],
    ["one with a few triangles turned", () => turned(box(), (n) => n % 4 === 0), 16, { flippedTriangles: 3 }],
    ["one with a triangle missing", () => without(box(), 5), 16, { filledHoles: 1 }],
    ["one with a side and a corner missing", () => without(box(), 0, 1, 11), 16, { filledHoles: 1 }],
    ["one with a side twice", () => plus(box(), 0, 2, 3, 0, 3, 1), 16, { droppedTriangles: 2 }],
    ["one with a triangle that is a line", () => plus(box(), 0, 0, 3), 16, { droppedTriangles: 1 }],
    ["one with a flap of two", () => plus(box(), 0, 6, 3, 3, 6, 0), 16, { droppedTriangles: 2 }],
    ["a cup with a jagged rim", () => cup(60), 10 * starArea(60), { filledHoles: 1 }],
    ["a cup inside out", () => cup(12, true), 10 * starArea(12), { filledHoles: 1, flippedTriangles: 46 }],
    [
      "a box with a fin on an edge",
      () => {
        const mesh = plus(box(), 0, 1, 8);
        return { ...mesh, positions: Float32Array.from([...mesh.positions, 2, -3, -3]) };
      },
      16,
      {},
    ],
    ["two boxes that share an edge", () => joinMeshes(box(), makeBox([4, 2, 0], [6, 4, 2])), 24, {}],
    ["two boxes that share a corner", () => joinMeshes(box(), makeBox([4, 2, 2], [6, 4, 4])), 24, {}],
    [
      "a box and a speck",
      () => joinMeshes(box(), makeBox([9, 9, 9], [9.01, 9.01, 9.01])),
      16,
      { droppedShells: 1 },
    ],
    ["a box with a hollow", () => joinMeshes(box(), makeBox([1, 0.5, 0.5], [2, 1, 1], true)), 15.75, {}],
    [
      "the same inside out",
      () => turned(joinMeshes(box(), makeBox([1, 0.5, 0.5], [2, 1, 1], true)), () => true),
      15.75,
      { flippedTriangles: 24 },
    ],
    [
      "a box beside one inside out",
      () => joinMeshes(box(), makeBox([5, 0, 0], [6, 1, 1], true)),
      17,
      { flippedTriangles: 12 },
    ],
    ["half a tetrahedron", () => without(makeTetrahedron(), 3), 1 / 6, { filledHoles: 1 }],
  ])("%s", (_name, make, volume, repairs) => {
    const given = make();
    const before = given.indices.slice();
    const repaired = repairMesh(given);
    expect(findMeshFaults(repaired.mesh)).toEqual([]);
    expect(signedVolume(repaired.mesh)).toBeCloseTo(volume, 4);
    expect(repaired.repairs).toMatchObject(repairs);
    expect(given.indices).toEqual(before);
  });

  it("a box with an inner wall: the two rooms beside each other", () => {
    const halves = joinMeshes(
      without(makeBox([0, 0, 0], [2, 2, 2]), 10, 11),
      without(makeBox([2, 0, 0], [4, 2, 2]), 8, 9),
    );
    const wall = without(makeBox([0, 0, 0], [2, 2, 2]), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    const { mesh } = repairMesh(joinMeshes(halves, wall));
    expect(findMeshFaults(mesh)).toEqual([]);
    expect([...splitParts(mesh).volumes].map((each) => Math.round(each))).toEqual([8, 8]);
  });

  it("keeps colours, and gives a patch those of its rim", () => {
    const painted = paintVertices(box());
    const { mesh } = repairMesh(soup(without(painted, 4)));
    expect(mesh.positions).toHaveLength(24);
    for (let vertex = 0; vertex < 8; vertex++) {
      const at = [...mesh.positions.subarray(3 * vertex, 3 * vertex + 3)].join();
      const was = [0, 1, 2, 3, 4, 5, 6, 7].find(
        (n) => [...painted.positions.subarray(3 * n, 3 * n + 3)].join() === at,
      )!;
      expect([...mesh.colors!.subarray(3 * vertex, 3 * vertex + 3)]).toEqual([
        ...painted.colors!.subarray(3 * was, 3 * was + 3),
      ]);
    }
  });

  it("a fan of very many triangles round one vertex", () => {
    const corners = 20_000;
    const positions = new Float32Array(3 * (corners + 2));
    const indices: number[] = [];
    for (let n = 0; n < corners; n++) {
      positions.set([Math.cos(n * 3.1e-4), Math.sin(n * 3.1e-4), 0], 3 * (n + 2));
      if (n > 0) indices.push(0, n + 1, n + 2, 0, n + 1, n + 2);
    }
    positions[5] = 1;
    for (let n = 1; n < corners; n++) indices.push(1, n + 1, n + 2);
    const { mesh, repairs } = repairMesh({ positions, indices: Uint32Array.from(indices) });
    expect(repairs.droppedTriangles).toBe(corners - 1);
    expect(checkManifold(mesh)).toMatchObject({ watertight: true, manifold: true });
  });

  it("closes a rim of more corners than are tried", () => {
    const { mesh } = repairMesh(cup(500));
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(signedVolume(mesh)).toBeCloseTo(10 * starArea(500), 2);
  });

  it("whatever triangles are taken away, turned and doubled", () => {
    let seed = 3;
    const random = (below: number) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below;
    const whole = joinMeshes(cup(24), makeBox([20, 0, 0], [24, 4, 4]));
    for (let round = 0; round < 60; round++) {
      const indices: number[] = [];
      for (let at = 0; at < whole.indices.length; at += 3) {
        const [a, b, c] = whole.indices.subarray(at, at + 3);
        const fate = random(12);
        if (fate > 0) indices.push(a, ...(fate === 1 ? [c, b] : [b, c]));
        if (fate === 2) indices.push(a, b, random(whole.positions.length / 3));
      }
      const mesh = { positions: whole.positions, indices: Uint32Array.from(indices) };
      expect(findMeshFaults(repairMesh(mesh).mesh), `round ${round}`).toEqual([]);
    }
  });
});

describe("repairMesh refuses", () => {
  it.each<[string, Mesh]>([
    [
      "a flat sheet",
      { positions: Float32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0]), indices: Uint32Array.of(0, 1, 2) },
    ],
    ["lines only", { positions: new Float32Array(9), indices: Uint32Array.of(0, 1, 2) }],
    [
      "a sheet that is there twice",
      {
        positions: Float32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0]),
        indices: Uint32Array.of(0, 1, 2, 2, 1, 0),
      },
    ],
  ])("%s", (_name, mesh) => {
    expect(() => repairMesh(mesh)).toThrow(UnrepairableMeshError);
    expect(() => repairMesh(mesh)).toThrow(/encloses nothing/);
  });
});
