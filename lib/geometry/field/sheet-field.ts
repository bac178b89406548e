import { BRICK, type MapField, PADDED } from "./field";
import { signBetween, TileBounds } from "./tile-bounds";

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

/**
 * φ = (U − d²) / √(|∇U|² + 4d²) with U of the side on which the sample lies and d its distance to the middle plane:
 * close to a distance near the surface, and smooth at the rim, where √U − |d| would have an edge. Cut off by the floor.
 */
export class SheetField implements MapField {
  readonly size: readonly [number, number, number];
  private readonly frontBounds: TileBounds;
  private readonly backBounds: TileBounds;
  private readonly frontSlope: Float32Array;
  private readonly backSlope: Float32Array;
  /** Undefined where the middle leans. */
  private readonly spans: Spans | undefined;

  constructor(private readonly sheets: Sheets) {
    const { width, height, front, back, depth, middle } = sheets;
    this.size = [width, depth, height];
    this.frontBounds = new TileBounds(front, width, height);
    this.frontSlope = squaredSlope(front, width, height);
    this.backBounds = back === front ? this.frontBounds : new TileBounds(back, width, height);
    this.backSlope = back === front ? this.frontSlope : squaredSlope(back, width, height);
    // Distances to a middle on half cells are exact: only then do all bricks agree on where a column begins.
    const exact = middle.alongX === 0 && middle.alongZ === 0 && Number.isInteger(2 * middle.at);
    this.spans = exact ? findSpans(sheets) : undefined;
  }

  boxSign(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): -1 | 0 | 1 {
    const { middle, floor } = this.sheets;
    if (z1 < floor) return -1;
    const lowX = Math.min(middle.alongX * x0, middle.alongX * x1);
    const highX = Math.max(middle.alongX * x0, middle.alongX * x1);
    const lowZ = Math.min(middle.alongZ * z0, middle.alongZ * z1);
    const highZ = Math.max(middle.alongZ * z0, middle.alongZ * z1);
    const d0 = y0 - middle.at - highX - highZ;
    const d1 = y1 - middle.at - lowX - lowZ;
    const sign = signBetween(this.frontBounds, this.backBounds, d0, d1, x0, z0, x1, z1);
    return sign > 0 && z0 <= floor ? 0 : sign;
  }

  sampleBrick(x0: number, y0: number, z0: number, out: Float32Array, offset: number): void {
    const { width, height, front, back, middle, floor } = this.sheets;
    const { frontSlope, backSlope } = this;
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
    const { width, height, floor } = this.sheets;
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
    const { spans } = this;
    const { width, front, back, middle } = this.sheets;
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
    const { width, height, front, back, middle, floor } = this.sheets;
    const { frontSlope, backSlope } = this;
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

/** Where each column along y is inside, from `from` up to but without `to`. */
interface Spans {
  from: Int16Array;
  to: Int16Array;
}

/** The roots are rounded, so that the samples next to them are tried. */
function findSpans({ front, back, depth, middle: { at } }: Sheets): Spans {
  const from = new Int16Array(front.length);
  const to = new Int16Array(front.length);
  const behind = Math.floor(at) + 1;
  for (let i = 0; i < front.length; i++) {
    let first = behind;
    if (front[i] > 0) {
      first = Math.max(0, Math.floor(at - Math.sqrt(front[i])));
      while (first < behind && (first - at) * (first - at) >= front[i]) first++;
    }
    let end = behind;
    if (back[i] > 0) {
      end = Math.min(depth, Math.ceil(at + Math.sqrt(back[i])) + 1);
      while (end > behind && (end - 1 - at) * (end - 1 - at) >= back[i]) end--;
    }
    from[i] = first;
    to[i] = end;
  }
  return { from, to };
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

/** |∇U|² by central differences, never below one so that the quotient stays finite on the ridge. */
function squaredSlope(map: Float32Array, width: number, height: number): Float32Array {
  const slope = new Float32Array(map.length);
  for (let y = 0; y < height; y++) {
    const up = (y + 1 < height ? y + 1 : y) * width;
    const down = (y > 0 ? y - 1 : y) * width;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const dx = (map[x + 1 < width ? i + 1 : i] - map[x > 0 ? i - 1 : i]) / 2;
      const dy = (map[up + x] - map[down + x]) / 2;
      slope[i] = Math.max(1, dx * dx + dy * dy);
    }
  }
  return slope;
}
