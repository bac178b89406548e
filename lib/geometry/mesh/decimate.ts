import { checkManifold, type ManifoldReport } from "./check-manifold";
import { dropFoldedPairs } from "./drop-folded-pairs";
import { dropUnusedVertices } from "./drop-unused-vertices";
import { flipFlatTriangles } from "./flip-flat-triangles";
import { partCrowdedEdges } from "../repair/part-crowded-edges";
import type { Mesh } from "./mesh";

/**
 * A simplifier that keeps a subset of the vertices: the shape of meshoptimizer's `simplifyWithAttributes`, which can be
 * passed as it is. It is handed in because this room imports no packages.
 *
 * @returns the kept triangles over the given vertices, and the error made, as a share of the mesh's extent.
 */
export type Simplify = (
  indices: Uint32Array,
  positions: Float32Array,
  positionStride: number,
  attributes: Float32Array,
  attributeStride: number,
  attributeWeights: number[],
  locked: Uint8Array | null,
  targetIndexCount: number,
  targetError: number,
  flags?: "RegularizeLight"[],
) => [Uint32Array, number];

export interface Decimated {
  mesh: Mesh;
  /** Calls of the simplifier; 0 where the mesh was small enough already. */
  rounds: number;
  /** False where the mesh given is returned: small enough, or no sound smaller mesh was found. */
  reduced: boolean;
}

/** Rings of triangles round a defect that are locked on the first, second and third retry. */
const LOCKED_RINGS = [3, 8, 20];
/** Checks of one result: folded pairs that were dropped may lay bare others. */
const MENDING_PASSES = 4;
/** No error bound: the number of triangles alone decides. */
const ANY_ERROR = 1;
/** What a full colour step weighs against a move across the whole mesh: enough to keep colour borders in place. */
const COLOR_WEIGHT = 0.05;

/**
 * Reduces a closed mesh to about `targetTriangles`, and never to one that is not closed and manifold.
 *
 * Edge collapses may pinch a surface: in trials 15 of 28 plain reductions left some edge with four triangles, where
 * slicers silently tear or fill. Nearly always that is a pair of triangles folded onto each other, which is dropped;
 * triangles without height are flipped away. The result is then checked. If a defect is left, the vertices round it are
 * locked, in wider and wider rings, and the reduction is run again on the given mesh, up to three times; if that
 * does not help, the mesh comes back as it was. Mild regularisation is a quarter faster than none, for rounder triangles.
 * Of tens of millions some edge is pinched each time, at another place: what a retry leaves is parted there (see
 * `partCrowdedEdges`). It is not done at once, for a retry mostly leaves nothing.
 */
export function decimate(mesh: Mesh, targetTriangles: number, simplify: Simplify): Decimated {
  const target = Math.max(4, Math.floor(targetTriangles)) * 3;
  if (mesh.indices.length <= target) return { mesh, rounds: 0, reduced: false };
  const vertices = mesh.positions.length / 3;
  const colors = scaleColors(mesh.colors);
  const weights = mesh.colors ? [COLOR_WEIGHT, COLOR_WEIGHT, COLOR_WEIGHT] : [];
  let locked: Uint8Array | null = null;
  for (let round = 0; ; round++) {
    const [indices] = simplify(
      mesh.indices,
      mesh.positions,
      3,
      colors,
      weights.length,
      weights,
      locked,
      target,
      ANY_ERROR,
      ["RegularizeLight"],
    );
    const candidate: Mesh = { ...mesh, indices };
    const defects = new Uint8Array(vertices);
    const report = settle(candidate, defects);
    const last = round === LOCKED_RINGS.length;
    // A triangle without area that no flip could remove is worth a retry, but not the reduction.
    if (
      candidate.indices.length > 0 &&
      report.watertight &&
      report.manifold &&
      (last || report.degenerateTriangles === 0)
    )
      return { mesh: dropUnusedVertices(candidate), rounds: round + 1, reduced: true };
    const parted =
      round > 0 && report.nonManifoldEdges > 0 ? partCrowdedEdges(dropUnusedVertices(candidate)) : undefined;
    if (parted) return { mesh: parted, rounds: round + 1, reduced: true };
    if (last) return { mesh, rounds: round + 1, reduced: false };
    growRings(mesh.indices, defects, LOCKED_RINGS[round]);
    locked = merge(locked, defects);
  }
}

/**
 * Mends in place what can be mended without another reduction. The report is on the mended mesh; `defects` keeps the
 * mended places too, because a retry does better to lock them all.
 */
function settle(candidate: Mesh, defects: Uint8Array): ManifoldReport {
  flipFlatTriangles(candidate);
  for (let pass = 1; ; pass++) {
    const report = checkManifold(candidate, defects);
    const mended =
      report.watertight && report.manifold ? candidate.indices : dropFoldedPairs(candidate, defects);
    if (mended === candidate.indices || pass === MENDING_PASSES) return report;
    candidate.indices = mended;
  }
}

function scaleColors(bytes: Uint8Array | undefined): Float32Array {
  const colors = new Float32Array(bytes?.length ?? 0);
  if (bytes) for (let at = 0; at < bytes.length; at++) colors[at] = bytes[at] / 255;
  return colors;
}

/** Marks all vertices within so many triangles of a marked one. */
function growRings(indices: Uint32Array, marks: Uint8Array, rings: number): void {
  for (let ring = 1; ring <= rings; ring++)
    for (let at = 0; at < indices.length; at += 3) {
      const a = indices[at];
      const b = indices[at + 1];
      const c = indices[at + 2];
      // Marks carry their ring's number, so that one pass over the triangles grows one ring, whatever their order.
      const near = (marks[a] > 0 && marks[a] <= ring) || (marks[b] > 0 && marks[b] <= ring);
      if (!near && !(marks[c] > 0 && marks[c] <= ring)) continue;
      if (marks[a] === 0) marks[a] = ring + 1;
      if (marks[b] === 0) marks[b] = ring + 1;
      if (marks[c] === 0) marks[c] = ring + 1;
    }
}

/** The union of two sets of marks, all as 1: other values mean other things to the simplifier. */
function merge(locked: Uint8Array | null, marks: Uint8Array): Uint8Array {
  for (let vertex = 0; vertex < marks.length; vertex++)
    marks[vertex] = marks[vertex] > 0 || (locked !== null && locked[vertex] > 0) ? 1 : 0;
  return marks;
}
