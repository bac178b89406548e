import { describe, expect, it } from "vitest";
import { countParts, dropSmallParts, splitParts } from "@/lib/geometry/mesh/split-parts";
import { findMeshFaults, signedVolume } from "@/tests/support/check-closed-mesh";
import { joinMeshes, makeBox, makeTetrahedron, paintVertices } from "@/tests/support/make-solids";

const big = makeBox([0, 0, 0], [10, 10, 10]);
const speck = makeBox([20, 0, 0], [20.5, 0.5, 0.5]);
const bubble = makeBox([4, 4, 4], [4.5, 4.5, 4.5], true);
const hollow = makeBox([2, 2, 2], [8, 8, 8], true);

describe("splitParts", () => {
  it("tells the shells apart and measures each", () => {
    const parts = splitParts(joinMeshes(big, makeTetrahedron(), hollow));
    expect(parts.count).toBe(3);
    expect([...parts.partOf]).toEqual([...Array(8).fill(0), ...Array(4).fill(1), ...Array(8).fill(2)]);
    expect(parts.volumes[0]).toBeCloseTo(1000);
    expect(parts.volumes[1]).toBeCloseTo(1 / 6);
    expect(parts.volumes[2]).toBeCloseTo(-216);
  });

  it("follows triangles, not the order of vertices", () => {
    const positions = Float32Array.from({ length: 27 }, (_, n) => n * n);
    const chain = Uint32Array.from([8, 1, 2, 4, 5, 6, 0, 3, 7, 7, 6, 8]);
    expect(splitParts({ positions, indices: chain })).toMatchObject({ count: 1 });
    expect([...splitParts({ positions, indices: chain.slice(0, 9) }).partOf]).toEqual([
      0, 1, 1, 0, 2, 2, 2, 0, 1,
    ]);
  });

  it("gives vertices without triangles no part", () => {
    const mesh = { ...makeTetrahedron(), positions: new Float32Array(15) };
    expect(splitParts(mesh)).toMatchObject({ count: 1, partOf: Int32Array.from([0, 0, 0, 0, -1]) });
  });
});

describe("countParts", () => {
  it("counts bodies, not the hollows in them", () => {
    expect(countParts(big)).toBe(1);
    expect(countParts(joinMeshes(big, hollow))).toBe(1);
    expect(countParts(joinMeshes(big, speck, hollow))).toBe(2);
    expect(countParts({ positions: new Float32Array(), indices: new Uint32Array() })).toBe(0);
  });
});

describe("dropSmallParts", () => {
  it("drops specks and bubbles, and keeps colours with their vertices", () => {
    const mesh = paintVertices(joinMeshes(speck, big, bubble));
    const kept = dropSmallParts(mesh);
    expect([...kept.positions]).toEqual([...big.positions]);
    expect([...kept.indices]).toEqual([...big.indices]);
    expect([...(kept.colors ?? [])]).toEqual([...(mesh.colors ?? []).slice(24, 48)]);
    expect(findMeshFaults(kept)).toEqual([]);
  });

  it("keeps hollows and bodies above the share", () => {
    const mesh = joinMeshes(big, hollow, speck);
    expect(signedVolume(dropSmallParts(mesh))).toBeCloseTo(1000 - 216);
    expect(dropSmallParts(mesh, 0.0001)).toBe(mesh);
    expect(dropSmallParts(mesh, 0.5).indices).toHaveLength(36);
  });

  it("keeps the largest of many specks", () => {
    const boxes = Array.from({ length: 40 }, (_, n) =>
      makeBox([n * 3, 0, 0], [n * 3 + (n === 23 ? 1.1 : 1), 1, 1]),
    );
    const kept = dropSmallParts(joinMeshes(...boxes), 0.5);
    expect(signedVolume(kept)).toBeCloseTo(1.1);
  });
});
