/** Decoded pixels: sRGB with straight alpha, four bytes a pixel, row 0 at the top. */
export interface Raster {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}
