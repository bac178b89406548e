import { BRICK, type Field } from "@/lib/geometry/field/field";

export type Size = readonly [number, number, number];

/**
 * A field from a function of the lattice position. With `reach`, the function is taken to change by at most `reach`
 * a cell, and boxes farther from the surface are skipped; without, every box is unknown.
 */
export function functionField(
  size: Size,
  at: (x: number, y: number, z: number) => number,
  reach = Infinity,
): Field {
  return {
    size,
    boxSign(x0, y0, z0, x1, y1, z1) {
      const radius = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2 + (z1 - z0) ** 2) / 2;
      const value = at((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2);
      return Math.abs(value) > radius * reach ? (value > 0 ? 1 : -1) : 0;
    },
    sampleBrick(x0, y0, z0, out, offset) {
      for (let k = 0; k < BRICK; k++)
        for (let j = 0; j < BRICK; j++)
          for (let i = 0; i < BRICK; i++)
            out[offset + (k * BRICK + j) * BRICK + i] = at(x0 + i, y0 + j, z0 + k);
    },
  };
}

/** A seeded generator of numbers from 0 to 1 (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
