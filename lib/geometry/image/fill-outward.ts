/**
 * Carries known colours into the unknown: a pyramid of weighted means is built up (pull), then each level fills what is
 * missing from the coarser one (push). Linear in pixels, smooth, no seams. Changes `values` (interleaved in threes) in
 * place; pixels with full weight keep theirs.
 *
 * @param weight 0 unknown to 1 known, one per pixel
 * @param wanted where the caller will look, one per pixel; elsewhere the unknown may stay as it is
 */
export function fillOutward(
  values: Float32Array,
  weight: Float32Array,
  width: number,
  height: number,
  wanted?: Uint8Array,
): Float32Array {
  if (width <= 1 && height <= 1) return values;
  const w2 = (width + 1) >> 1;
  const h2 = (height + 1) >> 1;
  const coarse = new Float32Array(w2 * h2 * 3);
  const coarseWeight = new Float32Array(w2 * h2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const w = weight[y * width + x];
      if (w === 0) continue;
      const at = (y >> 1) * w2 + (x >> 1);
      coarseWeight[at] += w;
      const from = (y * width + x) * 3;
      coarse[at * 3] += w * values[from];
      coarse[at * 3 + 1] += w * values[from + 1];
      coarse[at * 3 + 2] += w * values[from + 2];
    }
  }
  for (let i = 0; i < w2 * h2; i++) {
    const w = coarseWeight[i];
    if (w === 0) continue;
    for (let c = 0; c < 3; c++) coarse[i * 3 + c] /= w;
    coarseWeight[i] = Math.min(1, w);
  }
  fillOutward(coarse, coarseWeight, w2, h2);
  push(values, weight, width, height, coarse, w2, h2, wanted);
  return values;
}

function push(
  values: Float32Array,
  weight: Float32Array,
  width: number,
  height: number,
  coarse: Float32Array,
  w2: number,
  h2: number,
  wanted: Uint8Array | undefined,
): void {
  for (let y = 0; y < height; y++) {
    const y0 = y >> 1;
    const y1 = Math.min(h2 - 1, Math.max(0, y0 + (y & 1 ? 1 : -1)));
    for (let x = 0; x < width; x++) {
      const w = weight[y * width + x];
      if (w >= 1 || (wanted && wanted[y * width + x] === 0)) continue;
      const x0 = x >> 1;
      const x1 = Math.min(w2 - 1, Math.max(0, x0 + (x & 1 ? 1 : -1)));
      const a = (y0 * w2 + x0) * 3;
      const b = (y0 * w2 + x1) * 3;
      const d = (y1 * w2 + x0) * 3;
      const e = (y1 * w2 + x1) * 3;
      const at = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const smooth = (9 * coarse[a + c] + 3 * (coarse[b + c] + coarse[d + c]) + coarse[e + c]) / 16;
        values[at + c] = w * values[at + c] + (1 - w) * smooth;
      }
    }
  }
}
