import type { Raster } from "./raster";

/** How far a picture is a drawing: plain areas of a few colours. */
export interface DrawingMeasure {
  /** Share of the visible pixels beside the ground that {@link colors} plain colours hold, 0 to 1. */
  share: number;
  /** Plain colours beside the ground, each of at least 2 % of what they are measured against. */
  colors: number;
}

/** Colours are counted in cells of four levels a channel; a plain one fills a cell and its neighbours, as JPEG leaves it. */
const CELLS = 64;
const MOST_COLORS = 4;
const LOOKED_AT = 40_000;

/**
 * Counts how much of the picture its few most frequent colours hold. Shading, texture and grain spread a photograph's
 * subject over dozens of cells, a drawing's areas fill one each; the ground is left aside, for a photograph's may be plain.
 */
export function measureDrawing({ width, height, data }: Raster): DrawingMeasure {
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / LOOKED_AT)));
  const counts = new Uint32Array(CELLS ** 3);
  let [visible, looked] = [0, 0];
  for (let y = 0; y < height; y += step)
    for (let x = 0; x < width; x += step) {
      const at = (y * width + x) * 4;
      looked++;
      if (data[at + 3] < 128) continue;
      visible++;
      counts[((data[at] >> 2) * CELLS + (data[at + 1] >> 2)) * CELLS + (data[at + 2] >> 2)]++;
    }
  const cutOut = visible < 0.98 * looked;
  let rest = visible;
  if (!cutOut) rest -= takeColor(counts).taken;
  if (rest < 0.004 * looked) return { share: 0, colors: 0 };
  let [held, colors] = [0, 0];
  for (let n = 0; n < MOST_COLORS; n++) {
    const { taken, around } = takeColor(counts);
    if (taken < 0.02 * rest) break;
    // A shade has others close by: it is a piece of a ramp and no plain colour.
    if (around > 0.2 * taken) continue;
    held += taken;
    colors++;
  }
  return { share: held / rest, colors };
}

/** Takes the fullest cell and its neighbours out of the count: what they held, and what is left just round them. */
function takeColor(counts: Uint32Array): { taken: number; around: number } {
  let fullest = 0;
  for (let cell = 1; cell < counts.length; cell++) if (counts[cell] > counts[fullest]) fullest = cell;
  const [r, g, b] = [Math.floor(fullest / CELLS ** 2), Math.floor(fullest / CELLS) % CELLS, fullest % CELLS];
  let [taken, around] = [0, 0];
  for (let x = Math.max(0, r - 2); x <= Math.min(CELLS - 1, r + 2); x++)
    for (let y = Math.max(0, g - 2); y <= Math.min(CELLS - 1, g + 2); y++)
      for (let z = Math.max(0, b - 2); z <= Math.min(CELLS - 1, b + 2); z++) {
        const cell = (x * CELLS + y) * CELLS + z;
        if (Math.abs(x - r) > 1 || Math.abs(y - g) > 1 || Math.abs(z - b) > 1) around += counts[cell];
        else {
          taken += counts[cell];
          counts[cell] = 0;
        }
      }
  return { taken, around };
}
