import type { Raster } from "./raster";

/**
 * Where between two neighbouring pixels of different labels the picture passes from one colour to the other, 0 to 1: half
 * way along the line between both colours, or at half coverage beside what is transparent. Half where the pixels do not say.
 * @param rgb the labels' colours from label 1 on
 */
export function colorCrossing(
  { data }: Raster,
  labels: Uint8Array,
  rgb: Uint8Array,
): (pixel: number, other: number) => number {
  return (pixel, other) => {
    const [a, b] = [labels[pixel], labels[other]];
    if (a === 0 || b === 0) return crossing(data[pixel * 4 + 3] / 255, data[other * 4 + 3] / 255);
    let [first, last, length] = [0, 0, 0];
    for (let c = 0; c < 3; c++) {
      const from = rgb[(a - 1) * 3 + c];
      const step = rgb[(b - 1) * 3 + c] - from;
      first += (data[pixel * 4 + c] - from) * step;
      last += (data[other * 4 + c] - from) * step;
      length += step * step;
    }
    return crossing(first / (length || 1), last / (length || 1));
  };
}

/** Where the straight line from one value to the other passes a half. */
function crossing(first: number, last: number): number {
  return first < 0.5 === last < 0.5 ? 0.5 : (0.5 - first) / (last - first);
}
