/** Samples of a rectangular sheet: whole squares of `tile` cells in both directions, and one sample more. */
export interface SheetGrid {
  /** Samples across and up: k · tile + 1. Row 0 is the lowest. */
  width: number;
  height: number;
  /** Cells along a tile's side, a power of two: the coarsest triangles are half of it. */
  tile: number;
  /** The last column is the first one again: cylinders and spheres. */
  wraps: boolean;
}

/**
 * The grid of a sheet of `across` × `up` cells, neither of them fewer along the longer side. The shorter side is rounded
 * to whole tiles, so its cells may be a few per cent longer or shorter than square: samples are taken where they lie.
 * Tiles are an eighth of the longer side and half of the shorter one at most: larger ones save nothing on flat parts,
 * because what they hold is two triangles either way. Round a tube there are four at least: two would be one flat face.
 */
export function chooseGrid(across: number, up: number, wraps = false): SheetGrid {
  const [long, short] = [Math.max(across, up), Math.min(across, up)];
  const fewest = wraps ? 4 : 2;
  const largest = Math.max(2, Math.min(long / 8, short / fewest));
  const tile = 2 ** Math.floor(Math.log2(largest));
  const cells = (wanted: number) =>
    tile * Math.max(fewest, wanted === long ? Math.ceil(wanted / tile) : Math.round(wanted / tile));
  return { width: cells(across) + 1, height: cells(up) + 1, tile, wraps };
}
