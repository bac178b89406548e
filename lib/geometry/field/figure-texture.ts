import type { Raster } from "../image/raster";
import { resamplePixels, type Window } from "../image/resample-pixels";
import type { ProjectedTexture, TextureTile } from "../mesh/mesh";
import { ATLAS_LIMIT, scaleRow, tileArea } from "../texture/tile-area";
import { insideColors, type SubjectMaps } from "./frame-subject";
import { bilinear, calmColors, type ColorMap } from "./project-colors";

/** So far from the rim the back still shows the picture, as a share of the size. */
const RIM_SHARE = 0.012;
/** The rim's pixels are stretched over the steep sides, where a trace of the background would become a stripe. */
const MATTE_PIXELS = 2;

/**
 * The atlas of a figure: the subject as it was taken, at the picture's own resolution, and the back's plain colours.
 * Colours are carried outward over the whole of either tile, so that neither the background nor the other
 * tile shows at a border, whatever the filter. Towards the rim the back turns into the picture itself: there the two
 * tiles meet on the surface, and equal colours hide where.
 *
 * The tiles lie side by side for upright subjects and one above the other for wide ones, so that a picture of 2,048
 * pixels keeps every pixel in an atlas of at most 4,096 a side.
 *
 * @param map the subject's colours and depth over the lattice, row 0 at the lowest z
 */
export function figureTexture(
  raster: Raster,
  alpha: Uint8Array,
  subject: SubjectMaps,
  map: ColorMap,
): ProjectedTexture {
  const window = fineWindow(subject.window);
  const { width, height } = window;
  const coverage = resamplePixels(alpha, raster.width, raster.height, 1, window, "zero");
  for (let i = 0; i < coverage.length; i++) coverage[i] /= 255;
  const picture = insideColors(raster, coverage, window, MATTE_PIXELS);
  const beside = height > width;
  const atlas: Raster = {
    width: beside ? 2 * width : width,
    height: beside ? height : 2 * height,
    data: new Uint8ClampedArray(8 * width * height),
  };
  paintFront(atlas, picture, width);
  paintBack(atlas, picture, window, subject, map, beside ? width : 0, beside ? 0 : height);

  const perCell = subject.window.step / window.step;
  const tile = (toward: -1 | 1, left: number, top: number): TextureTile => ({
    toward: [0, toward, 0],
    across: scaleRow([perCell, 0, 0, left + 0.5 * perCell], atlas.width),
    down: scaleRow([0, 0, -perCell, top + (subject.height - 0.5) * perCell], atlas.height),
    area: tileArea(atlas, left, top, width, height),
  });
  // The back first: what faces neither side, such as the foot, is no place for the picture.
  const back = beside ? tile(1, width, 0) : tile(1, 0, height);
  return { kind: "projected", atlas, tiles: [back, tile(-1, 0, 0)] };
}

/** The lattice's rectangle of the picture, in the picture's own pixels where two such tiles fit into an atlas. */
function fineWindow({ x, y, step, width, height }: Window): Window {
  const [wide, high] = [width * step, height * step];
  const fine = Math.max(1, (2 * Math.min(wide, high)) / ATLAS_LIMIT, Math.max(wide, high) / ATLAS_LIMIT);
  return { x, y, step: fine, width: Math.floor(wide / fine), height: Math.floor(high / fine) };
}

function paintFront(atlas: Raster, picture: Float32Array, width: number): void {
  for (let i = 0, column = 0, to = 0; i < picture.length; i += 3, to += 4) {
    atlas.data[to] = picture[i];
    atlas.data[to + 1] = picture[i + 1];
    atlas.data[to + 2] = picture[i + 2];
    atlas.data[to + 3] = 255;
    if (++column < width) continue;
    column = 0;
    to += 4 * (atlas.width - width);
  }
}

function paintBack(
  atlas: Raster,
  picture: Float32Array,
  window: Window,
  subject: SubjectMaps,
  map: ColorMap,
  left: number,
  top: number,
): void {
  const calm = calmColors(map);
  const cells = window.step / subject.window.step;
  const rim = 1 / (RIM_SHARE * subject.longest);
  for (let row = 0; row < window.height; row++) {
    const z = map.height - 0.5 - (row + 0.5) * cells;
    const depthRow = clampTo(Math.round(z), map.height) * map.width;
    for (let column = 0; column < window.width; column++) {
      const x = (column + 0.5) * cells - 0.5;
      const inward = Math.min(1, Math.max(0, map.depth[depthRow + clampTo(Math.round(x), map.width)] * rim));
      const share = inward * inward * (3 - 2 * inward);
      const from = 3 * (row * window.width + column);
      const to = 4 * ((top + row) * atlas.width + left + column);
      for (let c = 0; c < 3; c++) {
        const shown = picture[from + c];
        atlas.data[to + c] = share > 0 ? shown + (bilinear(calm, calm.step, x, z, c) - shown) * share : shown;
      }
      atlas.data[to + 3] = 255;
    }
  }
}

const clampTo = (at: number, size: number): number => (at < 0 ? 0 : at >= size ? size - 1 : at);
