import { LowerEnvelope } from "../image/lower-envelope";
import { measureBounds } from "../mesh/measure-bounds";
import type { Mesh } from "../mesh/mesh";
import { sideOf } from "../mesh/side-of";
import { squaredTriangleDistance } from "./triangle-distance";

/** How deep the points of a lattice lie in a body: x fastest, then y, then z. */
export interface DepthGrid {
  size: [number, number, number];
  /** Place of the first sample, and the distance between two, in millimetres. */
  origin: [number, number, number];
  stepMm: number;
  /**
   * Between the depths asked for the distance to the surface, to hundredths of a step; elsewhere never more than it, at most
   * {@link SLACK_STEPS} · 2 less. Negative outside.
   */
  depthsMm: Float32Array;
}

/**
 * Surface points stand for their nearest sample, at most half a cell's diagonal off, and for the surface round them, at
 * most 0.3 steps off. So much less than the distance between samples is what is certain.
 */
const SLACK_STEPS = Math.sqrt(3) / 2 + 0.3;

/**
 * Depths in a closed mesh. Samples near the surface are seeds of an exact distance transform (three passes of lower
 * envelopes), and carry along which triangle they lie on; between the depths of `exactMm`, the distance is then taken to the
 * triangles themselves. What is inside is told by counting, along z, the sides that look down against those that look up,
 * so that bodies within each other and hollows come out right.
 */
export function measureDepths(mesh: Mesh, stepMm: number, exactMm: readonly [number, number]): DepthGrid {
  const { low, high } = measureBounds(mesh);
  const size = [0, 1, 2].map((axis) => Math.ceil((high[axis] - low[axis]) / stepMm) + 3);
  const origin = low.map((value) => value - stepMm);
  const grid: DepthGrid = {
    size: [size[0], size[1], size[2]],
    origin: [origin[0], origin[1], origin[2]],
    stepMm,
    depthsMm: new Float32Array(size[0] * size[1] * size[2]).fill(Infinity),
  };
  const nearest = seedSurface(mesh, grid);
  transformDistances(grid, nearest);
  const inside = countCrossings(mesh, grid);
  const { depthsMm } = grid;
  for (let at = 0; at < depthsMm.length; at++)
    depthsMm[at] = inside[at] > 0 ? (Math.sqrt(depthsMm[at]) - SLACK_STEPS) * stepMm : -stepMm;
  measureExactly(mesh, grid, nearest, exactMm);
  return grid;
}

/** Depths this many steps to either side of what could be the depths asked for are measured on the triangles. */
const BAND_STEPS = 1.5;

/**
 * The triangle that came along is nearly always the nearest, but for places as far from one side as from another: so
 * where it lies no nearer than was asked for, the triangles of the six samples round it are asked as well.
 */
function measureExactly(
  mesh: Mesh,
  grid: DepthGrid,
  nearest: Int32Array,
  [fromMm, toMm]: readonly [number, number],
): void {
  const { size, origin, stepMm, depthsMm } = grid;
  const [width, depth] = size;
  const ways = [1, -1, width, -width, width * depth, -width * depth];
  const corners = cornersOf(mesh);
  const low = fromMm - (2 * SLACK_STEPS + BAND_STEPS) * stepMm;
  const high = toMm + BAND_STEPS * stepMm;
  for (let at = 0; at < depthsMm.length; at++) {
    if (depthsMm[at] < low || depthsMm[at] > high || depthsMm[at] <= -stepMm) continue;
    const x = origin[0] + (at % width) * stepMm;
    const y = origin[1] + (Math.floor(at / width) % depth) * stepMm;
    const z = origin[2] + Math.floor(at / (width * depth)) * stepMm;
    const own = nearest[at];
    let best = squaredTriangleDistance(corners, 9 * own, x, y, z);
    if (best > Math.max(0, fromMm - BAND_STEPS * stepMm) ** 2) {
      let last = own;
      for (const way of ways) {
        const other = nearest[at + way];
        if (other === own || other === last) continue;
        best = Math.min(best, squaredTriangleDistance(corners, 9 * other, x, y, z));
        last = other;
      }
    }
    depthsMm[at] = Math.sqrt(best);
  }
}

/** Nine numbers a triangle: its corners stand together, wherever its vertices lie. */
function cornersOf({ positions, indices }: Mesh): Float32Array {
  const corners = new Float32Array(3 * indices.length);
  for (let at = 0; at < indices.length; at++)
    for (let axis = 0; axis < 3; axis++) corners[3 * at + axis] = positions[3 * indices[at] + axis];
  return corners;
}

/**
 * Zero at the sample nearest to each of many points of the surface, half a step apart.
 * @returns at those samples, the triangle whose point came nearest
 */
function seedSurface(
  { positions: p, indices }: Mesh,
  { size, origin, stepMm, depthsMm }: DepthGrid,
): Int32Array {
  const [width, depth] = size;
  const nearest = new Int32Array(depthsMm.length);
  const off = new Uint8Array(depthsMm.length).fill(255);
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
        const x = u * corner[0] + v * corner[3] + w * corner[6];
        const y = u * corner[1] + v * corner[4] + w * corner[7];
        const z = u * corner[2] + v * corner[5] + w * corner[8];
        const [i0, j0, k0] = [Math.round(x), Math.round(y), Math.round(z)];
        const seed = (k0 * depth + j0) * width + i0;
        depthsMm[seed] = 0;
        // Three quarters at most.
        const apart = 320 * ((x - i0) ** 2 + (y - j0) ** 2 + (z - k0) ** 2);
        if (apart >= off[seed]) continue;
        off[seed] = apart;
        nearest[seed] = at / 3;
      }
  }
  return nearest;
}

/** Squared distances, in steps, to the nearest seed, and its triangle. */
function transformDistances({ size, depthsMm: squared }: DepthGrid, nearest: Int32Array): void {
  const [width, depth, height] = size;
  const longest = Math.max(...size);
  const envelope = new LowerEnvelope(longest);
  const line = new Float32Array(longest);
  const best = new Float32Array(longest);
  const winner = new Int32Array(longest);
  const carried = new Int32Array(longest);
  const along = (first: number, stride: number, count: number): void => {
    for (let n = 0; n < count; n++) line[n] = squared[first + n * stride];
    if (!envelope.run(line, 0, count, best, winner)) return;
    for (let n = 0; n < count; n++) carried[n] = nearest[first + winner[n] * stride];
    for (let n = 0; n < count; n++) {
      squared[first + n * stride] = best[n];
      nearest[first + n * stride] = carried[n];
    }
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
