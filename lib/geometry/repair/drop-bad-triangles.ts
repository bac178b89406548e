import type { Mesh } from "../mesh/mesh";

/**
 * The indices without triangles that repeat a vertex and without repeated triangles: of several over the same three
 * vertices one stays where they are odd in number, and none where they are even and cancel out in pairs of opposite
 * turn. The same array where there is nothing to drop.
 */
export function dropBadTriangles({ indices, positions }: Mesh): Uint32Array {
  const vertices = positions.length / 3;
  const byLowest = bucketByLowest(indices, vertices);
  const drop = new Uint8Array(indices.length / 3);
  let dropped = 0;
  for (let at = 0; at < indices.length; at += 3)
    if (
      indices[at] === indices[at + 1] ||
      indices[at + 1] === indices[at + 2] ||
      indices[at + 2] === indices[at]
    ) {
      drop[at / 3] = 1;
      dropped++;
    }
  for (let vertex = 0; vertex < vertices; vertex++) {
    const bucket = byLowest.triangles.subarray(byLowest.starts[vertex], byLowest.starts[vertex + 1]);
    for (let n = 1; n < bucket.length; n++)
      for (let m = 0; m < n; m++) {
        if (drop[bucket[n]] || drop[bucket[m]]) continue;
        const turn = compare(indices, 3 * bucket[n], 3 * bucket[m]);
        if (turn === 0) continue;
        drop[bucket[n]] = 1;
        dropped++;
        if (turn > 0) continue;
        drop[bucket[m]] = 1;
        dropped++;
      }
  }
  if (dropped === 0) return indices;
  const kept = new Uint32Array(indices.length - 3 * dropped);
  let to = 0;
  for (let at = 0; at < indices.length; at += 3) {
    if (drop[at / 3]) continue;
    kept[to++] = indices[at];
    kept[to++] = indices[at + 1];
    kept[to++] = indices[at + 2];
  }
  return kept;
}

function bucketByLowest(
  indices: Uint32Array,
  vertices: number,
): { starts: Uint32Array; triangles: Uint32Array } {
  const starts = new Uint32Array(vertices + 1);
  for (let at = 0; at < indices.length; at += 3)
    starts[Math.min(indices[at], indices[at + 1], indices[at + 2])]++;
  let sum = 0;
  for (let vertex = 0; vertex <= vertices; vertex++) starts[vertex] = sum += starts[vertex];
  const triangles = new Uint32Array(indices.length / 3);
  // Filled from behind, so that each bucket keeps the order of the file.
  for (let at = indices.length - 3; at >= 0; at -= 3)
    triangles[--starts[Math.min(indices[at], indices[at + 1], indices[at + 2])]] = at / 3;
  return { starts, triangles };
}

/** 1 for the same corners in the same turn, −1 in the opposite one, 0 for other corners. */
function compare(indices: Uint32Array, one: number, other: number): number {
  const [a, b, c] = [indices[one], indices[one + 1], indices[one + 2]];
  for (let n = 0; n < 3; n++) {
    if (indices[other + n] !== a) continue;
    const next = indices[other + ((n + 1) % 3)];
    const last = indices[other + ((n + 2) % 3)];
    return next === b && last === c ? 1 : next === c && last === b ? -1 : 0;
  }
  return 0;
}
