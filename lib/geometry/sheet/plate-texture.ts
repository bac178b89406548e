import { gaussianBlur } from "../image/blur-plane";
import { PAPER } from "../image/color-plate";
import { fillOutward } from "../image/fill-outward";
import type { Raster } from "../image/raster";
import { resamplePixels, type Window } from "../image/resample-pixels";
import type { ProjectedTexture } from "../mesh/mesh";
import { ATLAS_LIMIT, scaleRow, tileArea } from "../texture/tile-area";

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
  /** x and y of the plate's lower left corner in the mesh; 0 where absent. */
  corner?: number;
}

/** Rows below the picture for walls and back: as many as keep the picture out at any distance. */
const PLAIN_ROWS = 16;
/** A cut-out subject's colours go on for about so many cells beyond its outline, where its steep rim comes down. */
const RIM_CELLS = 1.2;

/**
 * The atlas of a plate: the picture in its own pixels within the frame, seen from above, and below it a strip of the
 * frame's colour, to whose middle everything belongs that does not face up.
 */
export function plateTexture(raster: Raster, plate: PlateFrame): ProjectedTexture {
  const { stepX, stepY, frame, color, corner = 0 } = plate;
  const [wide, high] = [plate.width * stepX, plate.height * stepY];
  const fine = Math.max(1, Math.max(wide, high) / (ATLAS_LIMIT - PLAIN_ROWS));
  const [width, height] = [Math.ceil(wide / fine), Math.ceil(high / fine)];
  const window = { x: -frame * stepX, y: -frame * stepY, step: fine, width, height };
  const picture = pictureOnPaper(raster, window, (RIM_CELLS * stepX) / fine);
  const atlas: Raster = {
    width,
    height: height + PLAIN_ROWS,
    data: new Uint8ClampedArray(4 * width * (height + PLAIN_ROWS)).fill(255),
  };
  for (let row = 0, at = 0; row < atlas.height; row++) {
    const y = window.y + (row + 0.5) * fine;
    for (let column = 0; column < width; column++, at += 4) {
      const x = window.x + (column + 0.5) * fine;
      const shown = row < height && x >= 0 && y >= 0 && x < raster.width && y < raster.height;
      for (let c = 0; c < 3; c++) atlas.data[at + c] = shown ? picture[(at / 4) * 3 + c] : color[c];
    }
  }
  // The plate's cells are as high as they are wide, whatever the picture's rows are.
  const perCell = stepX / fine;
  const plainAt = (height + PLAIN_ROWS / 2) / atlas.height;
  return {
    kind: "projected",
    atlas,
    tiles: [
      { toward: [0, 0, 0], across: [0, 0, 0, 0.5], down: [0, 0, 0, plainAt], area: [0, plainAt, 1, plainAt] },
      {
        toward: [0, 0, 1],
        across: scaleRow([perCell, 0, 0, -corner * perCell], width),
        down: scaleRow([0, -perCell, 0, high / fine + corner * perCell], atlas.height),
        area: tileArea(atlas, 0, 0, width, height),
      },
    ],
  };
}

/**
 * RGB over the window. Where the picture is cut out its colours are carried outward first and end on the paper a rim
 * farther out: what transparent pixels hide must not show, nor a pale line at the outline.
 */
function pictureOnPaper(raster: Raster, window: Window, rim: number): Float32Array {
  const { width, height } = window;
  const rgba = resamplePixels(raster.data, raster.width, raster.height, 4, window);
  const rgb = new Float32Array(3 * width * height);
  const coverage = new Float32Array(width * height);
  let clear = false;
  for (let i = 0; i < coverage.length; i++) {
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = rgba[4 * i + c];
    coverage[i] = rgba[4 * i + 3] / 255;
    if (coverage[i] < 0.99) clear = true;
  }
  if (!clear) return rgb;
  fillOutward(
    rgb,
    coverage.map((share) => (share > 0.98 ? 1 : 0.001 * share)),
    width,
    height,
  );
  gaussianBlur(coverage, width, height, rim);
  for (let i = 0; i < coverage.length; i++) {
    const share = Math.min(1, 4 * coverage[i]);
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = rgb[3 * i + c] * share + PAPER * (1 - share);
  }
  return rgb;
}
