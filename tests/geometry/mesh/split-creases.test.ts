import { describe, expect, it } from "vitest";
import { splitCreases } from "@/lib/geometry/mesh/split-creases";

/** A cube, counter-clockwise from outside. */
const cube = {
  positions: new Float32Array([0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1]),
  indices: new Uint32Array([
    0, 2, 1, 0, 3, 2, 4, 5, 6, 4, 6, 7, 0, 1, 5, 0, 5, 4, 1, 2, 6, 1, 6, 5, 2, 3, 7, 2, 7, 6, 3, 0, 4, 3, 4,
    7,
  ]),
};

describe("splitCreases", () => {
  it("gives each side of a cube corners of its own, in the same places and colours", () => {
    const colors = new Uint8Array(24).map((_, i) => i);
    const split = splitCreases({ ...cube, colors });
    expect(split.positions.length / 3).toBe(24);
    const places = (positions: ArrayLike<number>, indices: Uint32Array): number[] =>
      Array.from(indices).flatMap((i) => [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]]);
    expect(places(split.positions, split.indices)).toEqual(places(cube.positions, cube.indices));
    expect(places(split.colors ?? [], split.indices)).toEqual(places(colors, cube.indices));
  });

  it("leaves gentle bends alone", () => {
    const ridge = {
      positions: new Float32Array([0, 0, 0, 1, 0, 0.2, 0, 1, 0, 1, 1, 0.2, 2, 0, 0, 2, 1, 0]),
      indices: new Uint32Array([0, 1, 3, 0, 3, 2, 1, 4, 5, 1, 5, 3]),
    };
    expect(splitCreases(ridge).positions.length / 3).toBe(6);
  });
});
