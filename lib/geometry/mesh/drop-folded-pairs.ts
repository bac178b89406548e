import type { Mesh } from "./mesh";

/**
 * Drops pairs of triangles over the same three vertices that face opposite ways: flaps without thickness, the one
 * defect that edge collapses leave in practice. Each edge loses one walk in either direction, so a closed mesh stays
 * closed, and its volume does not change.
 *
 * @param marks one byte a vertex; only triangles with three marked corners are looked at (`checkManifold` marks them).
 * @returns the indices without the pairs; the same array where there are none.
 */
export function dropFoldedPairs(mesh: Mesh, marks: Uint8Array): Uint32Array {
  const { indices } = mesh;
  const seen = new Map<string, { at: number; turn: number }[]>();
  const dropped = new Set<number>();
  for (let at = 0; at < indices.length; at += 3) {
    const a = indices[at];
    const b = indices[at + 1];
    const c = indices[at + 2];
    if (marks[a] === 0 || marks[b] === 0 || marks[c] === 0) continue;
    const key = [a, b, c].sort((x, y) => x - y).join();
    // An even permutation of the sorted corners turns one way, an odd one the other.
    const turn = (a < b ? 1 : -1) * (b < c ? 1 : -1) * (a < c ? 1 : -1);
    const others = seen.get(key) ?? [];
    seen.set(key, others);
    const opposite = others.findIndex((other) => other.turn === -turn);
    if (opposite < 0) others.push({ at, turn });
    else dropped.add(at).add(others.splice(opposite, 1)[0].at);
  }
  if (dropped.size === 0) return indices;
  return withoutTriangles(indices, dropped);
}

/** Copies the runs between the dropped triangles: a filter would ask a closure about each of millions of corners. */
function withoutTriangles(indices: Uint32Array, dropped: Set<number>): Uint32Array {
  const kept = new Uint32Array(indices.length - 3 * dropped.size);
  let from = 0;
  let to = 0;
  for (const at of [...dropped].sort((one, other) => one - other)) {
    kept.set(indices.subarray(from, at), to);
    to += at - from;
    from = at + 3;
  }
  kept.set(indices.subarray(from), to);
  return kept;
}
