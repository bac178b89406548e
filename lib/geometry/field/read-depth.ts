import { gaussianBlur } from "../image/blur-plane";
import { fillOutward } from "../image/fill-outward";
import { LowerEnvelope, transpose } from "../image/lower-envelope";
import { resamplePixels, type Window } from "../image/resample-pixels";
import type { SubjectMaps } from "./frame-subject";

/** How near each pixel of a picture is, in a picture of its own; its proportions are those of the picture it belongs to. */
export interface DepthMap {
  width: number;
  height: number;
  /** 0 far to 1 near, row 0 on top; NaN where nothing is known. */
  near: Float32Array;
}

/**
 * A depth map on the subject's own grid, carried outward where it says nothing. Networks and renderers alike blur the
 * edge between something near and what lies behind it; left as it is, that ramp becomes a skirt round the nearer part.
 *
 * @param picture the size of the picture in which the subject was framed
 */
export function readDepth(
  { width, height, near }: DepthMap,
  picture: { width: number; height: number },
  { window, coverage }: SubjectMaps,
): Float32Array {
  const onMap = windowOnMap({ width, height }, picture, window);
  const values = new Float32Array(near.length);
  const known = new Float32Array(near.length);
  for (let i = 0; i < near.length; i++) {
    if (Number.isNaN(near[i])) continue;
    values[i] = near[i];
    known[i] = 1;
  }
  const sum = resamplePixels(values, width, height, 1, onMap);
  const weight = resamplePixels(known, width, height, 1, onMap);
  for (let i = 0; i < sum.length; i++) {
    const trusted = weight[i] > 0.5;
    sum[i] = trusted ? sum[i] / weight[i] : 0;
    weight[i] = trusted && coverage[i] >= 0.5 ? 1 : 0;
  }
  return fillOutward(sum, weight, window.width, window.height, { channels: 1 });
}

/** The same window on a map of another size that shows the same as the picture. */
export function windowOnMap(
  map: { width: number; height: number },
  picture: { width: number; height: number },
  { x, y, step, width, height }: Window,
): Window {
  const across = map.width / picture.width;
  const down = map.height / picture.height;
  return { x: x * across, y: y * down, step: step * across, stepY: step * down, width, height };
}

/** So much of the rim is mixed with the background, in pixels of the picture. */
const RIM_PIXELS = 2;
/** A step is a leap, not a steep slope, where it is so many times what the surface does two cells to either side. */
const LEAP_OVER_SLOPE = 2.5;

/**
 * Makes leaps of more than `least` cells sharp: what lies on the ramp between two levels takes the value of the nearest
 * cell that does not. Round slopes are steep too, but grow steep by degrees, and stay. The outermost `rim`, into which
 * the background bleeds, falls away from the nearest cell within as `rise` does: a ball's front drops by a sixth of its
 * diameter over the last two pixels, and a rim that stayed level instead would stand round it as a wall.
 *
 * @param distance signed distance to the outline in cells
 * @param rise how far the front is taken to stand above the rim in each cell; 0 at the rim and beyond it
 */
export function sharpenLeaps(
  front: Float32Array,
  rise: Float32Array,
  distance: Float32Array,
  { width, height, step }: SubjectMaps,
  least: number,
): void {
  const rim = Math.max(1.2, RIM_PIXELS / step);
  const leaps = (i: number, step: number): boolean => {
    const here = Math.abs(front[i + step] - front[i - step]);
    if (here <= least) return false;
    const before = Math.abs(front[i - 2 * step] - front[i - 4 * step]);
    const after = Math.abs(front[i + 4 * step] - front[i + 2 * step]);
    return here > LEAP_OVER_SLOPE * Math.max(before, after);
  };
  const kept = new Float32Array(front.length).fill(Infinity);
  let trusted = 0;
  for (let y = 4; y < height - 4; y++)
    for (let x = 4; x < width - 4; x++) {
      const i = y * width + x;
      if (distance[i] <= rim || leaps(i, 1) || leaps(i, width)) continue;
      kept[i] = 0;
      trusted++;
    }
  if (trusted === 0) return;
  const envelope = new LowerEnvelope(Math.max(width, height));
  const fromX = new Int32Array(front.length);
  const rows = new Float32Array(front.length).fill(Infinity);
  for (let y = 0; y < height; y++) envelope.run(kept, y * width, width, rows, fromX);
  const turned = transpose(rows, width, height, new Float32Array(front.length));
  const fromY = new Int32Array(front.length);
  for (let x = 0; x < width; x++) envelope.run(turned, x * height, height, rows, fromY);
  const before = front.slice();
  for (let i = 0; i < front.length; i++) {
    if (kept[i] === 0) continue;
    const row = fromY[(i % width) * height + Math.floor(i / width)];
    const from = row * width + fromX[row * width + (i % width)];
    front[i] = before[from] + (distance[i] <= rim ? rise[from] - rise[i] : 0);
  }
  smoothRim(front, rise, distance, width, height, rim);
}

/** The value carried to the rim differs from cell to cell where the slope before it was steep: a seam all round. */
function smoothRim(
  front: Float32Array,
  rise: Float32Array,
  distance: Float32Array,
  width: number,
  height: number,
  rim: number,
): void {
  const level = front.map((value, i) => value + rise[i]);
  const smooth = gaussianBlur(level.slice(), width, height, 1.5 * rim);
  for (let i = 0; i < front.length; i++) {
    const t = Math.max(0, Math.min(1, (3 * rim - distance[i]) / (2 * rim)));
    front[i] += (smooth[i] - level[i]) * t;
  }
}
