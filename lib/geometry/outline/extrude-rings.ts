import type { Mesh } from "../mesh/mesh";
import { boxRings, encloses, measureRings, type Rings } from "./rings";

/** Cuts a polygon with holes into triangles: corner numbers, three a triangle. `earcut` has this shape. */
export type Triangulate = (points: Float64Array, holeStarts: number[]) => ArrayLike<number>;

/** The triangulation of an outline left its border open in a way that inserting its points did not mend. */
export class OpenOutlineError extends Error {}

/**
 * A closed solid between z = 0 and `height` over rings that are simple and do not meet: two caps and one wall quad an edge.
 *
 * Triangulators drop points that lie on a line with their neighbours, which would leave T-junctions between cap and wall.
 * Each cap edge that has no partner and is no ring edge is therefore cut at the ring points it passes over, until the
 * cap's border is the rings and nothing else. The bottom is the same cap turned over.
 *
 * @throws OpenOutlineError
 */
export function extrudeRings(rings: Rings, height: number, triangulate: Triangulate): Mesh {
  const count = rings.points.length / 2;
  const positions = new Float32Array(count * 6);
  for (let at = 0; at < count; at++) {
    for (const level of [0, 1]) {
      const to = (level * count + at) * 3;
      positions[to] = rings.points[at * 2];
      positions[to + 1] = rings.points[at * 2 + 1];
      positions[to + 2] = level * height;
    }
  }
  const following = followRings(rings);
  const indices: number[] = [];
  for (const [a, b, c] of triangulateRings(rings, triangulate))
    indices.push(a + count, b + count, c + count, a, c, b);
  for (let a = 0; a < count; a++) {
    const b = following[a];
    indices.push(a, b, b + count, a, b + count, a + count);
  }
  return { positions, indices: Uint32Array.from(indices) };
}

/**
 * The inside of the rings as triangles, counter-clockwise, whose open border is the rings edge by edge.
 * @throws OpenOutlineError
 */
export function triangulateRings(rings: Rings, triangulate: Triangulate): Triangle[] {
  const following = followRings(rings);
  return groupRings(rings).flatMap((part) => capPart(rings, part, following, triangulate));
}

/** Each outer ring with the holes straight inside it, as ring numbers, outer ring first. */
export function groupRings(rings: Rings): number[][] {
  const areas = measureRings(rings);
  const parts = new Map<number, number[]>();
  const boxes = boxRings(rings);
  areas.forEach((area, ring) => area > 0 && parts.set(ring, [ring]));
  areas.forEach((area, hole) => {
    if (area > 0) return;
    // Rings do not meet, so one point says whether all of the hole is inside; the smallest such ring is its own.
    let owner = -1;
    const [x, y] = [rings.points[rings.starts[hole] * 2], rings.points[rings.starts[hole] * 2 + 1]];
    for (const outer of parts.keys())
      if (
        x >= boxes[outer * 4] &&
        y >= boxes[outer * 4 + 1] &&
        x <= boxes[outer * 4 + 2] &&
        y <= boxes[outer * 4 + 3] &&
        (owner < 0 || areas[outer] < areas[owner]) &&
        areas[outer] > -area &&
        encloses(rings, outer, hole)
      )
        owner = outer;
    parts.get(owner)?.push(hole);
  });
  return [...parts.values()];
}

function followRings({ points, starts }: Rings): Uint32Array {
  const following = new Uint32Array(points.length / 2);
  for (let ring = 0; ring + 1 < starts.length; ring++)
    for (let at = starts[ring]; at < starts[ring + 1]; at++)
      following[at] = at + 1 < starts[ring + 1] ? at + 1 : starts[ring];
  return following;
}

/** Three point numbers. */
export type Triangle = [number, number, number];

function capPart(rings: Rings, part: number[], following: Uint32Array, triangulate: Triangulate): Triangle[] {
  const numbers: number[] = [];
  const holeStarts: number[] = [];
  for (const ring of part) {
    if (ring !== part[0]) holeStarts.push(numbers.length);
    for (let at = rings.starts[ring]; at < rings.starts[ring + 1]; at++) numbers.push(at);
  }
  const local = new Float64Array(numbers.length * 2);
  numbers.forEach((at, to) => local.set(rings.points.subarray(at * 2, at * 2 + 2), to * 2));
  const corners = triangulate(local, holeStarts);
  const triangles: Triangle[] = [];
  for (let at = 0; at < corners.length; at += 3) {
    const [a, b, c] = [numbers[corners[at]], numbers[corners[at + 1]], numbers[corners[at + 2]]];
    const turn = cross(rings.points, a, b, c);
    triangles.push(turn < 0 ? [a, c, b] : [a, b, c]);
  }
  mendBorder(rings.points, numbers, following, triangles);
  return triangles;
}

function cross(p: Float64Array, a: number, b: number, c: number): number {
  const [x, y] = [p[a * 2], p[a * 2 + 1]];
  return (p[b * 2] - x) * (p[c * 2 + 1] - y) - (p[c * 2] - x) * (p[b * 2 + 1] - y);
}

function mendBorder(
  points: Float64Array,
  numbers: number[],
  following: Uint32Array,
  triangles: Triangle[],
): void {
  for (let round = 0; round <= numbers.length; round++) {
    const owners = new Map<number, number>();
    const total = following.length;
    triangles.forEach((corners, triangle) => {
      for (let side = 0; side < 3; side++)
        owners.set(corners[side] * total + corners[(side + 1) % 3], triangle);
    });
    const missing = numbers.filter((at) => !owners.has(at * total + following[at]));
    const loose = [...owners.keys()].filter((key) => {
      const [from, to] = [Math.floor(key / total), key % total];
      return following[from] !== to && !owners.has(to * total + from);
    });
    if (missing.length === 0 && loose.length === 0 && owners.size === triangles.length * 3) return;
    const touched = new Set<number>();
    for (const key of loose) {
      const triangle = owners.get(key) ?? -1;
      const between = pointBetween(points, Math.floor(key / total), key % total, [
        ...missing,
        ...missing.map((at) => following[at]),
      ]);
      if (between < 0 || touched.has(triangle)) continue;
      touched.add(triangle);
      splitAt(triangles, triangle, Math.floor(key / total), key % total, between);
    }
    if (touched.size === 0) break;
  }
  throw new OpenOutlineError("The outline could not be closed into a solid.");
}

/** The candidate on the open segment nearest to its start, or −1. */
function pointBetween(p: Float64Array, from: number, to: number, candidates: number[]): number {
  const [x, y] = [p[from * 2], p[from * 2 + 1]];
  const [dx, dy] = [p[to * 2] - x, p[to * 2 + 1] - y];
  const length = dx * dx + dy * dy;
  let best = -1;
  let bestAlong = Infinity;
  for (const at of candidates) {
    if (at === from || at === to || Math.abs(cross(p, from, to, at)) > 1e-9 * length) continue;
    const along = ((p[at * 2] - x) * dx + (p[at * 2 + 1] - y) * dy) / length;
    if (along <= 0 || along >= 1 || along >= bestAlong) continue;
    best = at;
    bestAlong = along;
  }
  return best;
}

function splitAt(triangles: Triangle[], triangle: number, from: number, to: number, between: number): void {
  const corners = triangles[triangle];
  const apex = corners.find((at) => at !== from && at !== to) ?? from;
  triangles[triangle] = [from, between, apex];
  triangles.push([between, to, apex]);
}
