import type { Mesh } from "../mesh/mesh";
import { orderByKey } from "./order-by-key";

/**
 * Regions that a printer would have to start in mid-air: the lowest points of a body, looking down, that hang at least one
 * layer above the bed and stay apart from everything below for at least one layer.
 *
 * Rising through the heights, each local lowest point begins a region and meetings join the higher begun to the lower
 * (the merge tree of the height over the surface, by union-find). A point that looks up begins no region of the body but
 * the floor of a hollow. One sort serves; cutting the mesh into layers and comparing these would see nothing smaller
 * than a pixel of a layer.
 */
export function countIslands(mesh: Mesh, layerMm: number): number {
  const { positions, indices } = mesh;
  const vertices = positions.length / 3;
  const { ordered, rankOf } = rankByHeight(mesh);
  const { starts, lower } = lowerNeighbours(indices, rankOf);
  const down = facingDown(mesh);
  const hangs = (vertex: number, until: number): boolean => {
    const height = positions[vertex * 3 + 2];
    return height >= layerMm && until - height >= layerMm && down[vertex] < 0;
  };
  // Regions are named by the rank of their lowest vertex, so the lower of two is the smaller number.
  const parent = new Int32Array(vertices);
  let islands = 0;
  for (let rank = 0; rank < vertices; rank++) {
    parent[rank] = rank;
    const height = positions[ordered[rank] * 3 + 2];
    for (let n = starts[rank]; n < starts[rank + 1]; n++) {
      const here = rootOf(parent, rank);
      const there = rootOf(parent, lower[n]);
      if (here === there) continue;
      const younger = here > there ? here : there;
      parent[younger] = here > there ? there : here;
      if (younger !== rank && hangs(ordered[younger], height)) islands++;
    }
  }
  // What never met anything lower is a shell of its own.
  for (let rank = 0; rank < vertices; rank++)
    if (parent[rank] === rank && hangs(ordered[rank], Infinity)) islands++;
  return islands;
}

/** The vertices by height, equal heights in the order of vertices, and the place of each there. */
function rankByHeight({ positions }: Mesh): { ordered: Uint32Array; rankOf: Uint32Array } {
  const count = positions.length / 3;
  const heights = new Float32Array(count);
  for (let vertex = 0; vertex < count; vertex++) heights[vertex] = positions[vertex * 3 + 2] + 0;
  const keys = new Uint32Array(heights.buffer);
  // The bits of a float order like whole numbers once the negative ones are turned round.
  for (let vertex = 0; vertex < count; vertex++)
    keys[vertex] = keys[vertex] & 0x80000000 ? ~keys[vertex] : keys[vertex] | 0x80000000;
  const rankOf = new Uint32Array(count);
  const ordered = orderByKey(keys);
  for (let rank = 0; rank < count; rank++) rankOf[ordered[rank]] = rank;
  return { ordered, rankOf };
}

/** For each rank the ranks of its lower neighbours. */
function lowerNeighbours(
  indices: Uint32Array,
  rankOf: Uint32Array,
): { starts: Uint32Array; lower: Uint32Array } {
  const starts = new Uint32Array(rankOf.length + 1);
  const eachEdge = (visit: (high: number, low: number) => void): void => {
    for (let at = 0; at < indices.length; at++) {
      const from = rankOf[indices[at]];
      const to = rankOf[indices[at % 3 === 2 ? at - 2 : at + 1]];
      // Of the two directions in which a closed surface walks an edge, one is enough.
      if (from > to) visit(from, to);
    }
  };
  eachEdge((high) => starts[high]++);
  let sum = 0;
  for (let rank = 0; rank < starts.length; rank++) starts[rank] = sum += starts[rank];
  const lower = new Uint32Array(sum);
  eachEdge((high, low) => (lower[--starts[high]] = low));
  return { starts, lower };
}

/** Sum of the upright parts of the normals round each vertex: negative where the surface looks down. */
function facingDown({ positions: p, indices }: Mesh): Float64Array {
  const sums = new Float64Array(p.length / 3);
  for (let at = 0; at < indices.length; at += 3) {
    const a = indices[at] * 3;
    const b = indices[at + 1] * 3;
    const c = indices[at + 2] * 3;
    const up = (p[b] - p[a]) * (p[c + 1] - p[a + 1]) - (p[b + 1] - p[a + 1]) * (p[c] - p[a]);
    sums[indices[at]] += up;
    sums[indices[at + 1]] += up;
    sums[indices[at + 2]] += up;
  }
  return sums;
}

function rootOf(parent: Int32Array, rank: number): number {
  let at = rank;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]];
    at = parent[at];
  }
  return at;
}
