import { labPixels } from "./lab-pixels";
import { labelRegions } from "./label-regions";
import type { Raster } from "./raster";

/**
 * Each visible pixel's colour of a palette, from 1; 0 where the picture is transparent.
 *
 * Only pixels near a colour take it at once. The blends along an antialiased edge take the nearer colour of their own
 * neighbours, for a blend of red and white may look most like a third colour, and a rim of that would be traced. Then areas
 * smaller than `leastArea` pixels go to their neighbours in the same way; `specks` counts them.
 */
export function labelColors(
  raster: Raster,
  rgb: Uint8Array,
  leastArea: number,
): { labels: Uint8Array; specks: number } {
  const { width, height, data } = raster;
  const count = rgb.length / 3;
  const palette = labPixels(rgb, count, 3);
  const table = new Uint8Array(1 << 18).fill(UNASKED);
  const labels = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < labels.length; i++, at += 4) {
    if (data[at + 3] < 128) continue;
    const key = ((data[at] >> 2) << 12) | ((data[at + 1] >> 2) << 6) | (data[at + 2] >> 2);
    if (table[key] === UNASKED) table[key] = nearLabel(palette, data, at);
    labels[i] = table[key];
  }
  spreadLabels(labels, raster, rgb, 4);
  let specks = 0;
  for (let label = 1; label <= count; label++) specks += clearSpecks(labels, width, height, label, leastArea);
  spreadLabels(labels, raster, rgb, Infinity);
  return { labels, specks };
}

const UNASKED = 255;
const OPEN = 254;
/** Squared distance in Lab up to which a pixel is of a colour. */
const NEAR = 100;

function nearLabel(palette: Float32Array, data: Uint8ClampedArray, at: number): number {
  const [l, a, b] = labPixels(data.subarray(at, at + 3), 1, 3);
  let [best, bestAway] = [OPEN, NEAR];
  for (let k = 0; k * 3 < palette.length; k++) {
    const away = (l - palette[k * 3]) ** 2 + (a - palette[k * 3 + 1]) ** 2 + (b - palette[k * 3 + 2]) ** 2;
    if (away < bestAway) [best, bestAway] = [k + 1, away];
  }
  return best;
}

/** Gives open pixels the nearest colour among their neighbours', ring by ring; what is still open then, the nearest of all. */
function spreadLabels(labels: Uint8Array, { width, data }: Raster, rgb: Uint8Array, passes: number): void {
  let open: number[] = [];
  for (let i = 0; i < labels.length; i++) if (labels[i] === OPEN) open.push(i);
  const gap = (i: number, label: number): number => {
    const [at, k] = [i * 4, (label - 1) * 3];
    return (data[at] - rgb[k]) ** 2 + (data[at + 1] - rgb[k + 1]) ** 2 + (data[at + 2] - rgb[k + 2]) ** 2;
  };
  for (let pass = 0; pass < passes && open.length > 0; pass++) {
    const given: number[] = [];
    const still: number[] = [];
    for (const i of open) {
      const x = i % width;
      let [best, bestGap] = [0, Infinity];
      const look = (other: number): void => {
        const label = labels[other];
        if (label === 0 || label >= OPEN) return;
        const away = gap(i, label);
        if (away < bestGap) [best, bestGap] = [label, away];
      };
      if (x > 0) look(i - 1);
      if (x + 1 < width) look(i + 1);
      if (i >= width) look(i - width);
      if (i + width < labels.length) look(i + width);
      if (best > 0) given.push(i, best);
      else still.push(i);
    }
    if (given.length === 0) break;
    for (let n = 0; n < given.length; n += 2) labels[given[n]] = given[n + 1];
    open = still;
  }
  for (const i of open) {
    if (labels[i] !== OPEN) continue;
    let best = 1;
    for (let label = 2; label * 3 <= rgb.length; label++) if (gap(i, label) < gap(i, best)) best = label;
    labels[i] = passes === Infinity ? 0 : best;
  }
}

/** Gives back how many there were. */
function clearSpecks(
  labels: Uint8Array,
  width: number,
  height: number,
  label: number,
  least: number,
): number {
  const mask = labels.map((value) => (value === label ? 1 : 0));
  const { label: region, area } = labelRegions(mask, width, height, 1, 4);
  for (let i = 0; i < labels.length; i++) if (region[i] >= 0 && area[region[i]] < least) labels[i] = OPEN;
  return area.filter((size) => size < least).length;
}
