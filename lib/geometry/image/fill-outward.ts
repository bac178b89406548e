/**
 * Carries known values into the unknown: a pyramid of weighted means is built up (pull), then each level fills what is
 * missing from the coarser one (push). Linear in pixels, smooth, no seams. Changes `values` in place; pixels with full
 * weight keep theirs.
 *
 * @param values `channels` numbers a pixel, interleaved: three where nothing else is said
 * @param weight 0 unknown to 1 known, one per pixel
 * @param options.wanted where the caller will look, one per pixel; elsewhere the unknown may stay as it is
 */
export function fillOutward(
  values: Float32Array,
  weight: Float32Array,
  width: number,
  height: number,
  { channels = 3, wanted }: { channels?: 1 | 3; wanted?: Uint8Array } = {},
): Float32Array {
  if (width <= 1 && height <= 1) return values;
  const coarse = pull(values, weight, width, height, channels);
  fillOutward(coarse.values, coarse.weight, coarse.width, coarse.height, { channels });
  push(values, weight, width, height, channels, coarse, wanted);
  return values;
}

interface Level {
  values: Float32Array;
  weight: Float32Array;
  width: number;
  height: number;
}

/** Half the size: each pixel the weighted mean of up to four, as certain as they are together. */
function pull(
  values: Float32Array,
  weight: Float32Array,
  width: number,
  height: number,
  channels: number,
): Level {
  const w2 = (width + 1) >> 1;
  const h2 = (height + 1) >> 1;
  const coarse = new Float32Array(w2 * h2 * channels);
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
      for (let c = 0; c < channels; c++) {
        let total = wa * values[a * channels + c];
        if (wb > 0) total += wb * values[(a + 1) * channels + c];
        if (wd > 0) total += wd * values[d * channels + c];
        if (we > 0) total += we * values[(d + 1) * channels + c];
        coarse[to * channels + c] = total / sum;
      }
      coarseWeight[to] = sum < 1 ? sum : 1;
    }
  }
  return { values: coarse, weight: coarseWeight, width: w2, height: h2 };
}

/** Bilinear from the four nearest coarse pixels, nine, three, three and one parts of sixteen. */
function push(
  values: Float32Array,
  weight: Float32Array,
  width: number,
  height: number,
  channels: number,
  { values: coarse, width: w2, height: h2 }: Level,
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
      const a = (near + x0) * channels;
      const b = (near + x1) * channels;
      const d = (far + x0) * channels;
      const e = (far + x1) * channels;
      const rest = (1 - w) / 16;
      for (let c = 0; c < channels; c++)
        values[i * channels + c] =
          w * values[i * channels + c] +
          rest * (9 * coarse[a + c] + 3 * (coarse[b + c] + coarse[d + c]) + coarse[e + c]);
    }
  }
}
