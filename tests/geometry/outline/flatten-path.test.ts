import { describe, expect, it } from "vitest";
import { flattenPath, type PathStep } from "@/lib/geometry/outline/flatten-path";

const step = (type: PathStep["type"], ...numbers: number[]): PathStep => {
  const [x = 0, y = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers;
  return { type, x, y, x1, y1, x2, y2 };
};

/** Largest distance of the chords' middles to the unit circle. */
const stray = (ring: [number, number][]): number =>
  Math.max(
    ...ring.slice(1).map(([x, y], i) => Math.abs(1 - Math.hypot((x + ring[i][0]) / 2, (y + ring[i][1]) / 2))),
  );

describe("flattenPath", () => {
  it("keeps straight rings as they are and drops the repeated last point", () => {
    const square = [step("M", 0, 0), step("L", 1, 0), step("L", 1, 1), step("L", 0, 0), step("Z")];
    expect(flattenPath(square, 0.1)).toEqual([
      [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
    ]);
  });

  it("holds the chord tolerance on both kinds of curve", () => {
    const k = 0.5522847;
    const cubic = [step("M", 1, 0), step("C", 0, 1, 1, k, k, 1), step("L", 0, 0), step("Z")];
    for (const tolerance of [0.01, 0.001]) {
      const [ring] = flattenPath(cubic, tolerance);
      expect(stray(ring.slice(0, -1))).toBeLessThan(tolerance + 0.0003);
    }
    // The parabola y = x² from −1 to 1 strays 1/n² from its n chords.
    const [parabola] = flattenPath([step("M", -1, 1), step("Q", 1, 1, 0, -1)], 0.01);
    expect(parabola.length).toBe(11);
    for (const [x, y] of parabola) expect(y).toBeCloseTo(x * x, 12);
  });

  it("leaves out what encloses nothing", () => {
    expect(flattenPath([step("M", 0, 0), step("L", 1, 0), step("Z"), step("M", 5, 5)], 0.1)).toEqual([]);
  });
});
