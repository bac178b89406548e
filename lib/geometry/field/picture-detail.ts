import { boxBlur, gaussianBlur, smoothKeepingEdges } from "../image/blur-plane";
import { resamplePixels } from "../image/resample-pixels";

/**
 * Relief read from the picture, as a share of the model's longest side, bright standing out: at most 0.02.
 *
 * Two sources. Shading: what a guided filter takes away, that is variation of low contrast (fur, folds, panel lines);
 * a strong edge is paint more often than form and stays with the filter. Marks: small features of any contrast,
 * weighed by how little direction their surroundings have (structure tensor), so that eyes, nostrils and buttons come
 * up and stripes, whose gradients all point one way, do not.
 *
 * A strength above one half is the caller's word that colour is form: then painted faces come up as well, against the
 * lightness round them (a robot's eyes, a house's windows), and stripes with them.
 *
 * @param light lightness 0 to 1, continued smoothly beyond the subject
 * @param longest longest side of the subject in pixels
 * @param strength 0 none, 0.5 as said, 1 twice as much and painted faces too
 */
export function pictureDetail(
  light: Float32Array,
  width: number,
  height: number,
  longest: number,
  strength = 0.5,
): Float32Array {
  if (strength <= 0) return new Float32Array(light.length);
  const clean = gaussianBlur(light.slice(), width, height, Math.max(0.5, 0.0022 * longest));
  const radius = Math.max(2, Math.round(0.018 * longest));
  const base = smoothKeepingEdges(clean, width, height, radius, 0.09);
  const contrast = localContrast(clean, width, height, 2 * radius + 1);
  const marks = compactMarks(light, width, height, longest);
  const detail = new Float32Array(light.length);
  for (let i = 0; i < detail.length; i++) {
    const shading = (clean[i] - base[i]) * 0.2 * calm(contrast[i]);
    detail[i] = 0.02 * softClip((2 * strength * (shading + marks[i])) / 0.02);
  }
  if (strength > 0.5) addPaint(detail, clean, width, height, longest, 2 * strength - 1);
  return detail;
}

/** Faces stand out or lie deep as whole plateaus up to a twelfth of the size wide; larger ones at their edges. */
function addPaint(
  detail: Float32Array,
  clean: Float32Array,
  width: number,
  height: number,
  longest: number,
  share: number,
): void {
  const around = gaussianBlur(clean.slice(), width, height, 0.04 * longest);
  for (let i = 0; i < detail.length; i++)
    detail[i] = 0.02 * softClip(detail[i] / 0.02 + share * PAINT * (clean[i] - around[i]));
}

/** A contrast of a quarter brings up two thirds of the limit. */
const PAINT = 4;

const softClip = (x: number): number => x / Math.sqrt(1 + x * x);

/** Full trust up to a contrast (standard deviation) of .06; paint, so next to nothing, from .2 on. */
function calm(deviation: number): number {
  const square = (deviation * deviation) / (0.09 * 0.09);
  return 1 / (1 + square * square);
}

function localContrast(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const mean = boxBlur(plane.slice(), width, height, radius);
  const square = new Float32Array(plane.length);
  for (let i = 0; i < plane.length; i++) square[i] = plane[i] * plane[i];
  boxBlur(square, width, height, radius);
  for (let i = 0; i < plane.length; i++) square[i] = Math.sqrt(Math.max(0, square[i] - mean[i] * mean[i]));
  return boxBlur(square, width, height, radius >> 1);
}

/** Work size of the marks: they are at least 1 % of the model wide. */
const markSide = 288;

function compactMarks(light: Float32Array, width: number, height: number, longest: number): Float32Array {
  const step = Math.max(1, longest / markSide);
  const w = Math.ceil(width / step);
  const h = Math.ceil(height / step);
  const small = resamplePixels(light, width, height, 1, { x: 0, y: 0, step, width: w, height: h });
  const unit = longest / step;
  const band = gaussianBlur(small.slice(), w, h, 0.004 * unit);
  const wide = gaussianBlur(small.slice(), w, h, 0.026 * unit);
  const directed = coherence(band, w, h, Math.max(2, Math.round(0.022 * unit)));
  for (let i = 0; i < band.length; i++) {
    const free = Math.max(0, 1 - 1.25 * directed[i]);
    band[i] = 0.045 * Math.max(-0.3, Math.min(0.3, band[i] - wide[i])) * free * free;
  }
  const shift = { x: 0, y: 0, step: 1 / step, width, height };
  return step === 1 ? band : resamplePixels(band, w, h, 1, shift);
}

/** 0 where gradients point everywhere, 1 where all point one way (structure tensor, windows of 2r + 1). */
function coherence(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const xx = new Float32Array(plane.length);
  const yy = new Float32Array(plane.length);
  const xy = new Float32Array(plane.length);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const dx = plane[i + 1] - plane[i - 1];
      const dy = plane[i + width] - plane[i - width];
      xx[i] = dx * dx;
      yy[i] = dy * dy;
      xy[i] = dx * dy;
    }
  }
  for (const part of [xx, yy, xy]) boxBlur(boxBlur(part, width, height, radius), width, height, radius);
  for (let i = 0; i < plane.length; i++) {
    const sum = xx[i] + yy[i];
    const difference = xx[i] - yy[i];
    xx[i] = Math.sqrt(difference * difference + 4 * xy[i] * xy[i]) / (sum + 1e-5);
  }
  return xx;
}
