import { ballHull } from "../image/ball-hull";
import { gaussianBlur } from "../image/blur-plane";
import { fillOutward } from "../image/fill-outward";
import { LowerEnvelope, transpose } from "../image/lower-envelope";
import { fitDepth } from "./fit-depth";
import type { SubjectMaps } from "./frame-subject";
import { sharpenLeaps } from "./read-depth";

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
 * @param near how near the front is in each cell, 0 to 1
 * @param squared the hull's squared half thickness, negative outside
 * @param turned how far the hull is known to be that of a turned body, 0 to 1: its middle is then one plane
 * @param told cells that 1 stands before 0, where the caller knows
 */
export function hangSheets(
  near: Float32Array,
  subject: SubjectMaps,
  squared: Float32Array,
  distance: Float32Array,
  { told, turned = 0 }: { told?: number; turned?: number } = {},
): HungThickness {
  const { width, height, longest } = subject;
  const fit = fitDepth(near, squared, distance, subject, told);
  const front = near.map((value) => -fit.range * value);
  const gain = fit.gain.map((value) => value + (1 - value) * turned);
  const half = squared.map((value, i) => (value > 0 ? gain[i] * Math.sqrt(value) : 0));
  const rises = squared.map((value, i) => (value > 0 ? fit.slope[i] * Math.sqrt(value) : 0));
  const rise = half.map((value, i) => fit.trust[i] * value);
  sharpenLeaps(front, rise, distance, subject, LEAP * longest);

  const center = new Int32Array(front.length);
  ballHull(distance, width, height, center);
  const plane = commonPlane(front, rises, fit.trust, distance, longest);
  const back = new Float32Array(front.length);
  for (let i = 0; i < front.length; i++) {
    if (distance[i] <= 0) continue;
    const ball = front[center[i]] + half[center[i]];
    const together = fit.gain[i] * fit.half[i] - fit.range * fit.near[i];
    const found = ball + (together - ball) * fit.trust[i];
    const middle = found + (plane.at - found) * turned;
    back[i] = Math.max(middle + half[i], front[i] + Math.min(WALL * longest, 2 * half[i]));
    // As far behind the common plane as the front stands before it.
    const thick = 2 * (plane.at - front[i]);
    if (thick <= 0) continue;
    const even = front[i] + Math.max(thick, Math.min(WALL * longest, 2 * half[i]));
    back[i] += (even - back[i]) * plane.sure;
  }
  meetBehind(front, back, distance, subject, WALL * longest);
  calmBack(front, back, distance, subject);
  // A lathe knows neither what hides behind what nor dents.
  for (let i = 0; i < back.length; i++)
    if (distance[i] > 0) back[i] += (Math.max(plane.at + half[i], front[i]) - back[i]) * turned;
  return { ...betweenSheets(front, back, squared, distance, width, height), range: fit.range };
}

/** Shares of the subject that must agree on a middle before it begins to count, and counts in full. */
const FEW = 0.5;
const MOST = 0.7;
/** Middles this near to each other agree, as a share of the longest side. */
const ONE_PLANE = 0.03;

/**
 * The plane about which front and hull agree, if they do over most of the subject: bodies whose parts all stand about one
 * plane are nearly always alike before and behind it, so that the front then tells the back as well: a fin's thickness,
 * which no outline shows, or a belly deeper than it is high. Parts that hang before or behind each other do not agree,
 * and keep the hull's thickness.
 */
function commonPlane(
  front: Float32Array,
  half: Float32Array,
  trust: Float32Array,
  distance: Float32Array,
  longest: number,
): { at: number; sure: number } {
  const at = middleOf(front, half, distance, trust);
  let inside = 0;
  let agree = 0;
  for (let i = 0; i < front.length; i++) {
    if (distance[i] <= 1) continue;
    inside++;
    if (trust[i] > 0.5 && Math.abs(front[i] + half[i] - at) < ONE_PLANE * longest) agree++;
  }
  const share = inside > 0 ? agree / inside : 0;
  return { at, sure: Math.max(0, Math.min(1, (share - FEW) / (MOST - FEW))) };
}

/** Half of the trusted cells say that the middle lies farther back than this; of all cells, where none is trusted. */
function middleOf(
  front: Float32Array,
  half: Float32Array,
  distance: Float32Array,
  trust: Float32Array,
): number {
  const middles = front.map((value, i) => value + half[i]);
  const trusted = middles.filter((_, i) => distance[i] > 1 && trust[i] > 0.5).sort();
  const found = trusted.length > 0 ? trusted : middles.filter((_, i) => distance[i] > 0).sort();
  return found[found.length >> 1] ?? 0;
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
