import { drawRaster } from "./make-pictures";

/** The normal map of a ball that nearly fills the picture, on a mid-grey ground; green is where it looks up. */
export const drawBallNormals = (width = 64, height = 64) =>
  drawRaster(width, height, (column, row) => {
    const x = (2 * column + 1) / width - 1;
    const y = 1 - (2 * row + 1) / height;
    const flat = (x * x + y * y) / 0.9 ** 2;
    if (flat >= 1) return [128, 128, 128, 255];
    const byte = (share: number) => Math.round(127.5 + 127.5 * share);
    return [byte(x / 0.9), byte(y / 0.9), byte(Math.sqrt(1 - flat)), 255];
  });
