import { BRICK, type Field } from "@/lib/geometry/field/field";

/** A share of the cells. */
export const BALL_RADIUS = 0.47;

/** A ball of diameter 0.94 n: the simplest shape, and the largest surface for its box. */
export function ballField(n: number): Field {
  const centre = (n - 1) / 2;
  const radius = n * BALL_RADIUS;
  return {
    size: [n, n, n],
    boxSign(x0, y0, z0, x1, y1, z1) {
      const x = (x0 + x1) / 2 - centre;
      const y = (y0 + y1) / 2 - centre;
      const z = (z0 + z1) / 2 - centre;
      const distance = radius - Math.sqrt(x * x + y * y + z * z);
      const reach = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2 + (z1 - z0) ** 2) / 2;
      return distance > reach ? 1 : distance < -reach ? -1 : 0;
    },
    sampleBrick(x0, y0, z0, out, offset) {
      let to = offset;
      for (let k = 0; k < BRICK; k++)
        for (let j = 0; j < BRICK; j++) {
          const y = y0 + j - centre;
          const z = z0 + k - centre;
          const yz = y * y + z * z;
          for (let i = 0; i < BRICK; i++) {
            const x = x0 + i - centre;
            out[to++] = radius - Math.sqrt(yz + x * x);
          }
        }
    },
  };
}

/** Ball centres across and up, and radii, of a seated toy, in shares of the box. */
const FIGURE = [
  [0.5, 0.32, 0.22],
  [0.5, 0.68, 0.16],
  [0.4, 0.86, 0.07],
  [0.6, 0.86, 0.07],
  [0.27, 0.42, 0.08],
  [0.73, 0.42, 0.08],
  [0.34, 0.12, 0.09],
  [0.66, 0.12, 0.09],
] as const;

/**
 * A bumpy figure like those made from pictures: a map of squared half-thickness over (x, z), waves on top, and the
 * field (U − y²) / |gradient|. It stands in for a picture so that the core can be timed alone.
 */
export function figureLikeField(n: number): Field {
  const thickness = new Float32Array(n * n);
  const slope = new Float32Array(n * n);
  for (let z = 0; z < n; z++)
    for (let x = 0; x < n; x++) {
      let best = -Infinity;
      for (const [across, up, radius] of FIGURE)
        best = Math.max(best, (radius * n) ** 2 - (x - across * n) ** 2 - (z - up * n) ** 2);
      const wave = Math.sin((40 * x) / n) * Math.sin((40 * z) / n);
      thickness[z * n + x] = best > 0 ? best * (1 + 0.06 * wave) : best;
    }
  for (let z = 1; z < n - 1; z++)
    for (let x = 1; x < n - 1; x++) {
      const at = z * n + x;
      slope[at] =
        ((thickness[at + 1] - thickness[at - 1]) ** 2 + (thickness[at + n] - thickness[at - n]) ** 2) / 4;
    }
  const tiles = new TileBounds(thickness, n);
  const middle = (n - 1) / 2;
  return {
    size: [n, n, n],
    boxSign(x0, y0, z0, x1, y1, z1) {
      tiles.measure(x0, z0, x1, z1);
      const near = y0 > middle ? y0 - middle : y1 < middle ? middle - y1 : 0;
      const far = Math.max(Math.abs(y0 - middle), Math.abs(y1 - middle));
      return tiles.high <= near * near ? -1 : tiles.low > far * far ? 1 : 0;
    },
    sampleBrick(x0, y0, z0, out, offset) {
      for (let k = 0; k < BRICK; k++)
        for (let j = 0; j < BRICK; j++) {
          const y = y0 + j - middle;
          const row = (z0 + k) * n + x0;
          const to = offset + (k * BRICK + j) * BRICK;
          for (let i = 0; i < BRICK; i++)
            out[to + i] = (thickness[row + i] - y * y) / Math.sqrt(slope[row + i] + 4 * y * y + 1e-6);
        }
    },
  };
}

/** Least and greatest value of a square map over tiles of 8 × 8, and over any box of them. */
class TileBounds {
  low = 0;
  high = 0;
  private readonly across: number;
  private readonly lows: Float32Array;
  private readonly highs: Float32Array;

  constructor(map: Float32Array, n: number) {
    this.across = Math.ceil(n / BRICK);
    this.lows = new Float32Array(this.across ** 2).fill(Infinity);
    this.highs = new Float32Array(this.across ** 2).fill(-Infinity);
    for (let z = 0; z < n; z++)
      for (let x = 0; x < n; x++) {
        const tile = (z >> 3) * this.across + (x >> 3);
        const value = map[z * n + x];
        if (value < this.lows[tile]) this.lows[tile] = value;
        if (value > this.highs[tile]) this.highs[tile] = value;
      }
  }

  measure(x0: number, z0: number, x1: number, z1: number): void {
    let low = Infinity;
    let high = -Infinity;
    for (let z = z0 >> 3; z <= z1 >> 3; z++)
      for (let x = x0 >> 3; x <= x1 >> 3; x++) {
        low = Math.min(low, this.lows[z * this.across + x]);
        high = Math.max(high, this.highs[z * this.across + x]);
      }
    this.low = low;
    this.high = high;
  }
}
