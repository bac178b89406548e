import { writeFileSync } from "node:fs";

/** A bitmap as potrace reads it: one bit a pixel, set where `isSet` says so of its value. */
export function writeBitmap(
  file: string,
  { width, height }: { width: number; height: number },
  values: ArrayLike<number>,
  isSet: (value: number) => boolean,
): void {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isSet(values[y * width + x])) bits[y * rowBytes + (x >> 3)] |= 128 >> (x & 7);
  writeFileSync(file, Buffer.concat([Buffer.from(`P4\n${width} ${height}\n`), bits]));
}
