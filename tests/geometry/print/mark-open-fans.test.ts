import { describe, expect, it } from "vitest";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { markOpenFans } from "@/lib/geometry/print/mark-open-fans";
import { functionField, sphereAt } from "@/tests/support/make-fields";
import { makeBox } from "@/tests/support/make-solids";

const open = (mesh: Mesh): number[] => [...markOpenFans(mesh, mesh.indices)];

/** A double cone over points of a ring; only what lies round the upper apex, vertex 0, matters. */
function cone(turns: number, apexAt: [number, number, number]): Mesh {
  const sides = 12;
  const ring = Array.from({ length: sides }, (_, n) => {
    const angle = (2 * Math.PI * turns * n) / sides;
    return [Math.cos(angle), Math.sin(angle), 0];
  });
  const indices = ring.flatMap((_, n) => {
    const [one, next] = [2 + n, 2 + ((n + 1) % sides)];
    return [0, one, next, 1, next, one];
  });
  return {
    positions: Float32Array.from([...apexAt, 0, 0, -1, ...ring.flat()]),
    indices: Uint32Array.from(indices),
  };
}

describe("markOpenFans", () => {
  it("clears the corners of a box and a ball", () => {
    expect(open(makeBox([0, 0, 0], [3, 2, 1]))).toEqual(Array(8).fill(0));
    const ball = extractSurface(functionField([16, 16, 16], sphereAt(8, 8, 8, 6), 1));
    expect(open(ball)).not.toContain(1);
  });

  it("clears an apex, but not one pulled over its rim, nor one that is gone round twice", () => {
    expect(open(cone(1, [0, 0, 1]))[0]).toBe(0);
    expect(open(cone(1, [3, 0, 0.01]))[0]).toBe(1);
    expect(open(cone(2, [0, 0, 1]))[0]).toBe(1);
  });
});
