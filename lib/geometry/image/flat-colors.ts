import { clusterColors } from "./color-clusters";
import { labPixels } from "./lab-pixels";
import type { Raster } from "./raster";

/** The few plain colours that a drawing is made of. */
export interface FlatColors {
  /** sRGB, three a colour; the most frequent first. */
  rgb: Uint8Array;
  lab: Float32Array;
  /** Share of the visible pixels that are of each colour, blends at edges left out. */
  share: Float64Array;
  /** Share of the visible pixels within {@link NEAR} of one of the colours: near 1 for a drawing, little for a photograph. */
  flatness: number;
  /** Share of the pixels that are at least half transparent. */
  clear: number;
}

/** Distance in Lab up to which a pixel is of a colour: what JPEG does to a plain area. */
const NEAR = 5;
/** Colours nearer than this are one. */
const APART = 6;
const LOOKED_AT = 20_000;

/**
 * The plain colours of a picture, at most `most`. Only pixels whose right and lower neighbours are alike count as members:
 * the blends along antialiased edges would else become colours of their own.
 * @returns undefined where nothing is visible
 */
export function findFlatColors(raster: Raster, most: number): FlatColors | undefined {
  const { width, height, data } = raster;
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / LOOKED_AT)));
  const picked: number[] = [];
  const calm: number[] = [];
  let looked = 0;
  for (let y = 0; y < height; y += step)
    for (let x = 0; x < width; x += step) {
      const i = (y * width + x) * 4;
      looked++;
      if (data[i + 3] < 128) continue;
      const right = x + 1 < width ? i + 4 : i;
      const below = y + 1 < height ? i + width * 4 : i;
      picked.push(data[i], data[i + 1], data[i + 2]);
      calm.push(isLike(data, i, right) && isLike(data, i, below) ? 1 : 0);
    }
  if (calm.length === 0) return undefined;
  const lab = labPixels(picked, calm.length, 3);
  const plain = clusterColors(lab, Uint8Array.from(calm), most);
  // Thin strokes are all edge: without a second plain colour, the one that is furthest from the first is theirs.
  const clusters =
    plain && plain.count > 1 ? plain : clusterColors(lab, new Uint8Array(calm.length).fill(1), 2);
  if (!clusters) return undefined;
  return summarize(picked, lab, clusters.mean, clusters.count, 1 - calm.length / looked);
}

function isLike(data: Uint8ClampedArray, a: number, b: number): boolean {
  const apart =
    Math.abs(data[a] - data[b]) + Math.abs(data[a + 1] - data[b + 1]) + Math.abs(data[a + 2] - data[b + 2]);
  return apart <= 12 && data[b + 3] >= 128;
}

function summarize(
  picked: number[],
  lab: Float32Array,
  mean: Float32Array,
  count: number,
  clear: number,
): FlatColors {
  const sums = new Float64Array(count * 4);
  let near = 0;
  for (let n = 0; n < lab.length; n += 3) {
    let [best, bestAway] = [0, Infinity];
    for (let k = 0; k < count; k++) {
      const away =
        (lab[n] - mean[k * 3]) ** 2 +
        (lab[n + 1] - mean[k * 3 + 1]) ** 2 +
        (lab[n + 2] - mean[k * 3 + 2]) ** 2;
      if (away < bestAway) [best, bestAway] = [k, away];
    }
    if (bestAway > NEAR * NEAR) continue;
    near++;
    for (let c = 0; c < 3; c++) sums[best * 4 + c] += picked[n + c];
    sums[best * 4 + 3]++;
  }
  const total = lab.length / 3;
  const order: number[] = [];
  const gap = (j: number, k: number): number =>
    (mean[j * 3] - mean[k * 3]) ** 2 +
    (mean[j * 3 + 1] - mean[k * 3 + 1]) ** 2 +
    (mean[j * 3 + 2] - mean[k * 3 + 2]) ** 2;
  // What JPEG left beside a more frequent colour, and a few odd pixels, are no colours of the drawing.
  Array.from({ length: count }, (_, k) => k)
    .filter((k) => sums[k * 4 + 3] > 0.001 * total)
    .sort((a, b) => sums[b * 4 + 3] - sums[a * 4 + 3] || a - b)
    .forEach((k) => order.every((j) => gap(j, k) > APART * APART) && order.push(k));
  const rgb = Uint8Array.from(
    order.flatMap((k) => [0, 1, 2].map((c) => Math.round(sums[k * 4 + c] / sums[k * 4 + 3]))),
  );
  return {
    rgb,
    lab: labPixels(rgb, order.length, 3),
    share: Float64Array.from(order, (k) => sums[k * 4 + 3] / total),
    flatness: near / total,
    clear,
  };
}
