import type { Raster } from "../image/raster";
import type { AffineRow, TextureTile } from "../mesh/mesh";

/** Longest side of an atlas in pixels. */
export const ATLAS_LIMIT = 4096;

/**
 * A tile's rectangle in the atlas, from its outermost pixels' middles to their opposites: so no filter reaches over into
 * the tile beside it. In pixels of the atlas.
 */
export const tileArea = (
  atlas: Pick<Raster, "width" | "height">,
  left: number,
  top: number,
  width: number,
  height: number,
): TextureTile["area"] => [
  (left + 0.5) / atlas.width,
  (top + 0.5) / atlas.height,
  (left + width - 0.5) / atlas.width,
  (top + height - 0.5) / atlas.height,
];

/** A row that gave pixels, as one that gives shares of a side of so many. */
export const scaleRow = ([a, b, c, d]: AffineRow, size: number): AffineRow => [
  a / size,
  b / size,
  c / size,
  d / size,
];
