import { facetNormals } from "../mesh/facet-normals";
import { measureBounds } from "../mesh/measure-bounds";
import type { Mesh } from "../mesh/mesh";
import { RayCaster, type RayHit } from "./cast-ray";
import { TriangleTree } from "./triangle-tree";

/** A surface to colour by the thickness behind it: a soup of triangles, each with one value. */
export interface WallMap {
  /** Three corners a triangle, x, y, z each. */
  positions: Float32Array;
  /** Thickness behind the middle of each triangle, millimetres, at most the reach. */
  thicknessMm: Float32Array;
  /** Area of each triangle, square millimetres. */
  areaMm2: Float32Array;
}

/** Triangles larger than this share of the model's diagonal are cut, so that a plate of two shows where it is thin. */
const FINEST_SHARE = 1 / 48;
const MOST_TRIANGLES = 150_000;
/** The far side faces away by at most 45°, as in `measureWalls`. */
const FACING = Math.SQRT1_2;
/** Bodies of several colours touch within this: the way goes on through the next. */
const TOUCHING_MM = 0.02;
const MOST_BODIES = 12;

/**
 * Where a model is thin: large triangles are halved along their longest side until they are small, then from the middle of
 * each a ray goes straight in, as in `measureWalls`, which says how much of the surface is thin but not where. Bodies that
 * touch count as one, for the printer fuses them.
 */
export function mapWalls(mesh: Mesh, reachMm: number): WallMap {
  const fine = refine(mesh);
  const caster = new RayCaster(new TriangleTree(mesh));
  const facing = facetNormals(mesh);
  const count = fine.parents.length;
  const thicknessMm = new Float32Array(count);
  const areaMm2 = new Float32Array(count);
  for (let n = 0; n < count; n++) {
    areaMm2[n] = areaAt(fine.positions, n * 9);
    thicknessMm[n] = areaMm2[n] > 0 ? wallBehind(fine, n, { caster, facing, reachMm }) : reachMm;
  }
  return { positions: fine.positions, thicknessMm, areaMm2 };
}

interface Refined {
  positions: Float32Array;
  /** The triangle of the mesh that each was cut from. */
  parents: Uint32Array;
}

function refine(mesh: Mesh): Refined {
  const { positions: p, indices } = mesh;
  const { low, high } = measureBounds(mesh);
  const finest = Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]) * FINEST_SHARE;
  const corners: number[] = [];
  const parents: number[] = [];
  let room = MOST_TRIANGLES - indices.length / 3;
  const emit = (triangle: number, t: number[]): void => {
    const sides = [sideOf(t, 0, 3), sideOf(t, 3, 6), sideOf(t, 6, 0)];
    const longest = sides.indexOf(Math.max(...sides));
    if (sides[longest] <= finest || room <= 0) {
      corners.push(...t);
      parents.push(triangle);
      return;
    }
    room--;
    // Turned so that the longest side is the first: a, b, c with the cut at m between a and b.
    const at = longest * 3;
    const [a, b, c] = [0, 3, 6].map((step) => t.slice((at + step) % 9, ((at + step) % 9) + 3));
    const m = a.map((value, axis) => (value + b[axis]) / 2);
    emit(triangle, [...a, ...m, ...c]);
    emit(triangle, [...m, ...b, ...c]);
  };
  for (let at = 0; at < indices.length; at += 3) {
    const t: number[] = [];
    for (let corner = 0; corner < 3; corner++)
      for (let axis = 0; axis < 3; axis++) t.push(p[indices[at + corner] * 3 + axis]);
    emit(at / 3, t);
  }
  return { positions: Float32Array.from(corners), parents: Uint32Array.from(parents) };
}

interface Probe {
  caster: RayCaster;
  facing: Float32Array;
  reachMm: number;
}

function wallBehind(
  { positions: p, parents }: Refined,
  n: number,
  { caster, facing, reachMm }: Probe,
): number {
  const at = n * 9;
  const from = [0, 1, 2].map((axis) => (p[at + axis] + p[at + 3 + axis] + p[at + 6 + axis]) / 3);
  let triangle = parents[n];
  const along = [0, 1, 2].map((axis) => -facing[triangle * 3 + axis]);
  let gone = 0;
  for (let body = 0; body < MOST_BODIES && gone < reachMm; body++) {
    const hit = castOn(caster, from, along, gone, reachMm - gone, triangle);
    if (!hit) return reachMm;
    triangle = hit.triangle;
    gone += hit.distance;
    const leaning = toward(facing, triangle, along);
    if (leaning > 0 && !entersNext(caster, facing, from, along, gone, triangle))
      return leaning >= FACING ? gone : reachMm;
    gone += TOUCHING_MM;
  }
  return reachMm;
}

/** Whether another body begins where this one ends. */
function entersNext(
  caster: RayCaster,
  facing: Float32Array,
  from: number[],
  along: number[],
  gone: number,
  skip: number,
): boolean {
  const next = castOn(caster, from, along, gone - TOUCHING_MM, 2 * TOUCHING_MM, skip);
  return next !== null && toward(facing, next.triangle, along) < 0;
}

const castOn = (
  caster: RayCaster,
  [x, y, z]: number[],
  [dx, dy, dz]: number[],
  gone: number,
  reach: number,
  skip: number,
): RayHit | null => caster.cast(x + dx * gone, y + dy * gone, z + dz * gone, dx, dy, dz, reach, skip);

const toward = (facing: Float32Array, triangle: number, [dx, dy, dz]: number[]): number =>
  facing[triangle * 3] * dx + facing[triangle * 3 + 1] * dy + facing[triangle * 3 + 2] * dz;

const sideOf = (t: number[], a: number, b: number): number =>
  Math.hypot(t[a] - t[b], t[a + 1] - t[b + 1], t[a + 2] - t[b + 2]);

function areaAt(p: Float32Array, at: number): number {
  const [ux, uy, uz] = [0, 1, 2].map((axis) => p[at + 3 + axis] - p[at + axis]);
  const [vx, vy, vz] = [0, 1, 2].map((axis) => p[at + 6 + axis] - p[at + axis]);
  return Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
}
