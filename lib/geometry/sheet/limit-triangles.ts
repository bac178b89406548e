import type { SheetGrid } from "./sheet-grid";

/**
 * The need, 1 or more, from which on samples are kept so that a closed sheet has at most `limit` triangles, walls and
 * back included. Each kept sample halves the two triangles beside it, one on the border, where it also brings a wall's
 * two triangles and one of the back: so a histogram of needs tells the number before anything is split. Its bins are the
 * upper bits of the floats, 128 to a factor of two. The corners of tiles stay, whatever the limit.
 */
export function limitTriangles(grid: SheetGrid, needs: Float32Array, limit: number): number {
  if (limit === Infinity) return 1;
  const bits = new Uint32Array(needs.buffer, needs.byteOffset, needs.length);
  const histogram = new Float64Array(INFINITE_BIN + 1);
  const { width, height, wraps } = grid;
  for (let y = 0, at = 0; y < height; y++) {
    const borderY = y === 0 || y === height - 1;
    for (let x = 0; x < width; x++, at++) {
      const border = borderY || (!wraps && (x === 0 || x === width - 1));
      if (wraps && x === width - 1) continue;
      histogram[bits[at] >>> BIN_SHIFT] += border ? 4 : 2;
    }
  }
  let total = histogram[INFINITE_BIN];
  for (let bin = INFINITE_BIN - 1; bin >= ONE_BIN; bin--) {
    total += histogram[bin];
    if (total > limit) return lowestOf(bin + 1);
  }
  return 1;
}

const BIN_SHIFT = 16;
const INFINITE_BIN = 0x7f80;
const ONE_BIN = 0x3f80;

const lowestOf = (bin: number): number => new Float32Array(Uint32Array.of(bin << BIN_SHIFT).buffer)[0];
