import { describe, expect, it } from "vitest";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { countSelfIntersections } from "@/lib/geometry/print/count-self-intersections";
import { TriangleTree } from "@/lib/geometry/print/triangle-tree";
import { mendCrossings } from "@/lib/geometry/repair/mend-crossings";
import { findMeshFaults, signedVolume } from "@/tests/support/check-closed-mesh";
import { functionField, makeRandom, sphereAt } from "@/tests/support/make-fields";
import { joinMeshes, makeBox } from "@/tests/support/make-solids";

const count = (mesh: Mesh): number | null => countSelfIntersections(new TriangleTree(mesh), true);
const ball = () => extractSurface(functionField([40, 40, 40], sphereAt(19.3, 20.1, 19.7, 16), 1));

/** A ball some of whose vertices were drawn along its surface, beyond their neighbours: folds, as a reduction leaves them. */
function foldedBall(folds: number): Mesh {
  const mesh = ball();
  const random = makeRandom(11);
  const { positions } = mesh;
  for (let n = 0; n < folds; n++) {
    const at = 3 * Math.floor((random() * positions.length) / 3);
    const [x, y, z] = [positions[at] - 19.3, positions[at + 1] - 20.1, positions[at + 2] - 19.7];
    // Turned about the upright axis by two cells, and a hair outwards.
    const angle = 2 / 16;
    positions[at] = 19.3 + 1.002 * (x * Math.cos(angle) - y * Math.sin(angle));
    positions[at + 1] = 20.1 + 1.002 * (x * Math.sin(angle) + y * Math.cos(angle));
    positions[at + 2] = 19.7 + 1.002 * z;
  }
  return mesh;
}

describe("mendCrossings", () => {
  it("takes the folds out of a closed surface, and nothing else", () => {
    const folded = foldedBall(12);
    expect(count(folded)).toBeGreaterThan(12);
    const mended = mendCrossings(folded);
    expect(count(mended)).toBe(0);
    expect(findMeshFaults(mended)).toEqual([]);
    const gone = (folded.indices.length - mended.indices.length) / 3;
    expect(gone).toBeGreaterThanOrEqual(12);
    expect(gone).toBeLessThan(12 * 12);
    expect(signedVolume(mended) / signedVolume(ball())).toBeCloseTo(1, 2);
  });

  it("gives a sound mesh back as it is, and one whose bodies it must not join", () => {
    const sound = ball();
    expect(mendCrossings(sound)).toBe(sound);
    const folded = { ...foldedBall(3), bodies: [] };
    expect(mendCrossings(folded)).toBe(folded);
  });

  it("leaves walls that go through each other", () => {
    const crossed = joinMeshes(makeBox([0, 0, 0], [4, 4, 4]), makeBox([3, 1, 1], [9, 3, 3]));
    expect(count(crossed)).toBeGreaterThan(0);
    expect(mendCrossings(crossed)).toBe(crossed);
  });
});
