import type { Mesh } from "../mesh/mesh";
import { nextCorner, pairEdges, type Mates } from "./pair-edges";

export interface Untangled {
  /** Each vertex has one fan of triangles, open or closed; triangles that hang together agree on their outside. */
  mesh: Mesh;
  flippedTriangles: number;
}

/**
 * Gives every sheet of triangles vertices of its own and one turn. Triangles are turned from neighbour to neighbour, the
 * first of each sheet deciding; corners are joined into a vertex where walking over mated edges leads from one to the
 * other. So edges with more than two triangles and vertices that join two sheets fall apart into what a print means by
 * them: bodies that touch.
 *
 * @param closed see {@link pairEdges}
 */
export function untangleSurface(mesh: Mesh, closed = false): Untangled {
  const mates = pairEdges(mesh, closed);
  const flipped = turnAlike(mesh.indices, mates);
  const split = splitVertices(mesh, mates);
  let flippedTriangles = 0;
  for (let at = 0; at < split.indices.length; at += 3) {
    if (!flipped[at / 3]) continue;
    const corner = split.indices[at + 1];
    split.indices[at + 1] = split.indices[at + 2];
    split.indices[at + 2] = corner;
    flippedTriangles++;
  }
  return { mesh: split, flippedTriangles };
}

/** 1 for each triangle to be turned round; the smaller side of each sheet is. Mates that cannot agree are parted. */
function turnAlike(indices: Uint32Array, mates: Mates): Uint8Array {
  const triangles = indices.length / 3;
  const flipped = new Uint8Array(triangles);
  const seen = new Uint8Array(triangles);
  const queue = new Uint32Array(triangles);
  for (let seed = 0; seed < triangles; seed++) {
    if (seen[seed]) continue;
    let head = 0;
    let tail = 0;
    let turned = 0;
    queue[tail++] = seed;
    seen[seed] = 1;
    while (head < tail) {
      const triangle = queue[head++];
      for (let h = 3 * triangle; h < 3 * triangle + 3; h++) {
        const mate = mates[h];
        if (mate < 0) continue;
        const other = (mate / 3) | 0;
        const wanted = flipped[triangle] ^ (indices[h] === indices[mate] ? 1 : 0);
        if (!seen[other]) {
          seen[other] = 1;
          flipped[other] = wanted;
          turned += wanted;
          queue[tail++] = other;
        } else if (flipped[other] !== wanted) mates[h] = mates[mate] = -1;
      }
    }
    if (2 * turned > tail) for (let n = 0; n < tail; n++) flipped[queue[n]] ^= 1;
  }
  return flipped;
}

function splitVertices({ positions, indices, colors }: Mesh, mates: Mates): Mesh {
  const parent = Int32Array.from({ length: indices.length }, (_, corner) => corner);
  const find = (corner: number): number => {
    let at = corner;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]];
    return at;
  };
  const join = (one: number, other: number): void => {
    const [a, b] = [find(one), find(other)];
    if (a < b) parent[b] = a;
    else parent[a] = b;
  };
  for (let h = 0; h < indices.length; h++) {
    const mate = mates[h];
    if (mate < h) continue;
    const same = indices[h] === indices[mate];
    join(h, same ? mate : nextCorner(mate));
    join(nextCorner(h), same ? nextCorner(mate) : mate);
  }
  const origins: number[] = [];
  const split = new Uint32Array(indices.length);
  // A class's lowest corner is its root, so it is met first.
  for (let corner = 0; corner < indices.length; corner++) {
    const root = find(corner);
    if (root === corner) split[corner] = origins.push(indices[corner]) - 1;
    else split[corner] = split[root];
  }
  const gather = <T extends Float32Array | Uint8Array>(values: T, out: T): T => {
    for (let vertex = 0; vertex < origins.length; vertex++)
      for (let n = 0; n < 3; n++) out[3 * vertex + n] = values[3 * origins[vertex] + n];
    return out;
  };
  return {
    positions: gather(positions, new Float32Array(3 * origins.length)),
    indices: split,
    ...(colors ? { colors: gather(colors, new Uint8Array(3 * origins.length)) } : {}),
  };
}
