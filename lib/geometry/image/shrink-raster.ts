import type { Raster } from "./raster";
import { resamplePixels } from "./resample-pixels";

/**
 * A picture brought to at most `side` pixels along its longest side; never enlarged. Colours are weighed by their coverage,
 * so that what is transparent does not bleed into the rim. The filter is the triangle that the server's decoder uses, and
 * sizes are rounded as it rounds them: the two differ by one or two levels.
 */
export function shrinkRaster(raster: Raster, side: number): Raster {
  const { width, height } = raster;
  const longest = Math.max(width, height);
  if (longest <= side) return raster;
  const to = {
    width: Math.max(1, Math.round((width * side) / longest)),
    height: Math.max(1, Math.round((height * side) / longest)),
  };
  const weighed = weigh(raster);
  const step = width / to.width;
  const pixels = resamplePixels(weighed, width, height, 4, {
    x: 0,
    y: 0,
    step,
    stepY: height / to.height,
    ...to,
  });
  const data = new Uint8ClampedArray(pixels.length);
  for (let at = 0; at < pixels.length; at += 4) {
    const coverage = pixels[at + 3];
    const scale = coverage > 0 ? 255 / coverage : 0;
    for (let channel = 0; channel < 3; channel++) data[at + channel] = pixels[at + channel] * scale;
    data[at + 3] = coverage;
  }
  return { ...to, data };
}

/** The bytes themselves where all is opaque, which is the usual case. */
function weigh({ data }: Raster): Uint8ClampedArray | Float32Array {
  if (!hasTransparency(data)) return data;
  const weighed = new Float32Array(data);
  for (let at = 0; at < weighed.length; at += 4) {
    const share = weighed[at + 3] / 255;
    for (let channel = 0; channel < 3; channel++) weighed[at + channel] *= share;
  }
  return weighed;
}

function hasTransparency(data: Uint8ClampedArray): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] < 255) return true;
  return false;
}
