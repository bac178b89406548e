import type { Rings } from "./rings";

/** Half coverage: 127 is outside, 128 inside. */
const LEVEL = 127.5;

/**
 * Outlines of what is at least half covered, by marching squares with crossings between pixel centres.
 *
 * Every crossing lies strictly inside a lattice edge of its own and has one segment in and one out, and in the ambiguous
 * cells (two opposite corners inside) the two corners are always cut off apart. So the rings are simple and no two of
 * them meet: what follows never needs a polygon clipper. The picture's border counts as outside.
 *
 * The sweep goes four cells at a time over words whose sixteen bits of sign agree, which is nearly all of them, so noise in
 * the plain parts costs nothing. Segments are linked as they are found; rings are then walked once.
 *
 * @param coverage one byte a pixel, row by row from the top
 * @returns rings in pixels, y up from the picture's bottom edge; none for an empty picture
 */
export function traceRings(coverage: Uint8Array, width: number, height: number): Rings {
  const sweep = new Sweep(coverage, width, height);
  sweep.run();
  return sweep.walk();
}

class Sweep {
  private readonly stride: number;
  private readonly padded: Uint8Array;
  /** Crossing on the edge from a pixel to its right neighbour, of the row swept last. */
  private readonly across: Int32Array;
  private points = new Float64Array(1024);
  private next = new Int32Array(512);
  private count = 0;

  constructor(
    coverage: Uint8Array,
    width: number,
    private readonly height: number,
  ) {
    this.stride = (width + 2 + 3) & ~3;
    this.padded = new Uint8Array(this.stride * (height + 2));
    this.across = new Int32Array(this.stride);
    for (let y = 0; y < height; y++)
      this.padded.set(coverage.subarray(y * width, (y + 1) * width), (y + 1) * this.stride + 1);
  }

  run(): void {
    const words = new Uint32Array(this.padded.buffer);
    const perRow = this.stride >> 2;
    for (let y = 0; y <= this.height; y++) {
      let state = 0;
      let left = -1;
      for (let word = 0; word < perRow; word++) {
        const top = (words[y * perRow + word] & 0x80808080) >>> 0;
        const bottom = (words[(y + 1) * perRow + word] & 0x80808080) >>> 0;
        if (top === state && bottom === state) continue;
        // The cells whose right-hand corners are this word's four pixels.
        for (let x = Math.max(0, word * 4 - 1); x < word * 4 + 3; x++) left = this.cell(x, y, left);
        state = top === bottom && (top === 0 || top === 0x80808080) ? top : 1;
      }
    }
  }

  /** Links the segments of one cell; returns the crossing on its right edge, or the one given where there is none. */
  private cell(x: number, y: number, left: number): number {
    const at = y * this.stride + x;
    const a = this.padded[at];
    const b = this.padded[at + 1];
    const c = this.padded[at + this.stride + 1];
    const d = this.padded[at + this.stride];
    const shape = (a >> 7) | ((b >> 7) << 1) | ((c >> 7) << 2) | ((d >> 7) << 3);
    if (shape === 0 || shape === 15) return left;
    const top = this.across[x];
    const right = (b ^ c) & 128 ? this.cross(x + 1, y + (LEVEL - b) / (c - b)) : left;
    const bottom = (d ^ c) & 128 ? this.cross(x + (LEVEL - d) / (c - d), y + 1) : -1;
    if (bottom >= 0) this.across[x] = bottom;
    const { next } = this;
    switch (shape) {
      case 1:
        next[left] = top;
        break;
      case 2:
        next[top] = right;
        break;
      case 3:
        next[left] = right;
        break;
      case 4:
        next[right] = bottom;
        break;
      case 5:
        next[left] = top;
        next[right] = bottom;
        break;
      case 6:
        next[top] = bottom;
        break;
      case 7:
        next[left] = bottom;
        break;
      case 8:
        next[bottom] = left;
        break;
      case 9:
        next[bottom] = top;
        break;
      case 10:
        next[top] = right;
        next[bottom] = left;
        break;
      case 11:
        next[bottom] = right;
        break;
      case 12:
        next[right] = left;
        break;
      case 13:
        next[right] = top;
        break;
      case 14:
        next[top] = left;
        break;
    }
    return right;
  }

  private cross(x: number, y: number): number {
    if (this.count === this.next.length) {
      const points = new Float64Array(this.points.length * 2);
      points.set(this.points);
      this.points = points;
      const next = new Int32Array(this.next.length * 2);
      next.set(this.next);
      this.next = next;
    }
    // Back from the padded lattice of pixel centres to pixels, y up.
    this.points[this.count * 2] = x - 0.5;
    this.points[this.count * 2 + 1] = this.height + 0.5 - y;
    return this.count++;
  }

  walk(): Rings {
    const points = new Float64Array(this.count * 2);
    const starts = [0];
    let filled = 0;
    for (let first = 0; first < this.count; first++) {
      if (this.next[first] < 0) continue;
      let at = first;
      while (this.next[at] >= 0) {
        points[filled * 2] = this.points[at * 2];
        points[filled * 2 + 1] = this.points[at * 2 + 1];
        filled++;
        const following = this.next[at];
        this.next[at] = -1;
        at = following;
      }
      starts.push(filled);
    }
    return { points, starts: Uint32Array.from(starts) };
  }
}
