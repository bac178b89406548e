import { dropUnusedVertices } from "./drop-unused-vertices";
import type { Mesh } from "./mesh";

/** The shells of a mesh: sets of triangles that hang together through shared vertices. */
export interface Parts {
  count: number;
  /** Part of each vertex; vertices without a triangle have −1. */
  partOf: Int32Array;
  /** Signed volume of each part, in cubed units of the mesh; negative for a hollow inside a body. */
  volumes: Float64Array;
}

/** Finds the shells of a mesh with a union-find over its vertices. Parts are numbered by their first vertex. */
export function splitParts(mesh: Mesh): Parts {
  const { indices } = mesh;
  const vertices = mesh.positions.length / 3;
  const parent = new Int32Array(vertices).fill(-1);
  for (let at = 0; at < indices.length; at++) if (parent[indices[at]] < 0) parent[indices[at]] = indices[at];
  for (let at = 0; at < indices.length; at += 3) {
    const a = rootOf(parent, indices[at]);
    const b = rootOf(parent, indices[at + 1]);
    const ab = a < b ? a : b;
    parent[a] = parent[b] = ab;
    const c = rootOf(parent, indices[at + 2]);
    if (c < ab) parent[ab] = c;
    else parent[c] = ab;
  }
  // The root of a part is its lowest vertex, so one pass upwards finds every root before it is asked for.
  let count = 0;
  for (let vertex = 0; vertex < vertices; vertex++) {
    if (parent[vertex] < 0) continue;
    parent[vertex] = parent[vertex] === vertex ? count++ : parent[parent[vertex]];
  }
  return { count, partOf: parent, volumes: measureVolumes(mesh, parent, count) };
}

/**
 * Connected bodies of a mesh. A shell that bounds a hollow (negative volume) belongs to the body round it and is not
 * counted; a mesh without any positive volume counts its shells.
 */
export function countParts(mesh: Mesh): number {
  return countBodies(splitParts(mesh));
}

export function countBodies(parts: Parts): number {
  const bodies = parts.volumes.filter((volume) => volume > 0).length;
  return bodies > 0 ? bodies : parts.count;
}

/**
 * The mesh without its specks: bodies, and hollows, of less than `minVolumeShare` of the sum of all shells' volumes.
 * The largest shell always stays. Colours are kept; the mesh itself is returned when there is nothing to drop.
 */
export function dropSmallParts(mesh: Mesh, minVolumeShare = 0.001): Mesh {
  return takeSmallParts(mesh, minVolumeShare).mesh;
}

/** The same, and how many shells were dropped. */
export function takeSmallParts(mesh: Mesh, minVolumeShare = 0.001): { mesh: Mesh; dropped: number } {
  const { count, partOf, volumes } = splitParts(mesh);
  let total = 0;
  let largest = 0;
  for (let part = 0; part < count; part++) {
    total += Math.abs(volumes[part]);
    if (Math.abs(volumes[part]) > Math.abs(volumes[largest])) largest = part;
  }
  const keep = new Uint8Array(count);
  for (let part = 0; part < count; part++)
    if (part === largest || Math.abs(volumes[part]) >= minVolumeShare * total) keep[part] = 1;
  const dropped = keep.reduce((sum, kept) => sum + 1 - kept, 0);
  if (dropped === 0) return { mesh, dropped };
  return { mesh: keepTriangles(mesh, (at) => keep[partOf[mesh.indices[at]]] === 1), dropped };
}

/** The mesh of those triangles (by index of their first corner) that pass, and only the vertices these use. */
function keepTriangles(mesh: Mesh, passes: (at: number) => boolean): Mesh {
  const kept = new Uint32Array(mesh.indices.length);
  let length = 0;
  for (let at = 0; at < mesh.indices.length; at += 3) {
    if (!passes(at)) continue;
    kept[length++] = mesh.indices[at];
    kept[length++] = mesh.indices[at + 1];
    kept[length++] = mesh.indices[at + 2];
  }
  return dropUnusedVertices({ ...mesh, indices: kept.slice(0, length) });
}

function rootOf(parent: Int32Array, vertex: number): number {
  let at = vertex;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]];
    at = parent[at];
  }
  return at;
}

function measureVolumes(mesh: Mesh, partOf: Int32Array, count: number): Float64Array {
  const { positions: p, indices } = mesh;
  const sixfold = new Float64Array(count);
  for (let at = 0; at < indices.length; at += 3) {
    const a = indices[at] * 3;
    const b = indices[at + 1] * 3;
    const c = indices[at + 2] * 3;
    sixfold[partOf[indices[at]]] +=
      p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1]) +
      p[a + 1] * (p[b + 2] * p[c] - p[b] * p[c + 2]) +
      p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c]);
  }
  return sixfold.map((volume) => volume / 6);
}
