import { levelLight } from "../image/level-light";
import type { Raster } from "../image/raster";
import { resamplePixels } from "../image/resample-pixels";
import { measureBounds } from "../mesh/measure-bounds";
import type { Mesh } from "../mesh/mesh";
import { closeBall, closeSheet, type ClosedSheet } from "./close-sheet";
import { frameHeart } from "./frame-heart";
import { limitTriangles } from "./limit-triangles";
import { bendPoint, sagMm, type LithophaneForm } from "./lithophane-form";
import { measureDetail, STRICTNESS } from "./measure-detail";
import {
  NoRoomError,
  planAt,
  planLithophane,
  type LithophanePlan,
  type LithophaneWish,
} from "./plan-lithophane";
import { chooseGrid, type SheetGrid } from "./sheet-grid";
import { splitSheet } from "./split-sheet";
import { thickenLight } from "./transmission";

export interface LithophaneOptions extends LithophaneWish {
  /** Cells along the sheet's longest side. */
  resolution: number;
  attenuationPerMm: number;
  /** Width of a frame along the outline of a heart that will be cut out of a flat sheet without a frame of its own. */
  heartFrameMm?: number;
  /** Dark lets the light through. */
  invert: boolean;
  /** How strongly noise is taken out: 1 as for a relief, 0 not at all. */
  smoothing: number;
  /** How far the surface may lie off the wanted thickness. */
  maxErrorMm: number;
  maxTriangles: number;
}

export interface Lithophane {
  /** Millimetres, standing on z = 0 without its hangers. */
  mesh: Mesh;
  plan: LithophanePlan;
}

/**
 * A sheet as thick as the picture is dark, flat or bent, with a smooth back. The sheet is cut into triangles where it is
 * still flat: thickness and the sag of chords say what is needed. Then it is bent, which leaves neighbours neighbours, so
 * tubes and balls close with shared vertices at their seam. The front stands off along the normal of the back, outwards:
 * it cannot cross itself, and the back of a tube stays round for a lamp.
 *
 * @throws NoRoomError
 */
export function lithophaneMesh(raster: Raster, options: LithophaneOptions): Lithophane {
  const aspect = raster.height / raster.width;
  const planned = planLithophane(options, aspect);
  const { form } = planned;
  const perMm = options.resolution / Math.max(form.widthMm, form.heightMm);
  const grid = chooseGrid(form.widthMm * perMm, form.heightMm * perMm, form.turn > 6);
  const thickness = layOut(raster, grid, planned, options);
  const tolerance = STRICTNESS * options.maxErrorMm;
  const needs = measureDetail(grid, { heights: thickness, tolerance, bend: bendOf(grid, form, options) });
  const room = form.shape === "sphere" ? options.maxTriangles - ballBack(form, options).triangles : Infinity;
  const least = limitTriangles(grid, needs, Math.min(options.maxTriangles, room));
  const sheet = splitSheet(grid, needs, least);
  const closed = form.shape === "sphere" ? closeRound(sheet, form, options) : closeSheet(sheet);
  return fit(closed, thickness, planned, options, aspect);
}

/** Rows from the lowest; the frame and what is plain as thick as the frame. */
function layOut(
  raster: Raster,
  grid: SheetGrid,
  plan: LithophanePlan,
  options: LithophaneOptions,
): Float32Array {
  const { width, height, wraps } = grid;
  const side = cellsOf(plan.side, width - 1);
  const [below, above] = [cellsOf(plan.below, height - 1), cellsOf(plan.above, height - 1)];
  const across = Math.max(2, Math.round((width - 2 * side) / plan.copies));
  const up = height - below - above;
  const picture = thicknesses(raster, across, up, options);
  const thickness = new Float32Array(width * height).fill(options.frameThicknessMm);
  const scale = (across * plan.copies) / (width - 2 * side);
  for (let y = 0; y < up; y++) {
    const from = (up - 1 - y) * across;
    const to = (y + below) * width;
    for (let x = side; x < width - side; x++)
      thickness[to + x] = picture[from + (Math.floor((x - side) * scale) % across)];
    if (wraps) thickness[to + width - 1] = thickness[to];
  }
  if (options.heartFrameMm)
    addHeartFrame(thickness, grid, plan.form.widthMm, options.heartFrameMm, options.frameThicknessMm);
  return thickness;
}

function addHeartFrame(
  thickness: Float32Array,
  grid: SheetGrid,
  widthMm: number,
  frameMm: number,
  frameThicknessMm: number,
): void {
  if (frameHeart(thickness, grid, { widthMm, frameMm, frameThicknessMm })) return;
  throw new NoRoomError(
    `A heart of ${widthMm.toFixed(0)} mm has no room within a frame of ${frameMm} mm. Make it larger, or the frame narrower.`,
  );
}

const cellsOf = (share: number, cells: number): number =>
  share > 0 ? Math.max(1, Math.round(share * cells)) : 0;

function thicknesses(
  raster: Raster,
  width: number,
  height: number,
  options: LithophaneOptions,
): Float32Array {
  const [step, stepY] = [raster.width / width, raster.height / height];
  const window = { x: 0, y: 0, step, stepY, width, height };
  const rgba = resamplePixels(raster.data, raster.width, raster.height, 4, window);
  const resolution = Math.max(width, height);
  return thickenLight(levelLight(onWhite(rgba), width, height, { ...options, resolution }), options);
}

/** A cut-out subject stands before a lit window. */
function onWhite(rgba: Float32Array): Float32Array {
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] / 255;
    for (let c = 0; c < 3; c++) rgba[at + c] = rgba[at + c] * alpha + 255 * (1 - alpha);
    rgba[at + 3] = 255;
  }
  return rgba;
}

function bendOf(grid: SheetGrid, form: LithophaneForm, { maxMm }: LithophaneOptions) {
  const across = form.turn / (grid.width - 1);
  const up = (form.lowest - form.highest) / (grid.height - 1);
  return (cells: number) => sagMm(form, maxMm, cells * across, cells * up);
}

/** Vertices round and up the back of a ball, and the triangles they make. */
function ballBack(form: LithophaneForm, { maxErrorMm }: LithophaneOptions) {
  const step = 2 * Math.acos(1 - Math.min(0.02, maxErrorMm / form.radiusMm));
  const around = Math.ceil((2 * Math.PI) / step);
  const rings = Math.ceil((form.lowest - form.highest) / step);
  return { around, rings, triangles: 2 * around * rings };
}

function closeRound(
  sheet: ClosedSheet["sheet"],
  form: LithophaneForm,
  options: LithophaneOptions,
): ClosedSheet {
  const { around, rings } = ballBack(form, options);
  const poleFrom = (lowest: number) => lowest / (lowest - form.highest);
  return closeBall(sheet, [poleFrom(form.lowest), poleFrom(form.lowestFront)], around, rings);
}

/**
 * Thin and thick spots on the outline move the outermost points by tenths of a millimetre: the width is corrected until
 * the model measures what was asked for, while all thicknesses stay.
 */
function fit(
  closed: ClosedSheet,
  thickness: Float32Array,
  planned: LithophanePlan,
  options: LithophaneOptions,
  aspect: number,
): Lithophane {
  let plan = planned;
  for (let round = 0; ; round++) {
    const mesh = { positions: bend(closed, thickness, plan.form, options), indices: closed.indices };
    const { low, high } = measureBounds(mesh);
    const extents = [0, 1, 2].map((axis) => high[axis] - low[axis]);
    extents[plan.form.lying ? 1 : 2] += options.tabMm;
    const extent = options.axis === "longest" ? Math.max(...extents) : extents["xyz".indexOf(options.axis)];
    const off = options.sizeMm - extent;
    if (Math.abs(off) < 1e-4 * options.sizeMm || round === FITTINGS) return { mesh, plan };
    plan = planAt(options, aspect, plan.form.widthMm * (1 + off / extent));
  }
}

const FITTINGS = 6;

function bend(
  { sheet, back, free }: ClosedSheet,
  thickness: Float32Array,
  form: LithophaneForm,
  { frameThicknessMm }: LithophaneOptions,
): Float32Array {
  const { samples, grid } = sheet;
  const positions = new Float32Array(3 * (samples.length + back.length + free.length));
  const across = 1 / (grid.width - 1);
  const up = 1 / (grid.height - 1);
  let to = 0;
  for (let n = 0; n < samples.length; n++, to += 3) {
    const [x, y] = [samples[n] % grid.width, Math.floor(samples[n] / grid.width)];
    bendPoint(form, x * across, y * up, thickness[samples[n]], positions, to);
  }
  for (let n = 0; n < back.length; n++, to += 3) {
    const [x, y] = [back[n] % grid.width, Math.floor(back[n] / grid.width)];
    bendPoint(form, x * across, y * up, 0, positions, to);
  }
  for (const [u, v, front] of free) {
    bendPoint(form, u, v, front * frameThicknessMm, positions, to);
    to += 3;
  }
  return restOnBed(positions);
}

function restOnBed(positions: Float32Array): Float32Array {
  let low = Infinity;
  for (let at = 2; at < positions.length; at += 3) low = Math.min(low, positions[at]);
  for (let at = 2; at < positions.length; at += 3) positions[at] -= low;
  return positions;
}
