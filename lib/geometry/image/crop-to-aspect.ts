import type { Raster } from "./raster";

/** The largest middle part of a picture whose height is `aspect` times its width. */
export function cropToAspect(raster: Raster, aspect: number): Raster {
  const width = Math.max(1, Math.min(raster.width, Math.round(raster.height / aspect)));
  const height = Math.max(1, Math.min(raster.height, Math.round(raster.width * aspect)));
  const left = (raster.width - width) >> 1;
  const top = (raster.height - height) >> 1;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    const from = 4 * ((top + y) * raster.width + left);
    data.set(raster.data.subarray(from, from + 4 * width), 4 * y * width);
  }
  return { width, height, data };
}
