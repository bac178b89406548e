/** A vector shorter or longer than this is no direction: a background of grey, black or white. */
const SHORTEST = 0.5;
const LONGEST = 1.5;

/**
 * The directions that a normal map's colours stand for: red runs from left to right, green from bottom to top, blue towards the
 * viewer, each from −1 to 1.
 *
 * @param values sixteen bits a channel, three or four channels a pixel
 * @returns three numbers a pixel, not yet of length 1; NaN where transparent or no direction
 */
export function readNormals(values: Uint16Array, channels: number): Float32Array {
  const normals = new Float32Array((3 * values.length) / channels).fill(NaN);
  for (let from = 0, to = 0; from < values.length; from += channels, to += 3) {
    if (channels === 4 && values[from + 3] < 32768) continue;
    const x = values[from] / 32767.5 - 1;
    const y = values[from + 1] / 32767.5 - 1;
    const z = values[from + 2] / 32767.5 - 1;
    const length = Math.sqrt(x * x + y * y + z * z);
    if (length < SHORTEST || length > LONGEST) continue;
    normals[to] = x;
    normals[to + 1] = y;
    normals[to + 2] = z;
  }
  return normals;
}
