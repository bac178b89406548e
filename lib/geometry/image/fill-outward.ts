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
  for (let y = 0; y < h2; y++) {
    const top = 2 * y * width;
    const bottom = 2 * y + 1 < height ? top + width : -1;
    for (let x = 0; x < w2; x++) {
      const right = 2 * x + 1 < width;
      const a = top + 2 * x;
      const d = bottom + 2 * x;
      const wa = weight[a];
      const wb = right ? weight[a + 1] : 0;
      const wd = bottom >= 0 ? weight[d] : 0;
      const we = right && bottom >= 0 ? weight[d + 1] : 0;
      const sum = wa + wb + wd + we;
      if (sum === 0) continue;
      const to = y * w2 + x;
      let red = 0;
      let green = 0;
      let blue = 0;
      // Four neighbours by hand: most of what is asked of this function is asked here.
      if (wa > 0) {
        red += wa * values[a * 3];
        green += wa * values[a * 3 + 1];
        blue += wa * values[a * 3 + 2];
      }
      if (wb > 0) {
        red += wb * values[a * 3 + 3];
        green += wb * values[a * 3 + 4];
        blue += wb * values[a * 3 + 5];
      }
      if (wd > 0) {
        red += wd * values[d * 3];
        green += wd * values[d * 3 + 1];
        blue += wd * values[d * 3 + 2];
      }
      if (we > 0) {
        red += we * values[d * 3 + 3];
        green += we * values[d * 3 + 4];
        blue += we * values[d * 3 + 5];
      }
      coarse[to * 3] = red / sum;
      coarse[to * 3 + 1] = green / sum;
      coarse[to * 3 + 2] = blue / sum;
      coarseWeight[to] = sum < 1 ? sum : 1;
    }
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
    const near = y0 * w2;
    const far = Math.min(h2 - 1, Math.max(0, y0 + (y & 1 ? 1 : -1))) * w2;
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const w = weight[i];
      if (w >= 1 || (wanted && wanted[i] === 0)) continue;
      const x0 = x >> 1;
      const x1 = Math.min(w2 - 1, Math.max(0, x0 + (x & 1 ? 1 : -1)));
      const a = (near + x0) * 3;
      const b = (near + x1) * 3;
      const d = (far + x0) * 3;
      const e = (far + x1) * 3;
      const rest = (1 - w) / 16;
      for (let c = 0; c < 3; c++)
        values[i * 3 + c] =
          w * values[i * 3 + c] +
          rest * (9 * coarse[a + c] + 3 * (coarse[b + c] + coarse[d + c]) + coarse[e + c]);
    }
  }
}
