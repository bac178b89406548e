import type { DepthGrid } from "./depth-grid";

/** One hollow of a body. */
export interface Hollow {
  volumeMm3: number;
  /** Points on its floor, in millimetres: the lowest, then those farthest from the ones before. */
  floor: [number, number, number][];
}

/** Points wanted of each floor. */
const FLOOR_POINTS = 4;
/** A point belongs to the floor if it lies in this lowest share of the hollow, and the wall right below it. */
const FLOOR_SHARE = 0.3;

/**
 * Keeps those hollows (samples above 0 that hang together by their sides) that hold at least `leastMm3`, the largest
 * `most` of them, and sets all others below 0. Done on samples, not on surfaces: a hollow round an older hollow has two
 * surfaces, which samples never take for two hollows.
 *
 * @param roomMm points on the floor keep this far from the walls; a hollow without such a point is not kept.
 */
export function keepHollows(
  grid: DepthGrid,
  { leastMm3, most, roomMm }: { leastMm3: number; most: number; roomMm: number },
): Hollow[] {
  const { depthsMm, stepMm } = grid;
  const seen = new Uint8Array(depthsMm.length);
  const found: Uint32Array[] = [];
  for (let at = 0; at < depthsMm.length; at++) {
    if (seen[at] || depthsMm[at] <= 0) continue;
    const samples = floodFrom(at, grid, seen);
    if (samples.length * stepMm ** 3 >= leastMm3) found.push(samples);
    else for (const sample of samples) depthsMm[sample] = -stepMm;
  }
  found.sort((one, other) => other.length - one.length || one[0] - other[0]);
  const kept: Hollow[] = [];
  for (const samples of found) {
    const floor = kept.length < most ? spreadFloor(samples, grid, roomMm) : [];
    if (floor.length > 0) kept.push({ volumeMm3: samples.length * stepMm ** 3, floor });
    else for (const sample of samples) depthsMm[sample] = -stepMm;
  }
  return kept;
}

function floodFrom(start: number, { size, depthsMm }: DepthGrid, seen: Uint8Array): Uint32Array {
  const steps = [1, -1, size[0], -size[0], size[0] * size[1], -size[0] * size[1]];
  let queue = new Uint32Array(1024);
  let count = 1;
  queue[0] = start;
  seen[start] = 1;
  for (let n = 0; n < count; n++)
    for (const step of steps) {
      // The outermost samples are never deep, so no step leaves the grid.
      const next = queue[n] + step;
      if (seen[next] || depthsMm[next] <= 0) continue;
      seen[next] = 1;
      if (count === queue.length) {
        const longer = new Uint32Array(2 * count);
        longer.set(queue);
        queue = longer;
      }
      queue[count++] = next;
    }
  return queue.slice(0, count);
}

function spreadFloor(
  samples: Uint32Array,
  { size, origin, stepMm, depthsMm }: DepthGrid,
  roomMm: number,
): Hollow["floor"] {
  const [width, depth] = size;
  const layer = width * depth;
  let lowest = Infinity;
  let highest = 0;
  for (const at of samples) {
    const z = Math.floor(at / layer);
    if (z < lowest) lowest = z;
    if (z > highest) highest = z;
  }
  const limit = lowest + FLOOR_SHARE * (highest - lowest);
  const bottom = samples.filter((at) => at < (limit + 1) * layer && depthsMm[at - layer] <= 0).sort();
  // A hole along a side wall would thin it, so it stands off by its own radius.
  const above = Math.ceil(roomMm / stepMm);
  const floor = bottom.filter((at) => depthsMm[at + above * layer] >= roomMm);
  if (floor.length === 0) return [];
  const placeOf = (at: number): [number, number, number] => [
    origin[0] + (at % width) * stepMm,
    origin[1] + (Math.floor(at / width) % depth) * stepMm,
    origin[2] + Math.floor(at / layer) * stepMm,
  ];
  // Samples are numbered from below, so the first is among the lowest.
  const points = [placeOf(floor[0])];
  const gaps = new Float64Array(floor.length).fill(Infinity);
  while (points.length < FLOOR_POINTS) {
    const [x, y] = points[points.length - 1];
    let farthest = 0;
    for (let n = 0; n < floor.length; n++) {
      const [px, py] = placeOf(floor[n]);
      gaps[n] = Math.min(gaps[n], (px - x) ** 2 + (py - y) ** 2);
      if (gaps[n] > gaps[farthest]) farthest = n;
    }
    if (gaps[farthest] === 0) break;
    points.push(placeOf(floor[farthest]));
  }
  return points;
}
