import { facetNormals } from "./facet-normals";
import type { Mesh } from "./mesh";

/**
 * The same triangles with a vertex of its own for each smooth patch that meets at a point, so that drawing with vertex
 * normals keeps edges crisp: exact bodies (type, plates, extrusions) have few triangles, and normals shared across a
 * right angle smear shadows over their flat sides. For looking at only: the result is open along its edges.
 *
 * The triangles round a vertex are sorted greedily: one that leans less than 35° from a patch's first triangle joins it.
 * Walking from edge to edge would follow a slowly bending fan farther, which at 35° makes no difference one could see.
 */
export function splitCreases(mesh: Mesh): Mesh {
  const { indices } = mesh;
  const normals = facetNormals(mesh);
  const vertices = mesh.positions.length / 3;
  /** First triangle of a patch, the vertex that it came from, and the next patch at the same vertex. */
  const first: number[] = [];
  const origin: number[] = [];
  const next: number[] = [];
  const patches = new Int32Array(vertices).fill(-1);
  const corners = new Uint32Array(indices.length);
  for (let corner = 0; corner < indices.length; corner++) {
    const triangle = Math.floor(corner / 3);
    const vertex = indices[corner];
    let patch = patches[vertex];
    while (patch >= 0 && leaning(normals, first[patch], triangle) < MIN_COSINE) patch = next[patch];
    if (patch < 0) {
      patch = first.length;
      first.push(triangle);
      origin.push(vertex);
      next.push(patches[vertex]);
      patches[vertex] = patch;
    }
    corners[corner] = patch;
  }
  const spread = <T extends Float32Array | Uint8Array>(from: T, to: T): T => {
    for (let patch = 0; patch < origin.length; patch++)
      for (let axis = 0; axis < 3; axis++) to[3 * patch + axis] = from[3 * origin[patch] + axis];
    return to;
  };
  return {
    ...mesh,
    indices: corners,
    positions: spread(mesh.positions, new Float32Array(3 * origin.length)),
    ...(mesh.colors ? { colors: spread(mesh.colors, new Uint8Array(3 * origin.length)) } : {}),
  };
}

const MIN_COSINE = Math.cos((35 * Math.PI) / 180);

/** Cosine between two facets. */
const leaning = (normals: Float32Array, a: number, b: number): number =>
  normals[3 * a] * normals[3 * b] +
  normals[3 * a + 1] * normals[3 * b + 1] +
  normals[3 * a + 2] * normals[3 * b + 2];
