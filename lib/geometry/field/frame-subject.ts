import { gaussianBlur } from "../image/blur-plane";
import { fillOutward } from "../image/fill-outward";
import { EmptySubjectError } from "../image/find-subject";
import type { Raster } from "../image/raster";
import { resamplePixels, type Window } from "../image/resample-pixels";

/** The subject cut out and brought to the lattice's own spacing; row 0 on top. */
export interface SubjectMaps {
  width: number;
  height: number;
  /** Coverage 0 to 1. */
  coverage: Float32Array;
  /** Longest side of the subject in cells. */
  longest: number;
  /** Source pixels per cell. */
  step: number;
  /** Where the cells lie on the picture. */
  window: Window;
  /** The subject's lowest row, and how far above it the foot is cut, in cells; below it where the foot is flat already. */
  bottom: number;
  cut: number;
  /** 1 where the outline towards the row below is the foot: the body is taken to go on there. */
  foot: Uint8Array;
  /** RGB (0 to 255), carried outward from well inside the subject, so that no background shines through at the rim. */
  colors(): Float32Array;
  /** Lightness (a gamma-coded luma, 0 to 1), carried outward alike. */
  lightness(): Float32Array;
}

/**
 * Crops to the subject and resamples: its longest side spans `resolution` cells. Enlarged masks are smoothed by half a
 * source pixel, or their steps would show as terraces on the rim.
 *
 * @throws EmptySubjectError where no pixel is half covered
 */
export function frameSubject(raster: Raster, alpha: Uint8Array, resolution: number): SubjectMaps {
  const box = boundSubject(alpha, raster.width, raster.height);
  const wide = box.right - box.left + 1;
  const high = box.bottom - box.top + 1;
  const step = Math.max(wide, high) / resolution;
  // Room for what is thickened later, and for one ring of samples outside.
  const margin = Math.ceil(Math.max(1.3, 0.006 * resolution)) + 2;
  const width = Math.max(8, Math.ceil(wide / step) + 2 * margin);
  const height = Math.max(8, Math.ceil(high / step) + 2 * margin);
  const window = { x: box.left - margin * step, y: box.top - margin * step, step, width, height };
  const coverage = resamplePixels(alpha, raster.width, raster.height, 1, window, "zero");
  for (let i = 0; i < coverage.length; i++) coverage[i] /= 255;
  gaussianBlur(coverage, width, height, step < 1 ? Math.min(8, 0.55 / step) : 0.5);
  let bottom = lowestRow(coverage, width, height);
  if (bottom < 0) bottom = rescueThin(coverage, width, height);
  // A lying line must not be cut away whole.
  const most = Math.min(Math.max(1, 0.006 * resolution), (0.2 * high) / step);
  let colors: Float32Array | undefined;
  return {
    width,
    height,
    coverage,
    longest: resolution,
    step,
    window,
    bottom,
    cut: chooseCut(coverage, width, height, bottom, most),
    foot: markFoot(coverage, width, height, bottom, Math.max(1.5, 0.007 * resolution)),
    colors: () => (colors ??= insideColors(raster, coverage, window)),
    lightness: () => insideLightness(raster, coverage, window),
  };
}

/** The rectangle of what is half covered or more, in pixels. */
export function boundSubject(alpha: Uint8Array, width: number, height: number) {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (alpha[y * width + x] < 128) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top === height) top = y;
      bottom = y;
    }
  }
  if (right < 0) throw new EmptySubjectError();
  return { left, right, top, bottom };
}

function lowestRow(coverage: Float32Array, width: number, height: number): number {
  for (let i = width * height - 1; i >= 0; i--) if (coverage[i] >= 0.5) return Math.floor(i / width);
  return -1;
}

/** A subject so thin that smoothing wiped it out is scaled back to where it shows. */
function rescueThin(coverage: Float32Array, width: number, height: number): number {
  let most = 1e-6;
  for (let i = 0; i < coverage.length; i++) most = Math.max(most, coverage[i]);
  for (let i = 0; i < coverage.length; i++) coverage[i] = Math.min(1, coverage[i] / most);
  return lowestRow(coverage, width, height);
}

/** A foot this much as wide as a cut of full height would make it is flat enough to stand on. */
const WIDE_ENOUGH = 0.85;

/**
 * The least cut that gives nearly as wide a foot as cutting `most` cells: round feet lose all of it, and a vase, whose
 * outline ends flat, nothing. Its foot is then the outline itself, a part of a cell below the lowest row.
 */
function chooseCut(
  coverage: Float32Array,
  width: number,
  height: number,
  bottom: number,
  most: number,
): number {
  const spanOf = (y: number): number => {
    let span = 0;
    for (let x = 0; x < width; x++) if (coverage[y * width + x] >= 0.5) span++;
    return span;
  };
  const wanted = WIDE_ENOUGH * spanOf(Math.max(0, bottom - Math.ceil(most)));
  let row = bottom;
  while (bottom - row < most && spanOf(row) < wanted) row--;
  if (row < bottom) return Math.min(most, bottom - row);
  if (bottom + 1 >= height) return 0;
  let below = 0;
  let span = 0;
  for (let x = 0; x < width; x++) {
    const a = coverage[bottom * width + x];
    if (a < 0.5) continue;
    below += (a - 0.5) / Math.max(1e-6, a - coverage[(bottom + 1) * width + x]);
    span++;
  }
  return -Math.min(MOST_BELOW, below / span);
}

/** The foot stays this much nearer to the lowest row than to the next, so that no sample lies on it. */
const MOST_BELOW = 0.95;

/** The lowest edge of every column that ends near the bottom. */
function markFoot(
  coverage: Float32Array,
  width: number,
  height: number,
  bottom: number,
  reach: number,
): Uint8Array {
  const foot = new Uint8Array(width * height);
  for (let x = 0; x < width; x++) {
    for (let y = bottom; y >= bottom - reach && y >= 0; y--) {
      if (coverage[y * width + x] < 0.5) continue;
      foot[y * width + x] = 1;
      break;
    }
  }
  return foot;
}

/**
 * The picture's RGB over a window, carried outward from well inside the coverage.
 * @param matte width of what the background may have coloured, in source pixels
 */
export function insideColors(
  raster: Raster,
  coverage: Float32Array,
  window: Window,
  matte = 0.9,
): Float32Array {
  const { width, height } = window;
  const rgba = resamplePixels(raster.data, raster.width, raster.height, 4, window);
  const rgb = new Float32Array(width * height * 3);
  for (let i = 0, from = 0; i < rgb.length; i += 3, from += 4) {
    rgb[i] = rgba[from];
    rgb[i + 1] = rgba[from + 1];
    rgb[i + 2] = rgba[from + 2];
  }
  return fillOutward(rgb, insideWeight(coverage, window, matte), width, height);
}

/** Reduced to one number a pixel before it is resampled: a plain model needs no colours, and they cost four times as much. */
export function insideLightness(raster: Raster, coverage: Float32Array, window: Window): Float32Array {
  const { width, height } = window;
  const { data } = raster;
  const luma = new Float32Array(raster.width * raster.height);
  for (let i = 0, from = 0; i < luma.length; i++, from += 4)
    luma[i] = (0.299 * data[from] + 0.587 * data[from + 1] + 0.114 * data[from + 2]) / 255;
  const light = resamplePixels(luma, raster.width, raster.height, 1, window);
  return fillOutward(light, insideWeight(coverage, window, 0.9), width, height, { channels: 1 });
}

/** Matted edges are about two source pixels wide: only what lies deeper lends its colour. */
function insideWeight(coverage: Float32Array, { width, height, step }: Window, matte: number): Float32Array {
  const weight = gaussianBlur(coverage.slice(), width, height, Math.max(1, matte / step));
  for (let i = 0; i < weight.length; i++) {
    const t = Math.max(0, Math.min(1, (weight[i] - 0.6) / 0.36));
    weight[i] = coverage[i] < 0.5 ? 0 : Math.max(0.02 * coverage[i], t * t);
  }
  return weight;
}
