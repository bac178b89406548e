import type { Raster } from "../image/raster";
import { resamplePixels } from "../image/resample-pixels";
import type { MeshTexture } from "../mesh/mesh";

export interface PlateFrame {
  /** Extent of the plate in cells, and source pixels a cell across and up. */
  width: number;
  height: number;
  stepX: number;
  stepY: number;
  /** Cells from the edge that belong to the frame. */
  frame: number;
  /** sRGB of the frame, of the walls and of the back. */
  color: readonly number[];
}

/** Longest side of the atlas in pixels. */
const ATLAS_LIMIT = 4096;
/** Rows below the picture for walls and back: as many as keep the picture out at any distance. */
const PLAIN_ROWS = 16;
/** What shows through transparent parts. */
const PAPER = 235;

/**
 * The atlas of a plate: the picture in its own pixels within the frame, seen from above, and below it a strip of the
 * frame's colour, to whose middle everything belongs that does not face up.
 */
export function plateTexture(raster: Raster, plate: PlateFrame): MeshTexture {
  const { stepX, stepY, frame, color } = plate;
  const [wide, high] = [plate.width * stepX, plate.height * stepY];
  const fine = Math.max(1, Math.max(wide, high) / (ATLAS_LIMIT - PLAIN_ROWS));
  const [width, height] = [Math.ceil(wide / fine), Math.ceil(high / fine)];
  const [left, top] = [-frame * stepX, -frame * stepY];
  const rgba = resamplePixels(raster.data, raster.width, raster.height, 4, {
    x: left,
    y: top,
    step: fine,
    width,
    height,
  });
  const atlas: Raster = {
    width,
    height: height + PLAIN_ROWS,
    data: new Uint8ClampedArray(4 * width * (height + PLAIN_ROWS)),
  };
  for (let row = 0, at = 0; row < atlas.height; row++) {
    const y = top + (row + 0.5) * fine;
    for (let column = 0; column < width; column++, at += 4) {
      const x = left + (column + 0.5) * fine;
      const shown = row < height && x >= 0 && y >= 0 && x < raster.width && y < raster.height;
      const share = shown ? rgba[at + 3] / 255 : 0;
      for (let c = 0; c < 3; c++)
        atlas.data[at + c] = shown ? rgba[at + c] * share + PAPER * (1 - share) : color[c];
      atlas.data[at + 3] = 255;
    }
  }
  return {
    atlas,
    toward: [0, 0, 1],
    front: {
      across: [stepX / fine / width, 0, 0, 0],
      // The plate's cells are as high as they are wide, whatever the picture's rows are.
      down: [0, -stepX / fine / atlas.height, 0, high / fine / atlas.height],
    },
    back: { across: [0, 0, 0, 0.5], down: [0, 0, 0, (height + PLAIN_ROWS / 2) / atlas.height] },
  };
}
