import { measureBounds } from "../mesh/measure-bounds";
import type { Mesh } from "../mesh/mesh";
import { orderByKey } from "./order-by-key";

/** Triangles in one leaf. */
export const LEAF = 4;
/** A tree of more takes a gigabyte; no quality has as many. */
export const MOST_TREE_TRIANGLES = 2 ** 22;
const CELLS = 1024;

/**
 * Boxes round the triangles of a mesh, in a complete binary tree over the Morton order of their centres: one sort and two
 * passes. A surface-area tree answers faster but takes several times as long to build, which one report never earns back.
 */
export class TriangleTree {
  /** Triangles (by number) in tree order; leaf n holds those from n · LEAF on. */
  readonly order: Uint32Array;
  /** The three vertices of each triangle of {@link order}: in tree order they lie near each other. */
  readonly corners: Uint32Array;
  /** Low and high corner of each triangle of {@link order}, six numbers each. */
  readonly boxes: Float32Array;
  /** The same of each node; node n has the children 2n + 1 and 2n + 2, leaf m is node {@link firstLeaf} + m. */
  readonly nodes: Float32Array;
  readonly firstLeaf: number;

  constructor(readonly mesh: Mesh) {
    this.order = mortonOrder(mesh);
    this.corners = gatherCorners(mesh, this.order);
    this.boxes = boxTriangles(mesh, this.corners);
    const leaves = Math.max(1, Math.ceil(this.order.length / LEAF));
    let width = 1;
    while (width < leaves) width *= 2;
    this.firstLeaf = width - 1;
    this.nodes = this.buildNodes(width);
  }

  /** Leaves without triangles keep an inside-out box (low above high), which whoever walks the tree passes over. */
  private buildNodes(width: number): Float32Array {
    const { boxes } = this;
    const nodes = new Float32Array((2 * width - 1) * 6);
    for (let at = 0; at < nodes.length; at += 6) {
      nodes[at] = nodes[at + 1] = nodes[at + 2] = Infinity;
      nodes[at + 3] = nodes[at + 4] = nodes[at + 5] = -Infinity;
    }
    for (let n = 0; n < this.order.length; n++)
      growBox(nodes, (this.firstLeaf + Math.floor(n / LEAF)) * 6, boxes, n * 6);
    for (let node = nodes.length / 6 - 1; node > 0; node--)
      growBox(nodes, ((node - 1) >> 1) * 6, nodes, node * 6);
    return nodes;
  }
}

function growBox(into: Float32Array, at: number, from: Float32Array, start: number): void {
  for (let axis = 0; axis < 3; axis++) {
    if (from[start + axis] < into[at + axis]) into[at + axis] = from[start + axis];
    if (from[start + 3 + axis] > into[at + 3 + axis]) into[at + 3 + axis] = from[start + 3 + axis];
  }
}

function gatherCorners({ indices }: Mesh, order: Uint32Array): Uint32Array {
  const corners = new Uint32Array(order.length * 3);
  for (let n = 0, at = 0; n < order.length; n++, at += 3) {
    const from = order[n] * 3;
    corners[at] = indices[from];
    corners[at + 1] = indices[from + 1];
    corners[at + 2] = indices[from + 2];
  }
  return corners;
}

function boxTriangles({ positions: p }: Mesh, corners: Uint32Array): Float32Array {
  const boxes = new Float32Array(corners.length * 2);
  for (let at = 0; at < corners.length; at += 3) {
    const a = corners[at] * 3;
    const b = corners[at + 1] * 3;
    const c = corners[at + 2] * 3;
    for (let axis = 0; axis < 3; axis++) {
      const u = p[a + axis];
      const v = p[b + axis];
      const w = p[c + axis];
      boxes[at * 2 + axis] = u < v ? (u < w ? u : w) : v < w ? v : w;
      boxes[at * 2 + 3 + axis] = u > v ? (u > w ? u : w) : v > w ? v : w;
    }
  }
  return boxes;
}

/** Triangles by the Morton code of their centres. */
function mortonOrder(mesh: Mesh): Uint32Array {
  const { positions: p, indices } = mesh;
  const { low, high } = measureBounds(mesh);
  const extent = Math.max(high[0] - low[0], high[1] - low[1], high[2] - low[2]) || 1;
  const scale = (CELLS - 1) / (3 * extent);
  const keys = new Uint32Array(indices.length / 3);
  for (let n = 0; n < keys.length; n++) {
    const a = indices[n * 3] * 3;
    const b = indices[n * 3 + 1] * 3;
    const c = indices[n * 3 + 2] * 3;
    const x = (p[a] + p[b] + p[c] - 3 * low[0]) * scale;
    const y = (p[a + 1] + p[b + 1] + p[c + 1] - 3 * low[1]) * scale;
    const z = (p[a + 2] + p[b + 2] + p[c + 2] - 3 * low[2]) * scale;
    keys[n] = spread(x | 0) | (spread(y | 0) << 1) | (spread(z | 0) << 2);
  }
  return orderByKey(keys);
}

/** Ten bits, two zeros between each. */
function spread(value: number): number {
  let bits = value & 1023;
  bits = (bits | (bits << 16)) & 0x30000ff;
  bits = (bits | (bits << 8)) & 0x300f00f;
  bits = (bits | (bits << 4)) & 0x30c30c3;
  return (bits | (bits << 2)) & 0x9249249;
}
