import { colorPlate, frameColor } from "../image/color-plate";
import { levelLight } from "../image/level-light";
import type { Raster } from "../image/raster";
import { resamplePixels } from "../image/resample-pixels";
import type { Mesh } from "../mesh/mesh";
import { closeSheet, type ClosedSheet } from "./close-sheet";
import { limitTriangles } from "./limit-triangles";
import { measureDetail, STRICTNESS } from "./measure-detail";
import { plateTexture } from "./plate-texture";
import { chooseGrid, type SheetGrid } from "./sheet-grid";
import { splitSheet } from "./split-sheet";

export interface ReliefMeshOptions {
  /** Cells along the picture's longest side, frame included. */
  resolution: number;
  /** Height from the darkest to the brightest, as a share of the longest side. */
  heightShare?: number;
  /** Thickness of the plate below the darkest, as a share of the longest side. */
  baseShare?: number;
  /** Width of the raised frame, as a share of the longest side; 0 for none. */
  frameShare?: number;
  /** Dark stands out instead of bright. */
  invert?: boolean;
  /** How strongly noise is taken out: 1 as tuned, 0 not at all. */
  smoothing?: number;
  /** How far the surface may lie off a sample, as a share of the height. */
  maxError?: number;
  /** Upper bound of triangles; the error grows to meet it. */
  maxTriangles?: number;
  /** Give the vertices the picture's colours and follow its edges with them, and lay the picture itself on. */
  colored?: boolean;
}

/**
 * A framed plate on the bed whose height follows the picture's lightness, in cells: image right is +x, image up is +y.
 * It stays in the plane: one height a sample, an irregular network over them, vertical walls and a flat bottom. So it
 * cannot cross itself, and flat parts cost nothing; the volumetric core would spend triangles on every cell.
 */
export function reliefMesh(raster: Raster, options: ReliefMeshOptions): Mesh {
  const { resolution, maxError = 0.003, colored = false } = options;
  const frame = frameCells(resolution, options.frameShare ?? 0.025);
  const long = Math.max(raster.width, raster.height);
  const cells = (side: number) =>
    side === long
      ? resolution
      : Math.max(4, Math.round((side / long) * (resolution - 2 * frame))) + 2 * frame;
  const grid = chooseGrid(cells(raster.width), cells(raster.height));
  const [stepX, stepY] = [
    raster.width / (grid.width - 1 - 2 * frame),
    raster.height / (grid.height - 1 - 2 * frame),
  ];
  const rgba = resamplePixels(raster.data, raster.width, raster.height, 4, {
    x: -(frame + 0.5) * stepX,
    y: -(frame + 0.5) * stepY,
    step: stepX,
    stepY,
    width: grid.width,
    height: grid.height,
  });
  const span = Math.max(grid.width, grid.height) - 1;
  const reliefHeight = Math.max(0.01, Math.min(0.3, options.heightShare ?? 0.06)) * span;
  const base = Math.max(0.005, Math.min(0.3, options.baseShare ?? 0.02)) * span;
  const light = levelLight(rgba, grid.width, grid.height, { ...options, resolution });
  const heights = standUp(light, grid, frame, base, reliefHeight);
  const colors = colored
    ? flipRows(colorPlate(rgba, grid.width, grid.height, frame), grid.width * 3)
    : undefined;
  const plate = meshHeights(grid, heights, maxError * reliefHeight, options.maxTriangles, colors);
  const mesh = placed(plate, heights, stepY / stepX);
  if (!colors) return mesh;
  const [width, height] = [grid.width - 1, grid.height - 1];
  const color = frameColor(rgba);
  const texture = plateTexture(raster, { width, height, stepX, stepY, frame, color });
  return { ...mesh, colors: pick(plate, colors, color), texture };
}

/** A closed plate over heights above 0, in cells: the part that knows no picture. */
export function plateMesh(grid: SheetGrid, heights: Float32Array, tolerance: number): Mesh {
  return placed(meshHeights(grid, heights, tolerance), heights, 1);
}

function meshHeights(
  grid: SheetGrid,
  heights: Float32Array,
  tolerance: number,
  maxTriangles = Infinity,
  colors?: Uint8Array,
): ClosedSheet {
  const needs = measureDetail(grid, { heights, tolerance: STRICTNESS * tolerance, colors });
  return closeSheet(splitSheet(grid, needs, limitTriangles(grid, needs, maxTriangles)));
}

const frameCells = (resolution: number, share: number): number =>
  share > 0 ? Math.max(2, Math.round(Math.min(0.2, share) * resolution)) : 0;

/** Rows turned so that the lowest comes first; the frame stands half as high as the relief. */
function standUp(
  light: Float32Array,
  { width, height }: SheetGrid,
  frame: number,
  base: number,
  relief: number,
): Float32Array {
  const heights = new Float32Array(light.length).fill(base + 0.5 * relief);
  for (let y = frame; y < height - frame; y++) {
    const from = (height - 1 - y) * width;
    for (let x = frame; x < width - frame; x++) heights[y * width + x] = base + light[from + x] * relief;
  }
  return heights;
}

function flipRows(plane: Uint8Array, rowBytes: number): Uint8Array {
  const flipped = new Uint8Array(plane.length);
  for (let from = 0, to = plane.length - rowBytes; to >= 0; from += rowBytes, to -= rowBytes)
    flipped.set(plane.subarray(from, from + rowBytes), to);
  return flipped;
}

function placed({ sheet, back, indices }: ClosedSheet, heights: Float32Array, cellHeight: number): Mesh {
  const { grid, samples } = sheet;
  const positions = new Float32Array(3 * (samples.length + back.length));
  let to = 0;
  const add = (sample: number, z: number): void => {
    positions[to++] = sample % grid.width;
    positions[to++] = Math.floor(sample / grid.width) * cellHeight;
    positions[to++] = z;
  };
  for (let n = 0; n < samples.length; n++) add(samples[n], heights[samples[n]]);
  for (let n = 0; n < back.length; n++) add(back[n], 0);
  return { positions, indices };
}

/** The underside has one colour, as in the texture. */
function pick({ sheet, back }: ClosedSheet, plane: Uint8Array, below: readonly number[]): Uint8Array {
  const { samples } = sheet;
  const colors = new Uint8Array(3 * (samples.length + back.length));
  for (let n = 0; n < colors.length; n++) {
    const vertex = Math.floor(n / 3);
    colors[n] = vertex < samples.length ? plane[3 * samples[vertex] + (n % 3)] : below[n % 3];
  }
  return colors;
}
