import { describe, expect, it } from "vitest";
import { ballHull } from "@/lib/geometry/image/ball-hull";
import { signedDistance } from "@/lib/geometry/image/distance-transform";

const side = 96;

/** Antialiased disc: coverage from the true distance to its edge. */
function disc(cx: number, cy: number, radius: number): Float32Array {
  return Float32Array.from({ length: side * side }, (_, i) => {
    const d = radius - Math.hypot((i % side) - cx, Math.floor(i / side) - cy);
    return Math.min(1, Math.max(0, d + 0.5));
  });
}

describe("signedDistance", () => {
  it("measures to a sub-pixel edge, inside and outside", () => {
    const distance = signedDistance(disc(47.3, 48.6, 30.4), side, side);
    let near = 0;
    let far = 0;
    for (let i = 0; i < distance.length; i++) {
      const truth = 30.4 - Math.hypot((i % side) - 47.3, Math.floor(i / side) - 48.6);
      // At the very centre all directions compete and the outline's chords show.
      const off = Math.abs(distance[i] - truth);
      if (Math.abs(truth) < 4) near = Math.max(near, off);
      else if (truth < 28) far = Math.max(far, off);
    }
    expect(near).toBeLessThan(0.26);
    expect(far).toBeLessThan(0.13);
  });

  it("is exact for a straight antialiased edge", () => {
    const coverage = Float32Array.from({ length: 8 * 8 }, (_, i) => [0, 0, 0.25, 1, 1, 1, 1, 1][i % 8]);
    const distance = signedDistance(coverage, 8, 8);
    expect(distance[2]).toBeCloseTo(-1 / 3, 5);
    expect(distance[3]).toBeCloseTo(2 / 3, 5);
    expect(distance[7]).toBeCloseTo(2 / 3 + 4, 5);
  });

  it("ignores an edge at which the body goes on", () => {
    const coverage = Float32Array.from({ length: 16 * 16 }, (_, i) => (i < 8 * 16 ? 1 : 0));
    const skip = Uint8Array.from({ length: 16 * 16 }, (_, i) => (i >> 4 === 7 ? 1 : 0));
    expect(signedDistance(coverage, 16, 16)[7 * 16 + 8]).toBeCloseTo(0.5, 5);
    expect(signedDistance(coverage, 16, 16, skip)[7 * 16 + 8]).toBe(32);
  });

  it("answers without any outline", () => {
    expect(signedDistance(new Float32Array(12), 4, 3)[5]).toBe(-7);
    expect(signedDistance(new Float32Array(12).fill(1), 4, 3)[5]).toBe(7);
  });
});

describe("ballHull", () => {
  it("makes a ball of a disc", () => {
    const distance = signedDistance(disc(48, 48, 30), side, side);
    const { squared, radius } = ballHull(distance, side, side);
    for (const x of [48, 55, 62, 69, 74]) {
      const truth = 30 * 30 - (x - 48) * (x - 48);
      expect(Math.abs(squared[48 * side + x] - truth)).toBeLessThan(9);
      expect(radius[48 * side + x]).toBeGreaterThan(29);
    }
    expect(squared[48 * side + 85]).toBeLessThan(0);
  });

  it("agrees with brute force", () => {
    const distance = Float32Array.from({ length: 12 * 9 }, (_, i) => ((i * 37) % 11) - 4);
    const { squared } = ballHull(distance, 12, 9);
    for (let i = 0; i < distance.length; i++) {
      let best = -Infinity;
      for (let p = 0; p < distance.length; p++) {
        const d2 = ((i % 12) - (p % 12)) ** 2 + (Math.floor(i / 12) - Math.floor(p / 12)) ** 2;
        if (distance[p] > 0) best = Math.max(best, distance[p] * distance[p] - d2);
      }
      expect(squared[i]).toBe(best);
    }
  });
});
