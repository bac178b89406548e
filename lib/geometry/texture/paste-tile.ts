import type { Raster } from "../image/raster";

/** Lays RGB into the atlas. */
export function pasteTile(atlas: Raster, rgb: Float32Array, { left, top, width, height }: Box): void {
  for (let row = 0, from = 0; row < height; row++) {
    let to = 4 * ((top + row) * atlas.width + left);
    for (let column = 0; column < width; column++, from += 3, to += 4) {
      atlas.data[to] = rgb[from];
      atlas.data[to + 1] = rgb[from + 1];
      atlas.data[to + 2] = rgb[from + 2];
      atlas.data[to + 3] = 255;
    }
  }
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}
