/**
 * Lower envelopes of equal parabolas along a line (Felzenszwalb and Huttenlocher, "Distance transforms of sampled
 * functions", 2012): out[p] = min over q of f[q] + (p − q)², and which q won, in linear time. The distance transform
 * and the ball hull are both two passes of this. `Infinity` in f stands for "no parabola here".
 */
export class LowerEnvelope {
  private readonly vertex: Int32Array;
  private readonly limit: Float64Array;

  constructor(longest: number) {
    this.vertex = new Int32Array(longest);
    this.limit = new Float64Array(longest + 1);
  }

  /** Works on `count` numbers from `at`; false, and nothing written, where no parabola stands. */
  run(f: Float32Array, at: number, count: number, out: Float32Array, winner: Int32Array): boolean {
    const { vertex, limit } = this;
    let top = -1;
    for (let q = 0; q < count; q++) {
      const height = f[at + q];
      if (height === Infinity) continue;
      const lifted = height + q * q;
      let cross = -Infinity;
      while (top >= 0) {
        const v = vertex[top];
        cross = (lifted - (f[at + v] + v * v)) / (2 * (q - v));
        if (cross > limit[top]) break;
        top--;
      }
      if (top < 0) cross = -Infinity;
      top++;
      vertex[top] = q;
      limit[top] = cross;
    }
    if (top < 0) return false;
    let k = 0;
    for (let p = 0; p < count; p++) {
      while (k < top && limit[k + 1] < p) k++;
      const v = vertex[k];
      out[at + p] = f[at + v] + (p - v) * (p - v);
      winner[at + p] = v;
    }
    return true;
  }
}

/** Transposes in 16 × 16 tiles: column walks over power-of-two widths would miss the cache at every step. */
export function transpose<T extends Float32Array | Int32Array>(
  source: T,
  width: number,
  height: number,
  target: T,
): T {
  for (let ty = 0; ty < height; ty += 16) {
    const yEnd = Math.min(height, ty + 16);
    for (let tx = 0; tx < width; tx += 16) {
      const xEnd = Math.min(width, tx + 16);
      for (let y = ty; y < yEnd; y++)
        for (let x = tx; x < xEnd; x++) target[x * height + y] = source[y * width + x];
    }
  }
  return target;
}
