import type { Mesh } from "../mesh/mesh";

/**
 * The indices without triangles that repeat a vertex and without repeated triangles: of several over the same three
 * vertices the first stays, and none where some of them face the other way, for such sheets have no thickness. The same
 * array where there is nothing to drop.
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
    if (bucket.length < 2) continue;
    // Sorted rather than compared pairwise: one vertex may have all the triangles of a mesh.
    bucket.sort((one, other) => compareOthers(indices, one, other, vertex) || one - other);
    for (let from = 0; from < bucket.length;) {
      let to = from + 1;
      let opposed = false;
      for (; to < bucket.length && compareOthers(indices, bucket[from], bucket[to], vertex) === 0; to++)
        opposed ||= !turnsAlike(indices, bucket[from], bucket[to]);
      for (let n = opposed ? from : from + 1; n < to; n++) {
        if (drop[bucket[n]]) continue;
        drop[bucket[n]] = 1;
        dropped++;
      }
      from = to;
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

/** Orders triangles by their two other vertices, the lower of these first. */
function compareOthers(indices: Uint32Array, one: number, other: number, vertex: number): number {
  const sumOne = indices[3 * one] + indices[3 * one + 1] + indices[3 * one + 2] - vertex;
  const sumOther = indices[3 * other] + indices[3 * other + 1] + indices[3 * other + 2] - vertex;
  const highOne = Math.max(indices[3 * one], indices[3 * one + 1], indices[3 * one + 2]);
  const highOther = Math.max(indices[3 * other], indices[3 * other + 1], indices[3 * other + 2]);
  return sumOne - highOne - (sumOther - highOther) || highOne - highOther;
}

/** For two triangles over the same vertices: whether they go round alike. */
function turnsAlike(indices: Uint32Array, one: number, other: number): boolean {
  for (let n = 0; n < 3; n++)
    if (indices[3 * other + n] === indices[3 * one])
      return indices[3 * other + ((n + 1) % 3)] === indices[3 * one + 1];
  return false;
}
