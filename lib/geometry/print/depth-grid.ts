import { LowerEnvelope } from "../image/lower-envelope";
import { measureBounds } from "../mesh/measure-bounds";
import type { Mesh } from "../mesh/mesh";

/** How deep the points of a lattice lie in a body: x fastest, then y, then z. */
export interface DepthGrid {
  size: [number, number, number];
  /** Place of the first sample, and the distance between two, in millimetres. */
  origin: [number, number, number];
  stepMm: number;
  /** Never more than the distance to the surface, at most {@link SLACK_STEPS} · 2 less; negative outside. */
  depthsMm: Float32Array;
}

/**
 * Surface points stand for their nearest sample, at most half a cell's diagonal off, and for the surface round them, at
 * most 0.3 steps off. So much less than the distance between samples is what is certain.
 */
export const SLACK_STEPS = Math.sqrt(3) / 2 + 0.3;

/**
 * Depths in a closed mesh. Samples near the surface are seeds of an exact distance transform (three passes of lower
 * envelopes); what is inside is told by counting, along z, the sides that look down against those that look up, so that
 * bodies within each other and hollows come out right.
 */
export function measureDepths(mesh: Mesh, stepMm: number): DepthGrid {
  const { low, high } = measureBounds(mesh);
  const size = [0, 1, 2].map((axis) => Math.ceil((high[axis] - low[axis]) / stepMm) + 3);
  const origin = low.map((value) => value - stepMm);
  const grid: DepthGrid = {
    size: [size[0], size[1], size[2]],
    origin: [origin[0], origin[1], origin[2]],
    stepMm,
    depthsMm: new Float32Array(size[0] * size[1] * size[2]).fill(Infinity),
  };
  seedSurface(mesh, grid);
  transformDistances(grid);
  const inside = countCrossings(mesh, grid);
  const { depthsMm } = grid;
  for (let at = 0; at < depthsMm.length; at++)
    depthsMm[at] = inside[at] > 0 ? (Math.sqrt(depthsMm[at]) - SLACK_STEPS) * stepMm : -stepMm;
  return grid;
}

/** Zero at the sample nearest to each of many points of the surface, half a step apart. */
function seedSurface({ positions: p, indices }: Mesh, { size, origin, stepMm, depthsMm }: DepthGrid): void {
  const [width, depth] = size;
  const corner = new Float64Array(9);
  for (let at = 0; at < indices.length; at += 3) {
    for (let n = 0; n < 9; n++)
      corner[n] = (p[indices[at + Math.floor(n / 3)] * 3 + (n % 3)] - origin[n % 3]) / stepMm;
    let longest = 0;
    for (let n = 0; n < 3; n++) {
      const m = (n + 1) % 3;
      const x = corner[n * 3] - corner[m * 3];
      const y = corner[n * 3 + 1] - corner[m * 3 + 1];
      const z = corner[n * 3 + 2] - corner[m * 3 + 2];
      longest = Math.max(longest, x * x + y * y + z * z);
    }
    const parts = Math.max(1, Math.ceil(2 * Math.sqrt(longest)));
    for (let i = 0; i <= parts; i++)
      for (let j = 0; j <= parts - i; j++) {
        const u = i / parts;
        const v = j / parts;
        const w = 1 - u - v;
        const x = Math.round(u * corner[0] + v * corner[3] + w * corner[6]);
        const y = Math.round(u * corner[1] + v * corner[4] + w * corner[7]);
        const z = Math.round(u * corner[2] + v * corner[5] + w * corner[8]);
        depthsMm[(z * depth + y) * width + x] = 0;
      }
  }
}

/** Squared distances, in steps, to the nearest seed. */
function transformDistances({ size, depthsMm: squared }: DepthGrid): void {
  const [width, depth, height] = size;
  const longest = Math.max(...size);
  const envelope = new LowerEnvelope(longest);
  const line = new Float32Array(longest);
  const best = new Float32Array(longest);
  const winner = new Int32Array(longest);
  const along = (first: number, stride: number, count: number): void => {
    for (let n = 0; n < count; n++) line[n] = squared[first + n * stride];
    if (!envelope.run(line, 0, count, best, winner)) return;
    for (let n = 0; n < count; n++) squared[first + n * stride] = best[n];
  };
  const layer = width * depth;
  for (let z = 0; z < height; z++) for (let y = 0; y < depth; y++) along((z * depth + y) * width, 1, width);
  for (let z = 0; z < height; z++) for (let x = 0; x < width; x++) along(z * layer + x, width, depth);
  for (let n = 0; n < layer; n++) along(n, layer, height);
}

/** Columns run a hair beside the lattice, where no vertex stands that was placed on round figures. */
const OFF = [0.00137, 0.00219];

/** How many bodies each sample lies in. */
function countCrossings({ positions: p, indices }: Mesh, grid: DepthGrid): Int8Array {
  const { origin, stepMm } = grid;
  const [width, depth, height] = grid.size;
  const layer = width * depth;
  const counts = new Int8Array(layer * height);
  for (let at = 0; at < indices.length; at += 3) {
    const a = indices[at] * 3;
    const b = indices[at + 1] * 3;
    const c = indices[at + 2] * 3;
    const ax = (p[a] - origin[0]) / stepMm - OFF[0];
    const ay = (p[a + 1] - origin[1]) / stepMm - OFF[1];
    const bx = (p[b] - origin[0]) / stepMm - OFF[0];
    const by = (p[b + 1] - origin[1]) / stepMm - OFF[1];
    const cx = (p[c] - origin[0]) / stepMm - OFF[0];
    const cy = (p[c + 1] - origin[1]) / stepMm - OFF[1];
    const twice = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (twice === 0) continue;
    const xEnd = Math.floor(Math.max(ax, bx, cx));
    const yEnd = Math.floor(Math.max(ay, by, cy));
    for (let y = Math.ceil(Math.min(ay, by, cy)); y <= yEnd; y++)
      for (let x = Math.ceil(Math.min(ax, bx, cx)); x <= xEnd; x++) {
        const ab = sideOf(ax, ay, bx, by, x, y);
        const bc = sideOf(bx, by, cx, cy, x, y);
        const ca = sideOf(cx, cy, ax, ay, x, y);
        if (!(twice > 0 ? ab > 0 && bc > 0 && ca > 0 : ab < 0 && bc < 0 && ca < 0)) continue;
        const z = (bc * p[a + 2] + ca * p[b + 2] + ab * p[c + 2]) / (ab + bc + ca);
        const from = Math.max(0, Math.ceil((z - origin[2]) / stepMm));
        // Above a side that looks down lies the body, above one that looks up the air.
        if (from < height) counts[from * layer + y * width + x] -= Math.sign(twice);
      }
  }
  for (let n = layer; n < counts.length; n++) counts[n] += counts[n - layer];
  return counts;
}

/** Twice the area of (s, t, point), of exactly opposite sign for (t, s): no column slips between two triangles. */
function sideOf(sx: number, sy: number, tx: number, ty: number, x: number, y: number): number {
  return sx < tx || (sx === tx && sy < ty)
    ? (tx - sx) * (y - sy) - (ty - sy) * (x - sx)
    : -((sx - tx) * (y - ty) - (sy - ty) * (x - tx));
}
