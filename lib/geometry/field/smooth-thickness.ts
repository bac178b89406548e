import { ballHull } from "../image/ball-hull";
import { gaussianBlur } from "../image/blur-plane";
import { signedDistance } from "../image/distance-transform";
import { resamplePixels } from "../image/resample-pixels";
import { evenThickness } from "./even-thickness";
import type { SubjectMaps } from "./frame-subject";
import { thickenThin } from "./thicken-thin";

/** Size at which thickness is evened out. */
const evenSide = 128;

/**
 * Squared half thickness (cells²) of the subject: the ball hull, evened along its limbs, smoothed away from the rim, and
 * nowhere thinner than can be printed (1.2 % of the longest side: 1.2 mm on a model of 100 mm).
 */
export function smoothThickness(subject: SubjectMaps): Thickness {
  const { width, height, longest } = subject;
  const least = leastRadius(longest);
  let distance = distanceOf(subject.coverage, subject);
  let hull = ballHull(distance, width, height);
  const wide = thickenThin(subject.coverage, distance, hull.radius, width, height, least);
  if (wide) {
    distance = distanceOf(wide, subject);
    hull = ballHull(distance, width, height);
  }
  const { squared, radius } = hull;
  const gain = evenGain(subject, wide ?? subject.coverage);
  for (let i = 0; i < squared.length; i++) {
    if (squared[i] <= 0) continue;
    const thin = radius[i] < least ? (least / Math.max(0.7, radius[i])) ** 2 : 1;
    squared[i] *= Math.max(thin, gain[i]);
  }
  smoothInside(squared, distance, width, height, 0.008 * longest);
  smoothInside(squared, distance, width, height, 0.024 * longest);
  return { squared, distance, thickened: wide !== undefined };
}

export interface Thickness {
  squared: Float32Array;
  /** Signed distance to the outline in cells. */
  distance: Float32Array;
  /** Whether thin parts were widened. */
  thickened: boolean;
}

/** Where the foot is the outline itself, the row below it counts as inside: the floor makes the end, and not the rim. */
function distanceOf(coverage: Float32Array, { width, height, foot, bottom, cut }: SubjectMaps): Float32Array {
  const distance = signedDistance(coverage, width, height, foot);
  if (cut < 0)
    for (let i = bottom * width; i < (bottom + 1) * width; i++)
      if (foot[i]) distance[i + width] = distance[i];
  return distance;
}

/** Half of the thinnest wall, in cells. */
export const leastRadius = (longest: number): number => Math.max(1.3, 0.006 * longest);

function evenGain(subject: SubjectMaps, coverage: Float32Array): Float32Array {
  const { width, height, longest, foot } = subject;
  const step = longest / evenSide;
  if (step <= 1) return evenThickness(coverage, width, height, foot);
  const w = Math.ceil(width / step);
  const h = Math.ceil(height / step);
  const small = resamplePixels(coverage, width, height, 1, { x: 0, y: 0, step, width: w, height: h });
  const smallFoot = new Uint8Array(w * h);
  for (let x = 0; x < w; x++) {
    for (let y = h - 1; y >= Math.max(0, Math.floor((subject.bottom - 0.02 * longest) / step)); y--) {
      if (small[y * w + x] < 0.5) continue;
      smallFoot[y * w + x] = 1;
      break;
    }
  }
  const gain = evenThickness(small, w, h, smallFoot);
  return resamplePixels(gain, w, h, 1, { x: 0, y: 0, step: 1 / step, width, height });
}

/**
 * Blurs the squared thickness where the kernel lies wholly inside, so that the rim keeps its place. A blur lowers domes
 * by half their curvature times sigma²: 1 to 2 sigma² here, put back as 1.3.
 */
function smoothInside(
  squared: Float32Array,
  distance: Float32Array,
  width: number,
  height: number,
  sigma: number,
): void {
  const floor = -4 * sigma * sigma - 4;
  const blurred = new Float32Array(squared.length);
  for (let i = 0; i < squared.length; i++) blurred[i] = squared[i] > floor ? squared[i] : floor;
  gaussianBlur(blurred, width, height, sigma);
  for (let i = 0; i < squared.length; i++) {
    const t = Math.max(0, Math.min(1, (distance[i] / sigma - 1.3) / 1.7));
    if (t > 0) squared[i] += (blurred[i] + 1.3 * sigma * sigma - squared[i]) * t * t * (3 - 2 * t);
  }
}
