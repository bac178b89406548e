/**
 * Least and greatest values of a map over any rectangle, conservatively and in constant time: a pyramid of tiles of 8,
 * 16, 32 … samples, each one sample wider on every side. The widening matches how the surface extractor asks (a brick
 * and one cell around it), so that a brick is answered by a single tile.
 */
export class TileBounds {
  /** Answer of the latest `query`. */
  min = 0;
  max = 0;
  private readonly levels: { min: Float32Array; max: Float32Array; across: number; down: number }[] = [];

  constructor(map: Float32Array, width: number, height: number) {
    let across = Math.ceil(width / 8);
    let down = Math.ceil(height / 8);
    this.levels.push(finestTiles(map, width, height, across, down));
    while (across > 1 || down > 1) {
      const finer = this.levels[this.levels.length - 1];
      across = (across + 1) >> 1;
      down = (down + 1) >> 1;
      const min = new Float32Array(across * down).fill(Infinity);
      const max = new Float32Array(across * down).fill(-Infinity);
      for (let y = 0; y < finer.down; y++) {
        for (let x = 0; x < finer.across; x++) {
          const from = y * finer.across + x;
          const to = (y >> 1) * across + (x >> 1);
          if (finer.min[from] < min[to]) min[to] = finer.min[from];
          if (finer.max[from] > max[to]) max[to] = finer.max[from];
        }
      }
      this.levels.push({ min, max, across, down });
    }
  }

  /** Sets `min` and `max` for samples x0…x1, y0…y1, ends included; samples beyond the map do not count. */
  query(x0: number, y0: number, x1: number, y1: number): void {
    let level = 0;
    let side = 8;
    const span = Math.max(x1 - x0, y1 - y0);
    while (side + 1 < span && level < this.levels.length - 1) {
      side *= 2;
      level++;
    }
    const { min, max, across, down } = this.levels[level];
    const left = Math.max(0, Math.floor((x0 + 1) / side));
    const right = Math.min(across - 1, Math.max(left, Math.ceil(x1 / side) - 1));
    const top = Math.max(0, Math.floor((y0 + 1) / side));
    const bottom = Math.min(down - 1, Math.max(top, Math.ceil(y1 / side) - 1));
    this.min = Infinity;
    this.max = -Infinity;
    for (let ty = top; ty <= bottom; ty++) {
      for (let tx = left; tx <= right; tx++) {
        const at = ty * across + tx;
        if (min[at] < this.min) this.min = min[at];
        if (max[at] > this.max) this.max = max[at];
      }
    }
  }
}

function finestTiles(map: Float32Array, width: number, height: number, across: number, down: number) {
  const min = new Float32Array(across * down);
  const max = new Float32Array(across * down);
  for (let ty = 0; ty < down; ty++) {
    const yEnd = Math.min(height - 1, ty * 8 + 8);
    for (let tx = 0; tx < across; tx++) {
      const xEnd = Math.min(width - 1, tx * 8 + 8);
      let low = Infinity;
      let high = -Infinity;
      for (let y = Math.max(0, ty * 8 - 1); y <= yEnd; y++) {
        for (let x = Math.max(0, tx * 8 - 1); x <= xEnd; x++) {
          const value = map[y * width + x];
          if (value < low) low = value;
          if (value > high) high = value;
        }
      }
      min[ty * across + tx] = low;
      max[ty * across + tx] = high;
    }
  }
  return { min, max, across, down };
}

/**
 * What a box is to the space between two sheets that hang before and behind a middle, by the bounds of their squared half
 * thicknesses over it: 1 within, −1 without, 0 where that is not certain.
 *
 * @param d0 how far before the middle (negative) the box begins at least, and `d1` how far behind it ends at most
 */
export function signBetween(
  front: TileBounds,
  back: TileBounds,
  d0: number,
  d1: number,
  x0: number,
  z0: number,
  x1: number,
  z1: number,
): -1 | 0 | 1 {
  let inside = true;
  let outside = true;
  if (d0 <= 0) {
    front.query(x0, z0, x1, z1);
    const near = Math.min(0, d1);
    if (front.max >= near * near) outside = false;
    if (front.min <= d0 * d0) inside = false;
  }
  if (d1 >= 0) {
    back.query(x0, z0, x1, z1);
    const near = Math.max(0, d0);
    if (back.max >= near * near) outside = false;
    if (back.min <= d1 * d1) inside = false;
  }
  return outside ? -1 : inside ? 1 : 0;
}
