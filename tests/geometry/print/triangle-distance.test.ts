import { describe, expect, it } from "vitest";
import { squaredTriangleDistance } from "@/lib/geometry/print/triangle-distance";
import { seededRandom } from "../../support/make-pictures";

/** The least squared distance to many points of the triangle. */
function bySampling(t: Float64Array, x: number, y: number, z: number): number {
  let best = Infinity;
  const steps = 200;
  for (let i = 0; i <= steps; i++)
    for (let j = 0; j <= steps - i; j++) {
      const [u, v] = [i / steps, j / steps];
      const at = [0, 1, 2].map((k) => t[k] + u * (t[3 + k] - t[k]) + v * (t[6 + k] - t[k]));
      best = Math.min(best, (at[0] - x) ** 2 + (at[1] - y) ** 2 + (at[2] - z) ** 2);
    }
  return best;
}

describe("squaredTriangleDistance", () => {
  const flat = Float64Array.from([0, 0, 0, 4, 0, 0, 0, 3, 0]);
  it.each([
    ["above the inside", [1, 1, 2], 4],
    ["beyond the first corner", [-3, -4, 0], 25],
    ["beyond the second corner", [7, -4, 0], 25],
    ["beyond the third corner", [0, 8, 1], 26],
    ["beside the first side", [2, -2, 1], 5],
    ["beside the second side", [-2, 1, 0], 4],
    ["beside the slope", [3.2, 3.1, 0], ((3.2 * 3 + 3.1 * 4 - 12) / 5) ** 2],
  ] as const)("measures %s", (_, [x, y, z], squared) => {
    expect(squaredTriangleDistance(flat, 0, x, y, z)).toBeCloseTo(squared, 12);
  });

  it("agrees with sampling for any triangle, slivers and points among them", () => {
    const random = seededRandom(3);
    for (let n = 0; n < 60; n++) {
      const t = Float64Array.from({ length: 9 }, () => random());
      if (n % 6 === 0) t.set(t.subarray(0, 3), 3);
      if (n % 12 === 0) t.set(t.subarray(0, 3), 6);
      const [x, y, z] = [2 * random() - 0.5, 2 * random() - 0.5, 2 * random() - 0.5];
      const exact = Math.sqrt(squaredTriangleDistance(t, 0, x, y, z));
      const sampled = Math.sqrt(bySampling(t, x, y, z));
      expect(exact).toBeLessThanOrEqual(sampled + 1e-9);
      expect(exact).toBeGreaterThan(sampled - 0.01);
    }
  });
});
