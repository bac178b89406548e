import { describe, expect, it } from "vitest";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { partCrowdedEdges } from "@/lib/geometry/repair/part-crowded-edges";
import { weldVertices } from "@/lib/geometry/repair/weld-vertices";
import { findMeshFaults, signedVolume } from "@/tests/support/check-closed-mesh";
import { joinMeshes, makeBox } from "@/tests/support/make-solids";

/** A three-sided tube of five rings with closed ends; the middle ring's last corner has been collapsed onto its second. */
function pinchedTube(): Mesh {
  const rings = [0, 1, 2, 3, 4];
  const positions = rings.flatMap((z) => [0, 0, z, 4, 0, z, 1, 3, z]);
  const indices: number[] = [2, 1, 0, 12, 13, 14];
  for (let ring = 0; ring < 4; ring++)
    for (let n = 0; n < 3; n++) {
      const [a, b] = [3 * ring + n, 3 * ring + ((n + 1) % 3)];
      indices.push(a, b, b + 3, a, b + 3, a + 3);
    }
  const collapsed = indices.map((vertex) => (vertex === 8 ? 7 : vertex));
  const kept: number[] = [];
  for (let at = 0; at < collapsed.length; at += 3) {
    const corners = collapsed.slice(at, at + 3);
    if (new Set(corners).size === 3) kept.push(...corners);
  }
  return { positions: Float32Array.from(positions), indices: Uint32Array.from(kept) };
}

describe("partCrowdedEdges", () => {
  it("parts a tube that was flattened to one edge, and keeps its volume and colours", () => {
    const plain = pinchedTube();
    const pinched = { ...plain, colors: new Uint8Array(plain.positions.length).fill(90) };
    expect(checkManifold(pinched)).toMatchObject({ nonManifoldEdges: 1 });
    const parted = partCrowdedEdges(pinched)!;
    expect(checkManifold(parted)).toMatchObject({ watertight: true, manifold: true });
    expect(signedVolume(parted)).toBeCloseTo(signedVolume(pinched), 6);
    expect([...parted.colors!]).toEqual(Array(parted.positions.length).fill(90));
  });

  it("parts boxes that touch in an edge", () => {
    const touching = weldVertices(joinMeshes(makeBox([0, 0, 0], [2, 2, 2]), makeBox([2, 2, 0], [4, 4, 2])));
    const parted = partCrowdedEdges(touching)!;
    expect(findMeshFaults(parted)).toEqual([]);
    expect(signedVolume(parted)).toBeCloseTo(16, 6);
  });

  it("gives nothing for a surface that is open", () => {
    const box = makeBox([0, 0, 0], [2, 2, 2]);
    expect(partCrowdedEdges({ ...box, indices: box.indices.slice(3) })).toBeUndefined();
  });
});
