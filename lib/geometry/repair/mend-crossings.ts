import { checkManifold } from "../mesh/check-manifold";
import { dropUnusedVertices } from "../mesh/drop-unused-vertices";
import type { Mesh } from "../mesh/mesh";
import { findSelfIntersections } from "../print/count-self-intersections";
import { TriangleTree } from "../print/triangle-tree";
import { Patch } from "./patch";

/** Beyond it a mesh is not folded here and there, but made so. */
const MOST_PAIRS = 2_000;
/** Triangles of one patch: all of its pairs are compared. */
const MOST_PATCH = 2_000;
/** Rings of vertices round a crossing that belong to its patch. */
const RINGS = 3;

/**
 * A closed mesh without the small folds that a reduction leaves, a few in a million triangles: slivers on a nearly flat
 * face that lie over each other. Round each an edge is collapsed, the one after which fewest triangles cross, until none
 * does; no other vertex moves. What cannot be mended so, such as two walls that go through each other, stays.
 *
 * @returns the mesh itself where nothing was mended
 */
export function mendCrossings(mesh: Mesh): Mesh {
  if (mesh.bodies || mesh.cornerColors || mesh.texture?.kind === "placed") return mesh;
  const pairs = findSelfIntersections(new TriangleTree(mesh), true);
  if (!pairs || pairs.length === 0 || pairs.length > 2 * MOST_PAIRS) return mesh;
  const rings = markRings(mesh, pairs);
  const indices = mesh.indices.slice();
  const dropped = new Set<number>();
  for (const triangles of gatherPatches(mesh.indices, rings)) {
    if (triangles.length > MOST_PATCH) continue;
    const inner = (vertex: number): boolean => rings[vertex] > 0 && rings[vertex] < RINGS;
    const patch = new Patch(mesh.positions, indices, triangles, inner);
    if (patch.mend()) patch.writeTo(indices, dropped);
  }
  if (dropped.size === 0) return mesh;
  const kept = indices.filter((_, at) => !dropped.has(Math.floor(at / 3)));
  const mended = dropUnusedVertices({ ...mesh, indices: kept });
  const { watertight, manifold } = checkManifold(mended);
  return watertight && manifold ? mended : mesh;
}

/** 1 at the corners of what crosses, 2 next to these, and so on; 0 beyond. */
function markRings({ positions, indices }: Mesh, pairs: readonly number[]): Uint8Array {
  const rings = new Uint8Array(positions.length / 3);
  for (const triangle of pairs) for (let c = 0; c < 3; c++) rings[indices[3 * triangle + c]] = 1;
  for (let ring = 1; ring < RINGS; ring++)
    for (let at = 0; at < indices.length; at += 3) {
      const corners = [indices[at], indices[at + 1], indices[at + 2]];
      if (!corners.some((vertex) => rings[vertex] === ring)) continue;
      for (const vertex of corners) if (rings[vertex] === 0) rings[vertex] = ring + 1;
    }
  return rings;
}

/** Triangles with a marked corner, by what hangs together over marked vertices. */
function gatherPatches(indices: Uint32Array, rings: Uint8Array): number[][] {
  const parent = new Map<number, number>();
  const rootOf = (vertex: number): number => {
    let at = vertex;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    parent.set(vertex, at);
    return at;
  };
  const touched: number[] = [];
  for (let at = 0; at < indices.length; at += 3) {
    const marked = [0, 1, 2].map((c) => indices[at + c]).filter((vertex) => rings[vertex] > 0);
    if (marked.length === 0) continue;
    touched.push(at / 3);
    for (const vertex of marked) parent.set(rootOf(vertex), rootOf(marked[0]));
  }
  const patches = new Map<number, number[]>();
  for (const triangle of touched) {
    const marked = [0, 1, 2].map((c) => indices[3 * triangle + c]).find((vertex) => rings[vertex] > 0);
    const root = rootOf(marked ?? 0);
    patches.set(root, [...(patches.get(root) ?? []), triangle]);
  }
  return [...patches.values()];
}
