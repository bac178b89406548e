import { BRICK, type Field } from "./field";
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
export class SheetField implements Field {
  readonly size: readonly [number, number, number];
  private readonly frontBounds: TileBounds;
  private readonly backBounds: TileBounds;
  private readonly frontSlope: Float32Array;
  private readonly backSlope: Float32Array;

  constructor(private readonly sheets: Sheets) {
    const { width, height, front, back, depth } = sheets;
    this.size = [width, depth, height];
    this.frontBounds = new TileBounds(front, width, height);
    this.frontSlope = squaredSlope(front, width, height);
    this.backBounds = back === front ? this.frontBounds : new TileBounds(back, width, height);
    this.backSlope = back === front ? this.frontSlope : squaredSlope(back, width, height);
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
