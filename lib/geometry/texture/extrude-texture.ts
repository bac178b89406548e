import { insideColors } from "../field/frame-subject";
import { calmColors, type ColorMap } from "../field/project-colors";
import { signedDistance } from "../image/distance-transform";
import type { Raster } from "../image/raster";
import { resamplePixels, type Window } from "../image/resample-pixels";
import type { ProjectedTexture, TextureTile } from "../mesh/mesh";
import { seenFrom } from "./choose-tiles";
import { pasteTile } from "./paste-tile";
import { ATLAS_LIMIT, scaleRow, tileArea } from "./tile-area";

/** The drawing as it was traced and raised. */
export interface RaisedDrawing {
  /** How far each traced pixel is covered, 0 to 255, row 0 on top. */
  coverage: Uint8Array;
  width: number;
  height: number;
  /** Units of the mesh a traced pixel. */
  scale: number;
  /** Where a plate ends and the drawing on it begins; absent without a plate. */
  plate?: { topZ: number; color: readonly [number, number, number] };
  /** z of the drawing's upper side. */
  topZ: number;
}

/** The drawing's own edge is blended with the ground over about two pixels. */
const MATTE_PIXELS = 2;
/** Pixels round the drawing: what is carried out over them keeps mipmaps from reaching the next tile. */
const PADDING = 16;
const PLAIN_SIDE = 16;
/** The walls' colours are looked for on a grid of this side. */
const EDGE_GRID = 480;
/** What leans more than 17° off a wall shows the picture; a bevel's foot goes with the wall. */
const WALL_COSINE = 0.3;

/**
 * The atlas of a raised drawing: the picture on its upper side at the picture's own resolution, its colours carried
 * outward over the outline; the calm colours of its edge on walls and back; and a plate in a colour of its own.
 *
 * @param picture the drawing's picture, larger than the traced one or the same
 */
export function extrudeTexture(picture: Raster, drawing: RaisedDrawing): ProjectedTexture {
  const window = drawingWindow(picture, drawing);
  const { width, height } = window;
  const edge = edgeColors(picture, window, drawing);
  const beside = height > width;
  const [edgeLeft, edgeTop] = beside ? [width, 0] : [0, height];
  const [plainLeft, plainTop] = beside ? [width, edge.height] : [edge.width, height];
  const atlas: Raster = {
    width: beside ? width + Math.max(edge.width, PLAIN_SIDE) : Math.max(width, edge.width + PLAIN_SIDE),
    height: beside ? Math.max(height, edge.height + PLAIN_SIDE) : height + Math.max(edge.height, PLAIN_SIDE),
    data: new Uint8ClampedArray(0),
  };
  // What no tile covers has the colour of the edge's middle: far off, mipmaps reach it.
  const middle = 3 * (Math.floor(edge.height / 2) * edge.width + Math.floor(edge.width / 2));
  atlas.data = new Uint8ClampedArray(4 * atlas.width * atlas.height);
  for (let at = 0; at < atlas.data.length; at++)
    atlas.data[at] = at % 4 === 3 ? 255 : edge.rgb[middle + (at % 4)];
  pasteTile(atlas, insideColors(picture, coverageOver(window, picture, drawing), window, MATTE_PIXELS), {
    left: 0,
    top: 0,
    width,
    height,
  });
  pasteTile(atlas, edge.rgb, { left: edgeLeft, top: edgeTop, width: edge.width, height: edge.height });
  const { plate, topZ } = drawing;
  const sight = plate && seenFrom([0, 0, 1, 0], plate.topZ + 0.05 * (topZ - plate.topZ));
  const perUnit = picture.width / (drawing.width * drawing.scale);
  const onTile = (left: number, top: number, step: number) => ({
    across: scaleRow([perUnit / step, 0, 0, left - window.x / step], atlas.width),
    down: scaleRow([0, -perUnit / step, 0, top + (picture.height - window.y) / step], atlas.height),
  });
  const tiles: TextureTile[] = [
    {
      toward: [0, 0, 0],
      ...onTile(edgeLeft, edgeTop, edge.step),
      area: tileArea(atlas, edgeLeft, edgeTop, edge.width, edge.height),
      sight,
    },
    {
      toward: [0, 0, 1],
      ...onTile(0, 0, window.step),
      area: tileArea(atlas, 0, 0, width, height),
      handicap: WALL_COSINE,
      sight,
    },
  ];
  if (!plate) return { kind: "projected", atlas, tiles };
  const plain = { left: plainLeft, top: plainTop, width: PLAIN_SIDE, height: PLAIN_SIDE };
  const rgb = Float32Array.from({ length: 3 * PLAIN_SIDE ** 2 }, (_, at) => plate.color[at % 3]);
  pasteTile(atlas, rgb, plain);
  const u = (plainLeft + PLAIN_SIDE / 2) / atlas.width;
  const v = (plainTop + PLAIN_SIDE / 2) / atlas.height;
  const plateTile: TextureTile = {
    toward: [0, 0, 0],
    across: [0, 0, 0, u],
    down: [0, 0, 0, v],
    area: [u, v, u, v],
  };
  // What nobody above the plate sees is the plate: the first tile is taken where no other is seen.
  return { kind: "projected", atlas, tiles: [{ ...plateTile, handicap: 1 }, ...tiles] };
}

/** What the drawing covers and some pixels round it, in the picture's own pixels where they fit into an atlas. */
function drawingWindow(picture: Raster, { coverage, width, height }: RaisedDrawing): Window {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (coverage[at] < 128) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  const finer = picture.width / width;
  const [wide, high] = [(right - left) * finer, (bottom - top) * finer];
  const room = ATLAS_LIMIT - 2 * PADDING;
  const edge = EDGE_GRID / 2;
  const step = Math.max(1, Math.max(wide, high) / room, Math.min(wide, high) / (room - edge));
  return {
    x: left * finer - PADDING * step,
    y: top * finer - PADDING * step,
    step,
    width: Math.ceil(wide / step) + 2 * PADDING,
    height: Math.ceil(high / step) + 2 * PADDING,
  };
}

/** 0 to 1 over the window. */
function coverageOver(window: Window, picture: Raster, drawing: RaisedDrawing): Float32Array {
  const coarser = drawing.width / picture.width;
  const coverage = resamplePixels(
    drawing.coverage,
    drawing.width,
    drawing.height,
    1,
    { ...window, x: window.x * coarser, y: window.y * coarser, step: window.step * coarser },
    "zero",
  );
  for (let at = 0; at < coverage.length; at++) coverage[at] /= 255;
  return coverage;
}

/** Colours of a band along the drawing's edge, carried over the window on a coarse grid. */
function edgeColors(
  picture: Raster,
  { x, y, step, width, height }: Window,
  drawing: RaisedDrawing,
): ColorMap & { step: number } {
  const coarse = Math.max(step, (Math.max(width, height) * step) / EDGE_GRID);
  const window = {
    x,
    y,
    step: coarse,
    width: Math.ceil((width * step) / coarse),
    height: Math.ceil((height * step) / coarse),
  };
  const coverage = coverageOver(window, picture, drawing);
  const rgb = insideColors(picture, coverage, window, MATTE_PIXELS);
  const depth = signedDistance(coverage, window.width, window.height);
  const calm = calmColors({ width: window.width, height: window.height, rgb, depth });
  return { ...calm, step: calm.step * coarse };
}
