import { BRICK, type MapField, PADDED } from "./field";
import { signBetween, TileBounds } from "./tile-bounds";

/** Two sheets about a middle that is a map of its own. Maps are row-major, row 0 at the lowest z, all in cells. */
export interface HungSheets {
  width: number;
  height: number;
  /** Samples along y. */
  depth: number;
  /** y of the middle at every (x, z). */
  middle: Float32Array;
  /** Squared half thickness towards the viewer and away. */
  front: Float32Array;
  back: Float32Array;
  /** Signed distance to the outline, positive inside: cuts the sheets where they do not close by themselves. */
  outline: Float32Array;
  /** Nothing stands below this z. */
  floor: number;
}

/**
 * φ = (U − d²) / |∇(U − d²)| as in {@link SheetField}, with d the distance to a middle that bends; then cut by the
 * outline and the floor. Where the middle leaps, at an edge before something deeper, the quotient stays close to a
 * distance because the leap is part of its slope.
 */
export class HungField implements MapField {
  readonly size: readonly [number, number, number];
  private readonly middleBounds: TileBounds;
  private readonly frontBounds: TileBounds;
  private readonly backBounds: TileBounds;
  private readonly outlineBounds: TileBounds;

  constructor(private readonly sheets: HungSheets) {
    const { width, height, depth, middle, front, back, outline } = sheets;
    this.size = [width, depth, height];
    this.middleBounds = new TileBounds(middle, width, height);
    this.frontBounds = new TileBounds(front, width, height);
    this.backBounds = back === front ? this.frontBounds : new TileBounds(back, width, height);
    this.outlineBounds = new TileBounds(outline, width, height);
  }

  boxSign(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): -1 | 0 | 1 {
    const { floor } = this.sheets;
    if (z1 < floor) return -1;
    this.outlineBounds.query(x0, z0, x1, z1);
    if (this.outlineBounds.max <= 0) return -1;
    const cut = z0 <= floor || this.outlineBounds.min <= 0;
    this.middleBounds.query(x0, z0, x1, z1);
    const d0 = y0 - this.middleBounds.max;
    const d1 = y1 - this.middleBounds.min;
    const sign = signBetween(this.frontBounds, this.backBounds, d0, d1, x0, z0, x1, z1);
    return sign > 0 && cut ? 0 : sign;
  }

  sampleBrick(x0: number, y0: number, z0: number, out: Float32Array, offset: number): void {
    const { width, height, middle, front, back, outline, floor } = this.sheets;
    for (let k = 0; k < BRICK; k++) {
      const z = Math.min(height - 1, z0 + k);
      const lift = z0 + k - floor;
      const up = (z + 1 < height ? z + 1 : z) * width;
      const down = (z > 0 ? z - 1 : z) * width;
      for (let i = 0; i < BRICK; i++) {
        const x = Math.min(width - 1, x0 + i);
        const map = z * width + x;
        const right = x + 1 < width ? 1 : 0;
        const left = x > 0 ? -1 : 0;
        const mx = (middle[map + right] - middle[map + left]) / 2;
        const mz = (middle[up + x] - middle[down + x]) / 2;
        const fx = (front[map + right] - front[map + left]) / 2;
        const fz = (front[up + x] - front[down + x]) / 2;
        const bx = (back[map + right] - back[map + left]) / 2;
        const bz = (back[up + x] - back[down + x]) / 2;
        const limit = Math.min(lift, outline[map]);
        const start = y0 - middle[map];
        let at = offset + k * BRICK * BRICK + i;
        for (let j = 0; j < BRICK; j++, at += BRICK) {
          const d = start + j;
          const gx = (d <= 0 ? fx : bx) + 2 * d * mx;
          const gz = (d <= 0 ? fz : bz) + 2 * d * mz;
          const u = (d <= 0 ? front[map] : back[map]) - d * d;
          const value = u / Math.sqrt(Math.max(1, gx * gx + gz * gz + 4 * d * d));
          out[at] = value < limit ? value : limit;
        }
      }
    }
  }

  signBrick(x0: number, y0: number, z0: number, signs: Uint8Array, offset: number): void {
    const { width, height, middle, front, back, outline, floor } = this.sheets;
    signs.fill(0, offset, offset + BRICK * BRICK);
    for (let k = 0; k < BRICK; k++) {
      if (z0 + k <= floor) continue;
      const row = Math.min(height - 1, z0 + k) * width;
      const to = offset + k * BRICK;
      for (let i = 0; i < BRICK; i++) {
        const map = row + Math.min(width - 1, x0 + i);
        if (outline[map] <= 0) continue;
        const start = y0 - middle[map];
        for (let j = 0; j < BRICK; j++) {
          const d = start + j;
          if ((d <= 0 ? front[map] : back[map]) > d * d) signs[to + j] |= 1 << i;
        }
      }
    }
  }

  sampleWanted(x0: number, y0: number, z0: number, wanted: Int32Array, out: Float32Array): void {
    for (let row = 0; row < PADDED * PADDED; row++) {
      const j = row % PADDED;
      const k = (row - j) / PADDED;
      for (let left = wanted[row]; left !== 0; left &= left - 1) {
        const i = 31 - Math.clz32(left & -left);
        out[row * PADDED + i] = this.valueAt(x0 + i, y0 + (j & BRICK), j & 7, z0 + k);
      }
    }
  }

  /** As in sampleBrick, for the sample `j` beyond y0. */
  private valueAt(x0: number, y0: number, j: number, z0: number): number {
    const { width, height, middle, front, back, outline, floor } = this.sheets;
    const x = Math.min(width - 1, x0);
    const z = Math.min(height - 1, z0);
    const map = z * width + x;
    const right = map + (x + 1 < width ? 1 : 0);
    const left = map - (x > 0 ? 1 : 0);
    const up = map + (z + 1 < height ? width : 0);
    const down = map - (z > 0 ? width : 0);
    const d = y0 - middle[map] + j;
    const sheet = d <= 0 ? front : back;
    const gx = (sheet[right] - sheet[left]) / 2 + 2 * d * ((middle[right] - middle[left]) / 2);
    const gz = (sheet[up] - sheet[down]) / 2 + 2 * d * ((middle[up] - middle[down]) / 2);
    const value = (sheet[map] - d * d) / Math.sqrt(Math.max(1, gx * gx + gz * gz + 4 * d * d));
    const limit = Math.min(z0 - floor, outline[map]);
    return value < limit ? value : limit;
  }
}
