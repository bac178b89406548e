import { ballHull } from "../image/ball-hull";
import { gaussianBlur } from "../image/blur-plane";
import { fillOutward } from "../image/fill-outward";
import { LowerEnvelope, transpose } from "../image/lower-envelope";
import { fitDepth } from "./fit-depth";
import type { SubjectMaps } from "./frame-subject";
import { type DepthMap, readDepth, sharpenLeaps } from "./read-depth";

/** A known front with a thickness behind it, as the middle between both and the squared half thickness about it. */
export interface HungThickness {
  /** y of the middle, away from the viewer, in cells; known beyond the outline too. */
  middle: Float32Array;
  /** In cells²; beyond the outline it goes on as the hull does. */
  squared: Float32Array;
  /** Cells that white stands before black. */
  range: number;
}

/** Steps in depth above this share of the longest side are edges of one part before another. */
const LEAP = 0.03;
/** A wall behind a leap is at least this thick. */
const WALL = 0.012;

/**
 * Hangs the hull's thickness behind a front that is known. The front is taken as it is. The middle behind it comes from
 * where front and hull rise together: there front = middle − half holds on the mean of a window. Where they do not (the
 * flat face of a box) the middle lies one inscribed radius behind the front at the centre of the ball that serves the
 * cell, so that a flat face gets upright sides. The front is never mirrored to make the back: .513 against .753.
 *
 * Over a leap the nearer part is thickened backward until it meets the part behind: nothing floats, nothing frays.
 *
 * @param squared the hull's squared half thickness, negative outside
 * @param told how far white stands before black, as a share of the longest side, where the caller knows
 */
export function hangSheets(
  map: DepthMap,
  picture: { width: number; height: number },
  subject: SubjectMaps,
  squared: Float32Array,
  distance: Float32Array,
  told?: number,
): HungThickness {
  const { width, height, longest } = subject;
  const near = readDepth(map, picture, subject);
  const fit = fitDepth(near, squared, distance, subject, told === undefined ? undefined : told * longest);
  const front = near.map((value) => -fit.range * value);
  sharpenLeaps(front, distance, subject, LEAP * longest);

  const center = new Int32Array(front.length);
  ballHull(distance, width, height, center);
  const half = squared.map((value, i) => (value > 0 ? fit.gain[i] * Math.sqrt(value) : 0));
  const back = new Float32Array(front.length);
  for (let i = 0; i < front.length; i++) {
    if (distance[i] <= 0) continue;
    const ball = front[center[i]] + half[center[i]];
    const together = fit.gain[i] * fit.half[i] - fit.range * fit.near[i];
    const middle = ball + (together - ball) * fit.trust[i];
    back[i] = Math.max(middle + half[i], front[i] + Math.min(WALL * longest, 2 * half[i]));
  }
  meetBehind(front, back, distance, subject, WALL * longest);
  calmBack(front, back, distance, subject);
  return { ...betweenSheets(front, back, squared, distance, width, height), range: fit.range };
}

/** Takes the back, near something deeper, to that one's front and a wall beyond it; the reach falls off as a parabola. */
function meetBehind(
  front: Float32Array,
  back: Float32Array,
  distance: Float32Array,
  { width, height }: SubjectMaps,
  wall: number,
): void {
  const scale = 0.5 * wall;
  const deep = front.map((value, i) => (distance[i] > 0 ? -(value + wall) * scale : Infinity));
  const envelope = new LowerEnvelope(Math.max(width, height));
  const winner = new Int32Array(front.length);
  const rows = new Float32Array(front.length).fill(Infinity);
  for (let y = 0; y < height; y++) envelope.run(deep, y * width, width, rows, winner);
  const turned = transpose(rows, width, height, deep);
  rows.fill(Infinity);
  for (let x = 0; x < width; x++) envelope.run(turned, x * height, height, rows, winner);
  const reach = transpose(rows, height, width, turned);
  for (let i = 0; i < front.length; i++) if (distance[i] > 0) back[i] = Math.max(back[i], -reach[i] / scale);
}

/** Evens out the back away from the rim: nobody saw it, so it shows neither the front's leaps nor its dents. */
function calmBack(
  front: Float32Array,
  back: Float32Array,
  distance: Float32Array,
  { width, height, longest }: SubjectMaps,
): void {
  const sigma = CALM * longest;
  const weight = new Float32Array(back.length);
  for (let i = 0; i < back.length; i++) if (distance[i] > 0) weight[i] = 1;
  const mean = gaussianBlur(back.slice(), width, height, sigma);
  gaussianBlur(weight, width, height, sigma);
  for (let i = 0; i < back.length; i++) {
    const t = Math.min(1, distance[i] / (2 * sigma));
    if (t <= 0) continue;
    const least = front[i] + Math.min(WALL * longest, back[i] - front[i]);
    back[i] = Math.max(least, back[i] + (mean[i] / weight[i] - back[i]) * t * t * (3 - 2 * t));
  }
}

/** Radius of that evening out, as a share of the longest side. */
const CALM = 0.025;

/** Beyond the outline goes on what is known at it, so that a round rim closes as the hull's does. */
function betweenSheets(
  front: Float32Array,
  back: Float32Array,
  squared: Float32Array,
  distance: Float32Array,
  width: number,
  height: number,
): { middle: Float32Array; squared: Float32Array } {
  const middle = new Float32Array(front.length);
  const change = new Float32Array(front.length);
  const known = new Float32Array(front.length);
  for (let i = 0; i < front.length; i++) {
    if (distance[i] <= 0) continue;
    known[i] = 1;
    middle[i] = (front[i] + back[i]) / 2;
    change[i] = ((back[i] - front[i]) / 2) ** 2 - squared[i];
  }
  fillOutward(middle, known, width, height, { channels: 1 });
  fillOutward(change, known, width, height, { channels: 1 });
  for (let i = 0; i < change.length; i++) change[i] += squared[i];
  return { middle, squared: change };
}
