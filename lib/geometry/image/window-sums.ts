/** Sums of a mask's rectangles in four reads (summed-area table: Crow 1984). */
export interface WindowSums {
  /** (width + 1) × (height + 1): what lies above and to the left. */
  table: Int32Array;
  width: number;
  height: number;
}

export function windowSums(mask: Uint8Array, width: number, height: number): WindowSums {
  const across = width + 1;
  const table = new Int32Array(across * (height + 1));
  for (let y = 0, i = 0; y < height; y++) {
    let row = 0;
    const above = y * across + 1;
    for (let x = 0; x < width; x++, i++) {
      row += mask[i];
      table[above + across + x] = table[above + x] + row;
    }
  }
  return { table, width, height };
}

/** Mean over the window of (2 · radius + 1)² about a pixel, as far as it lies in the frame: exactly 0 or 1 where uniform. */
export function windowMean(
  { table, width, height }: WindowSums,
  x: number,
  y: number,
  radius: number,
): number {
  const left = x > radius ? x - radius : 0;
  const right = x + radius < width ? x + radius + 1 : width;
  const top = (y > radius ? y - radius : 0) * (width + 1);
  const bottom = (y + radius < height ? y + radius + 1 : height) * (width + 1);
  const sum = table[bottom + right] - table[bottom + left] - table[top + right] + table[top + left];
  return sum / (((right - left) * (bottom - top)) / (width + 1));
}
