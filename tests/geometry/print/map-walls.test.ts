import { describe, expect, it } from "vitest";
import { mapWalls } from "@/lib/geometry/print/map-walls";
import { joinMeshes, makeBox } from "@/tests/support/make-solids";

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);

describe("mapWalls", () => {
  it("cuts a plate's two triangles and finds its thickness behind each piece", () => {
    const { positions, thicknessMm, areaMm2 } = mapWalls(makeBox([0, 0, 0], [40, 30, 0.6]), 5);
    expect(thicknessMm.length).toBeGreaterThan(1000);
    expect(positions.length).toBe(thicknessMm.length * 9);
    expect(sum(areaMm2)).toBeCloseTo(2 * (40 * 30 + 40 * 0.6 + 30 * 0.6), 1);
    // Behind the two large faces; the rim looks along the plate, which is as thick as anybody asks.
    const thin = thicknessMm.filter((thickness) => thickness < 5);
    expectAll(thin, 0.6);
    expect(thicknessMm.length - thin.length).toBeGreaterThan(0);
  });

  it("says where a step is thin and where it is not", () => {
    const thick = makeBox([0, 0, 0], [10, 10, 3]);
    const thin = makeBox([20, 0, 0], [30, 10, 0.5]);
    const { positions, thicknessMm } = mapWalls(joinMeshes(thick, thin), 5);
    const on = (x: number, y: number, z: number) =>
      thicknessMm.filter((_, n) => [x, y, z].every((value, axis) => near(positions, n, axis, value)));
    const over = on(5, 5, 3);
    expectAll(over, 3);
    expectAll(on(25, 5, 0.5), 0.5);
  });

  it("takes bodies that touch for one, and those apart for two", () => {
    const top = (z: number) => {
      const pair = joinMeshes(makeBox([0, 0, 0], [20, 20, 1]), makeBox([0, 0, z], [20, 20, z + 0.4]));
      const { positions, thicknessMm } = mapWalls(pair, 5);
      return thicknessMm.find((_, n) => [10, 10, z + 0.4].every((v, axis) => near(positions, n, axis, v)));
    };
    expect(top(1)).toBeCloseTo(1.4, 4);
    expect(top(1.5)).toBeCloseTo(0.4, 4);
  });

  it("has nothing to map on an empty mesh", () => {
    const empty = mapWalls({ positions: new Float32Array(0), indices: new Uint32Array(0) }, 5);
    expect(empty.thicknessMm.length).toBe(0);
  });
});

function expectAll(values: Float32Array, value: number): void {
  expect(values.length).toBeGreaterThan(0);
  expect(Math.min(...values)).toBeCloseTo(value, 5);
  expect(Math.max(...values)).toBeCloseTo(value, 5);
}

/** Whether the middle of triangle `n` lies near a place along an axis; heights exactly. */
function near(positions: Float32Array, n: number, axis: number, value: number): boolean {
  const middle = [0, 3, 6].reduce((total, corner) => total + positions[n * 9 + corner + axis] / 3, 0);
  return Math.abs(middle - value) < (axis === 2 ? 1e-4 : 1);
}
