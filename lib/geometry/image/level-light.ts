import { gaussianBlur, smoothKeepingEdges } from "./blur-plane";

export interface LightOptions {
  /** Samples along the longest side: what counts as noise is measured in shares of it. */
  resolution: number;
  /** Dark becomes 1. */
  invert?: boolean;
  /** How strongly noise is taken out: 1 as tuned, 0 not at all. */
  smoothing?: number;
}

/**
 * Lightness 0 to 1 of RGBA samples, transparent parts at the bottom. Noise is taken out by guided filters, so that edges
 * stay walls and skies stay smooth; levels are stretched between the 0.5 % and 99.5 % quantiles.
 */
export function levelLight(
  rgba: Float32Array,
  width: number,
  height: number,
  { resolution, invert = false, smoothing = 1 }: LightOptions,
): Float32Array {
  const light = new Float32Array(width * height);
  for (let i = 0; i < light.length; i++) {
    const luma = (0.299 * rgba[i * 4] + 0.587 * rgba[i * 4 + 1] + 0.114 * rgba[i * 4 + 2]) / 255;
    light[i] = (invert ? 1 - luma : luma) * (rgba[i * 4 + 3] / 255);
  }
  const smooth = smoothing > 0 ? denoise(light, width, height, resolution * smoothing) : light;
  const [low, high] = quantiles(smooth);
  const scale = 1 / Math.max(0.02, high - low);
  for (let i = 0; i < smooth.length; i++) smooth[i] = Math.max(0, Math.min(1, (smooth[i] - low) * scale));
  return smooth;
}

/** Grain first, then texture of low contrast over three times the reach. */
function denoise(light: Float32Array, width: number, height: number, reach: number): Float32Array {
  gaussianBlur(light, width, height, Math.max(0.5, 0.0012 * reach));
  const fine = smoothKeepingEdges(light, width, height, Math.max(1, Math.round(0.004 * reach)), 0.03);
  return smoothKeepingEdges(fine, width, height, Math.max(2, Math.round(0.012 * reach)), 0.02);
}

function quantiles(values: Float32Array): [number, number] {
  const histogram = new Uint32Array(1024);
  for (let i = 0; i < values.length; i++) histogram[Math.max(0, Math.min(1023, (values[i] * 1023) | 0))]++;
  const trim = values.length * 0.005;
  let low = 0;
  let high = 1023;
  for (let sum = histogram[0]; sum <= trim && low < 1023; sum += histogram[low]) low++;
  for (let sum = histogram[1023]; sum <= trim && high > low; sum += histogram[high]) high--;
  return [low / 1023, high / 1023];
}
