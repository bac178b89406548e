/** What shows through transparent parts. */
export const PAPER = 235;

/**
 * Colours of a framed picture, three sRGB bytes a sample: the picture on pale grey where it is transparent, and round it
 * a frame of the picture's mean colour, darkened. Rows as in `rgba`.
 *
 * @param frame samples from the edge that belong to the frame.
 */
export function colorPlate(rgba: Float32Array, width: number, height: number, frame: number): Uint8Array {
  const colors = new Uint8Array(width * height * 3);
  const wood = frameColor(rgba);
  for (let y = 0, i = 0; y < height; y++) {
    const edgeY = Math.min(y, height - 1 - y);
    for (let x = 0; x < width; x++, i++) {
      const rim = Math.min(edgeY, x, width - 1 - x) < frame;
      const a = rgba[i * 4 + 3] / 255;
      for (let c = 0; c < 3; c++)
        colors[i * 3 + c] = rim ? wood[c] : rgba[i * 4 + c] * a + PAPER * (1 - a) + 0.5;
    }
  }
  return colors;
}

/** The mean of all samples, darkened; what transparent ones hide does not count. */
export function frameColor(rgba: Float32Array): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const share = rgba[at + 3] / 255;
    for (let c = 0; c < 3; c++) sum[c] += share * rgba[at + c];
    count += share;
  }
  if (count === 0) return [PAPER, PAPER, PAPER];
  return [(0.6 * sum[0]) / count, (0.6 * sum[1]) / count, (0.6 * sum[2]) / count];
}
