import { BRICK, type MapSamples, PADDED } from "./field";

/** Two sheets over one silhouette, hung on a plane through the middle. Maps are row-major, row 0 at the lowest z. */
export interface Sheets {
  width: number;
  height: number;
  /** Squared half thickness towards the viewer and away, in cells²; negative outside. Both agree in sign. */
  front: Float32Array;
  back: Float32Array;
  /** Samples along y. */
  depth: number;
  /** y of the middle plane at x = z = 0, and its slopes along x and z. */
  middle: { at: number; alongX: number; alongZ: number };
  /** Nothing stands below this z: the flat cut at the foot. */
  floor: number;
}

/** Where each column along y is inside, from `from` up to but without `to`. */
export interface Spans {
  from: Int16Array;
  to: Int16Array;
}

/** Two sheets with what is made of them once: slopes, and where columns begin and end. */
export interface SheetParts extends Sheets {
  frontSlope: Float32Array;
  backSlope: Float32Array;
  /** Undefined where the middle leans. */
  spans: Spans | undefined;
}

/** The samples of a {@link SheetField}, which see no more than its maps. */
export class SheetSamples implements MapSamples {
  constructor(readonly parts: SheetParts) {}

  sampleBrick(x0: number, y0: number, z0: number, out: Float32Array, offset: number): void {
    const { width, height, front, back, middle, floor, frontSlope, backSlope } = this.parts;
    for (let k = 0; k < BRICK; k++) {
      const z = z0 + k;
      const row = Math.min(height - 1, z) * width;
      const lift = z - floor;
      for (let i = 0; i < BRICK; i++) {
        const map = row + Math.min(width - 1, x0 + i);
        const uFront = front[map];
        const uBack = back[map];
        const sFront = frontSlope[map];
        const sBack = backSlope[map];
        const start = y0 - middle.at - middle.alongX * (x0 + i) - middle.alongZ * z;
        let at = offset + k * BRICK * BRICK + i;
        for (let j = 0; j < BRICK; j++, at += BRICK) {
          const d = start + j;
          const d2 = d * d;
          const value =
            d <= 0 ? (uFront - d2) / Math.sqrt(sFront + 4 * d2) : (uBack - d2) / Math.sqrt(sBack + 4 * d2);
          out[at] = value < lift ? value : lift;
        }
      }
    }
  }

  /** A sample lies inside where d² < U: what of a brick's 64 columns along y does is found, and turned into rows. */
  signBrick(x0: number, y0: number, z0: number, signs: Uint8Array, offset: number): void {
    const { width, height, floor } = this.parts;
    for (let k = 0; k < BRICK; k++) {
      const z = z0 + k;
      const row = Math.min(height - 1, z) * width;
      let low = 0;
      let high = 0;
      if (z > floor)
        for (let i = 0; i < BRICK / 2; i++) {
          low |= this.columnSigns(row, x0 + i, y0, z) << (8 * i);
          high |= this.columnSigns(row, x0 + BRICK / 2 + i, y0, z) << (8 * i);
        }
      writeTurned(low, high, signs, offset + k * BRICK);
    }
  }

  /** Bit j set where the sample (x, y0 + j, z) lies inside. */
  private columnSigns(row: number, x: number, y0: number, z: number): number {
    const { spans, width, front, back, middle } = this.parts;
    const map = row + Math.min(width - 1, x);
    if (spans) {
      const from = spans.from[map] - y0;
      const to = spans.to[map] - y0;
      return (
        (1 << (to < 0 ? 0 : to > BRICK ? BRICK : to)) - (1 << (from < 0 ? 0 : from > BRICK ? BRICK : from))
      );
    }
    const start = y0 - middle.at - middle.alongX * x - middle.alongZ * z;
    let bits = 0;
    for (let j = 0; j < BRICK; j++) {
      const d = start + j;
      if ((d <= 0 ? front[map] : back[map]) > d * d) bits |= 1 << j;
    }
    return bits;
  }

  sampleWanted(x0: number, y0: number, z0: number, wanted: Int32Array, out: Float32Array): void {
    const { width, height, front, back, middle, floor, frontSlope, backSlope } = this.parts;
    for (let k = 0, at = 0; k < PADDED; k++) {
      const z = z0 + k;
      const row = Math.min(height - 1, z) * width;
      const lift = z - floor;
      for (let j = 0; j < PADDED; j++, at++) {
        // The same sum as in sampleBrick, in the same order: it may round.
        const from = y0 + (j & BRICK) - middle.at;
        for (let left = wanted[at]; left !== 0; left &= left - 1) {
          const i = 31 - Math.clz32(left & -left);
          const map = row + Math.min(width - 1, x0 + i);
          const d = from - middle.alongX * (x0 + i) - middle.alongZ * z + (j & 7);
          const d2 = d * d;
          const value =
            d <= 0
              ? (front[map] - d2) / Math.sqrt(frontSlope[map] + 4 * d2)
              : (back[map] - d2) / Math.sqrt(backSlope[map] + 4 * d2);
          out[at * PADDED + i] = value < lift ? value : lift;
        }
      }
    }
  }
}

/** Turns eight columns of eight bits, a byte each, four in a word, into rows (Warren, "Hacker's Delight", 7-3). */
function writeTurned(low: number, high: number, signs: Uint8Array, to: number): void {
  let t = (low ^ (low >>> 7)) & 0x00aa00aa;
  let a = low ^ t ^ (t << 7);
  t = (high ^ (high >>> 7)) & 0x00aa00aa;
  let b = high ^ t ^ (t << 7);
  t = (a ^ (a >>> 14)) & 0x0000cccc;
  a ^= t ^ (t << 14);
  t = (b ^ (b >>> 14)) & 0x0000cccc;
  b ^= t ^ (t << 14);
  t = (a ^ (b << 4)) & 0xf0f0f0f0;
  a ^= t;
  b ^= t >>> 4;
  for (let j = 0; j < BRICK / 2; j++) {
    signs[to + j] = a >>> (8 * j);
    signs[to + BRICK / 2 + j] = b >>> (8 * j);
  }
}
