import { cutFromCenter } from "./cut-from-center";
import { cutAlongOutline, cutSubject } from "./cut-subject";
import { fillOutward } from "./fill-outward";
import { type Backdrop, fitBackdrop } from "./fit-backdrop";
import { edgeEnergy, floodBackground, gap } from "./flood-background";
import { dropSpecks, fillHoles, labelRegions } from "./label-regions";
import { labPixels } from "./lab-pixels";
import { peelShadow } from "./peel-shadow";
import type { Raster } from "./raster";
import { refineMatte } from "./refine-matte";
import { resamplePixels } from "./resample-pixels";

export interface Segmentation {
  /** Coverage by the subject, 0 to 255, the raster's size. */
  alpha: Uint8Array;
  /** What decided: the picture's own transparency, flooding, a minimum cut, or nothing ("full": no subject stood out). */
  method: "alpha" | "flood" | "min-cut" | "full";
  /** 0 to 1: how well the outline is supported by the picture. Below .5 people should look. */
  confidence: number;
  /** Share of the picture that is subject. */
  coverage: number;
}

export interface SegmentOptions {
  /** Keep soft dark areas that touch the subject rather than take them for its shadow. */
  keepShadow?: boolean;
}

/** Longest side at which the flood works, and the cut: bounded, so that cost does not grow with the camera. */
const floodSide = 448;
const cutSide = 192;
const middleSide = 128;
/** Confidence in a guess by the place in the picture: no engine is chosen for it, and people are asked to look. */
const GUESS = 0.4;

/**
 * Finds the subject. Transparency is believed where it means something; else the frame tells the backdrop and a flood
 * takes it away; where the outline left by the flood is doubtful a minimum cut decides; the edge is then matted at full
 * resolution. Low support is reported in `confidence`, never hidden.
 */
export function segmentSubject(raster: Raster, options: SegmentOptions = {}): Segmentation {
  if (raster.width < 3 || raster.height < 3) return whole(raster);
  const own = ownAlpha(raster);
  if (own) return own;
  const keepShadow = options.keepShadow ?? false;
  const fine = workingCopy(raster);
  const backdrop = fitBackdrop(fine.lab, fine.width, fine.height);
  const energy = edgeEnergy(fine.lab, fine.width, fine.height);
  const flooded = floodBackground(fine.lab, fine.width, fine.height, backdrop, energy, keepShadow);
  const ground = fillOutward(fine.lab.slice(), new Float32Array(flooded), fine.width, fine.height);
  const peel = (mask: Uint8Array) => {
    if (keepShadow) return mask;
    const peeled = peelShadow(mask, fine.lab, ground, energy, fine.width, fine.height, backdrop.grain);
    return dropSpecks(peeled, fine.width, fine.height, 0.02);
  };
  const bySize = peel(openHoles(tidy(flooded, fine.width, fine.height), flooded, fine, backdrop, ground));
  const support = outlineSupport(fine, bySize, backdrop);
  if (support > 0.93 && backdrop.share > 0.9) return finish(raster, bySize, fine, "flood", support);

  const cut = peel(cutInTwoSizes(fine, backdrop, bySize, support, keepShadow));
  const covered = share(cut);
  if (covered < 0.004 || covered > 0.985) {
    return support > 0.5 ? finish(raster, bySize, fine, "flood", support * 0.7) : whole(raster);
  }
  const cutSupport = outlineSupport(fine, cut, backdrop);
  const believed = cutSupport * Math.min(1, 0.35 + 0.65 * backdrop.share);
  if (isJumble(cut, fine)) {
    const middle = cutMiddle(fine, backdrop, keepShadow);
    if (share(middle) > 0.004) return finish(raster, middle, fine, "min-cut", Math.min(believed, GUESS));
  }
  return finish(raster, cut, fine, "min-cut", believed);
}

/** What stands in the middle, on a small copy, then along its outline on the fine one. */
function cutMiddle(fine: WorkingCopy, backdrop: Backdrop, keepShadow: boolean): Uint8Array {
  const coarse = reduceCopy(fine, middleSide);
  const { subject, palettes } = cutFromCenter(coarse.lab, coarse.width, coarse.height);
  const enlarged = resampleMask(subject, coarse, fine);
  if (!palettes) return enlarged;
  const reach = Math.ceil((1.6 * fine.width) / coarse.width);
  const input = { ...fine, flooded: inverted(enlarged), noise: backdrop.noise, trust: 0, keepShadow };
  return cutAlongOutline(input, enlarged, reach, palettes);
}

/** The cut proper on a small copy, then once more along its outline on the fine one. */
function cutInTwoSizes(
  fine: WorkingCopy,
  backdrop: Backdrop,
  bySize: Uint8Array,
  support: number,
  keepShadow: boolean,
): Uint8Array {
  const trust =
    Math.max(0, Math.min(1, (support - 0.5) / 0.3)) * Math.max(0, Math.min(1, (backdrop.share - 0.5) / 0.3));
  const flooded = inverted(bySize);
  const coarse = reduceCopy(fine, cutSide);
  const { subject: cut, palettes } = cutSubject({
    ...coarse,
    flooded: resampleMask(flooded, fine, coarse),
    noise: backdrop.noise,
    trust,
    keepShadow,
  });
  const step = fine.width / coarse.width;
  const enlarged = resampleMask(cut, coarse, fine);
  if (!palettes) return enlarged;
  const reach = Math.ceil(1.6 * step);
  return cutAlongOutline(
    { ...fine, flooded, noise: backdrop.noise, trust, keepShadow },
    enlarged,
    reach,
    palettes,
  );
}

interface LabCopy {
  lab: Float32Array;
  width: number;
  height: number;
}

interface WorkingCopy extends LabCopy {
  /** RGBA, 0 to 255: what `lab` was made from. */
  pixels: Float32Array | Uint8ClampedArray;
}

function workingCopy(raster: Raster): WorkingCopy {
  const { width, height } = boundedSize(raster, floodSide);
  const step = raster.width / width;
  const window = { x: 0, y: 0, step, width, height };
  const pixels =
    step === 1 ? raster.data : resamplePixels(raster.data, raster.width, raster.height, 4, window);
  return { pixels, lab: labPixels(pixels, width * height, 4), width, height };
}

/** Made from the copy rather than from the picture, which may be twenty times as large. */
function reduceCopy(from: LabCopy, side: number): LabCopy {
  const { width, height } = boundedSize(from, side);
  const window = { x: 0, y: 0, step: from.width / width, width, height };
  return { lab: resamplePixels(from.lab, from.width, from.height, 3, window), width, height };
}

interface Size {
  width: number;
  height: number;
}

function boundedSize({ width, height }: Size, side: number): Size {
  const step = Math.max(1, Math.max(width, height) / side);
  return { width: Math.max(3, Math.round(width / step)), height: Math.max(3, Math.round(height / step)) };
}

/** The picture's own transparency, if it separates something: both clear and solid pixels in earnest numbers. */
function ownAlpha(raster: Raster): Segmentation | undefined {
  const { data, width, height } = raster;
  const count = width * height;
  let clear = 0;
  let solid = 0;
  for (let i = 3; i < data.length; i += 4) {
    if (data[i] < 16) clear++;
    else if (data[i] >= 128) solid++;
  }
  if (clear < count * 0.005) return undefined;
  const mask = new Uint8Array(count);
  for (let i = 0; i < count; i++) mask[i] = data[i * 4 + 3] >= 128 ? 1 : 0;
  if (solid > 0) fillHoles(dropSpecks(mask, width, height, 0.01), width, height, count * 0.0002);
  const { label } = labelRegions(mask, width, height, 1, 8);
  const alpha = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const a = data[i * 4 + 3];
    // Faint pixels stay as the edge of what was kept; holes that were closed become solid.
    if (label[i] >= 0) alpha[i] = Math.max(a, 128);
    else if (a < 128) alpha[i] = a;
  }
  const covered = share(mask);
  return {
    alpha,
    method: "alpha",
    confidence: covered > 0 ? (covered < 0.003 ? 0.5 : 0.98) : 0,
    coverage: covered,
  };
}

function tidy(flooded: Uint8Array, width: number, height: number): Uint8Array {
  const mask = inverted(flooded);
  dropSpecks(mask, width, height, 0.02);
  return mask;
}

/**
 * Enclosed areas of exactly the backdrop's colour are seen through (the eye of a handle) when they are large; small ones
 * (an eye's white, a printed letter) are the subject's.
 */
function openHoles(
  mask: Uint8Array,
  flooded: Uint8Array,
  copy: WorkingCopy,
  backdrop: Backdrop,
  ground: Float32Array,
): Uint8Array {
  const { width, height, lab } = copy;
  const limit = 3 + 2.5 * backdrop.grain + Math.min(2, backdrop.noise);
  const like = new Uint8Array(mask.length);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] && !flooded[i] && gap(lab, i, ground, i) < limit) like[i] = 1;
  }
  const { label, area } = labelRegions(like, width, height, 1, 4);
  const floor = 0.012 * share(mask) * mask.length + 12;
  for (let i = 0; i < mask.length; i++) if (label[i] >= 0 && area[label[i]] >= floor) mask[i] = 0;
  return fillHoles(mask, width, height, mask.length * 0.0003);
}

/**
 * Share of the outline at which the picture itself has an edge: Lab contrast between two pixels in and two pixels out,
 * well above the backdrop's noise. Zero where nothing, or everything, is subject.
 */
function outlineSupport(copy: WorkingCopy, mask: Uint8Array, backdrop: Backdrop): number {
  const { lab, width, height } = copy;
  const clear = 3.5 + 3 * backdrop.noise;
  let supported = 0;
  let total = 0;
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const i = y * width + x;
      if (mask[i] !== mask[i + 1]) {
        supported += edge(lab, i - 1, i + 2, clear);
        total++;
      }
      if (mask[i] !== mask[i + width]) {
        supported += edge(lab, i - width, i + 2 * width, clear);
        total++;
      }
    }
  }
  return total < 12 ? 0 : supported / total;
}

const edge = (lab: Float32Array, i: number, j: number, clear: number): number =>
  Math.min(1, gap(lab, i, lab, j) / clear) ** 2;

/** The mask at another size, coarser or finer, by the nearest pixel: the cut moves the outline by more than that. */
function resampleMask(mask: Uint8Array, from: Size, to: Size): Uint8Array {
  const resampled = new Uint8Array(to.width * to.height);
  const nearest = Int32Array.from({ length: to.width }, (_, x) => ((x + 0.5) * from.width) / to.width);
  for (let y = 0, i = 0; y < to.height; y++) {
    const row = Math.floor(((y + 0.5) * from.height) / to.height) * from.width;
    for (let x = 0; x < to.width; x++, i++) resampled[i] = mask[row + nearest[x]];
  }
  return resampled;
}

function finish(
  raster: Raster,
  mask: Uint8Array,
  copy: WorkingCopy,
  method: "flood" | "min-cut",
  confidence: number,
): Segmentation {
  const covered = share(mask);
  if (covered === 0) return whole(raster);
  const alpha = refineMatte(raster, mask, copy.pixels, copy.width, copy.height);
  const runs = frameRuns(mask, copy.width, copy.height);
  const plausible =
    (covered < 0.01 || covered > 0.92 ? 0.6 : 1) *
    Math.min(1, SUBJECT_RUNS / Math.max(SUBJECT_RUNS, runs)) *
    cornerDoubt(mask, copy);
  return { alpha, method, confidence: Math.min(0.97, confidence * plausible), coverage: covered };
}

/** A subject meets the frame in one or two places; a jumble of things meets it in many. */
const SUBJECT_RUNS = 3;

const isJumble = (mask: Uint8Array, { width, height }: WorkingCopy): boolean =>
  frameRuns(mask, width, height) > SUBJECT_RUNS;

/** A "subject" in two or more corners of the picture is part of the scene: a floor, a wall, a hill. */
function cornerDoubt(mask: Uint8Array, { width, height }: WorkingCopy): number {
  const corners = mask[0] + mask[width - 1] + mask[(height - 1) * width] + mask[height * width - 1];
  return corners >= 2 ? 0.4 : 1;
}

/** How many separate stretches of the frame the mask covers. */
function frameRuns(mask: Uint8Array, width: number, height: number): number {
  const ring: number[] = [];
  for (let x = 0; x < width; x++) ring.push(mask[x]);
  for (let y = 1; y < height; y++) ring.push(mask[y * width + width - 1]);
  for (let x = width - 2; x >= 0; x--) ring.push(mask[(height - 1) * width + x]);
  for (let y = height - 2; y > 0; y--) ring.push(mask[y * width]);
  return ring.reduce((runs, m, n) => runs + (m && !ring[(n + ring.length - 1) % ring.length] ? 1 : 0), 0);
}

function inverted(mask: Uint8Array): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let i = 0; i < out.length; i++) out[i] = mask[i] ? 0 : 1;
  return out;
}

const whole = (raster: Raster): Segmentation => ({
  alpha: new Uint8Array(raster.width * raster.height).fill(255),
  method: "full",
  confidence: 0,
  coverage: 1,
});

function share(mask: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < mask.length; i++) sum += mask[i];
  return sum / mask.length;
}
