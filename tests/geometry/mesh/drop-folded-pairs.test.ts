import { describe, expect, it } from "vitest";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import { dropFoldedPairs } from "@/lib/geometry/mesh/drop-folded-pairs";
import { makeTetrahedron } from "@/tests/support/make-solids";

/** A tetrahedron with a flap over its edge 0–1 and a fifth vertex, of two triangles back to back. */
const withFlap = () => ({
  positions: Float32Array.from([...makeTetrahedron().positions, 0.5, -1, -1]),
  indices: Uint32Array.from([0, 2, 1, 0, 1, 3, 0, 1, 4, 0, 3, 2, 1, 2, 3, 4, 1, 0]),
});

describe("dropFoldedPairs", () => {
  it("drops a flap and leaves the body", () => {
    const mesh = withFlap();
    const marks = new Uint8Array(5);
    expect(checkManifold(mesh, marks)).toMatchObject({ nonManifoldEdges: 1, nonManifoldVertices: 1 });
    const indices = dropFoldedPairs(mesh, marks);
    expect(indices).toEqual(makeTetrahedron().indices);
    expect(checkManifold({ ...mesh, indices })).toMatchObject({ watertight: true, manifold: true });
  });

  it("looks only at triangles whose corners are all marked", () => {
    const mesh = withFlap();
    expect(dropFoldedPairs(mesh, Uint8Array.from([1, 1, 1, 1, 0]))).toBe(mesh.indices);
  });

  it("keeps triangles that are doubled in the same direction, and drops pairs one for one", () => {
    const positions = new Float32Array(9);
    const marks = new Uint8Array(3).fill(1);
    const same = Uint32Array.from([0, 1, 2, 1, 2, 0, 2, 0, 1]);
    expect(dropFoldedPairs({ positions, indices: same }, marks)).toBe(same);
    const three = Uint32Array.from([0, 1, 2, 2, 1, 0, 1, 2, 0]);
    expect([...dropFoldedPairs({ positions, indices: three }, marks)]).toEqual([1, 2, 0]);
  });
});
