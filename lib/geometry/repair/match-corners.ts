import type { Mesh } from "../mesh/mesh";
import { matchEqual, measureTolerance } from "./weld-vertices";

/**
 * For each corner of a repaired mesh, the corner of the mesh as it was read that it was: repair drops, turns and adds
 * triangles and joins their vertices, but those it keeps stay where they were. So triangles are found again by the places
 * of their corners, those within the weld's tolerance included; −1 for the corners of new ones.
 */
export function matchCorners(from: Mesh, to: Mesh): Int32Array {
  const vertexOf = matchVertices(from, to);
  const own = matchEqual(to.positions);
  const table = new TriangleTable(from.indices, vertexOf);
  const matched = new Int32Array(to.indices.length).fill(-1);
  for (let at = 0; at < to.indices.length; at += 3) {
    const [a, b, c] = [own[to.indices[at]], own[to.indices[at + 1]], own[to.indices[at + 2]]];
    const found = table.find(a, b, c);
    if (found < 0) continue;
    for (let n = 0; n < 3; n++)
      for (let m = 0; m < 3; m++)
        if (vertexOf[from.indices[found + m]] === own[to.indices[at + n]]) matched[at + n] = found + m;
  }
  return matched;
}

/** Of each vertex that was read, the first vertex of the other mesh at its place; −1 where there is none. */
function matchVertices(from: Mesh, to: Mesh): Int32Array {
  const known = to.positions.length / 3;
  const both = new Float32Array(to.positions.length + from.positions.length);
  both.set(to.positions);
  both.set(from.positions, to.positions.length);
  const target = matchEqual(both);
  const found = new Int32Array(from.positions.length / 3);
  let near: NearVertices | undefined;
  for (let vertex = 0; vertex < found.length; vertex++) {
    const match = target[known + vertex];
    if (match < known) found[vertex] = match;
    else {
      near ??= new NearVertices(to.positions, target, measureTolerance(from));
      found[vertex] = near.find(from.positions, 3 * vertex);
    }
  }
  return found;
}

/** Vertices by cells as wide as the tolerance, in chains through a table: what shares a chain by chance is too far away. */
class NearVertices {
  private readonly heads: Int32Array;
  private readonly next: Int32Array;

  constructor(
    private readonly positions: Float32Array,
    private readonly first: Uint32Array,
    private readonly toleranceMm: number,
  ) {
    const vertices = positions.length / 3;
    let size = 16;
    while (size < vertices) size *= 2;
    this.heads = new Int32Array(size).fill(-1);
    this.next = new Int32Array(vertices);
    for (let vertex = vertices - 1; vertex >= 0; vertex--) {
      if (first[vertex] !== vertex) continue;
      const [x, y, z] = [0, 1, 2].map((axis) => this.cellOf(positions[3 * vertex + axis]));
      const slot = hash(x, y, z) & (size - 1);
      this.next[vertex] = this.heads[slot];
      this.heads[slot] = vertex;
    }
  }

  /** The nearest vertex within the tolerance, or −1. */
  find(places: Float32Array, at: number): number {
    const [x, y, z] = [0, 1, 2].map((axis) => this.cellOf(places[at + axis]));
    const reach = this.toleranceMm * 1.001;
    let [best, bestSquare] = [-1, reach * reach];
    for (let n = 0; n < 27; n++) {
      const cell = hash(x + (n % 3) - 1, y + (Math.floor(n / 3) % 3) - 1, z + Math.floor(n / 9) - 1);
      for (let v = this.heads[cell & (this.heads.length - 1)]; v >= 0; v = this.next[v]) {
        const [dx, dy, dz] = [0, 1, 2].map((axis) => this.positions[3 * v + axis] - places[at + axis]);
        const square = dx * dx + dy * dy + dz * dz;
        if (square <= bestSquare && (square < bestSquare || best < 0)) [best, bestSquare] = [v, square];
      }
    }
    return best;
  }

  private cellOf(value: number): number {
    return Math.floor(value / this.toleranceMm);
  }
}

/** Triangles by the three vertices they have, in any order; the first of several. */
class TriangleTable {
  private readonly slots: Int32Array;

  constructor(
    private readonly indices: Uint32Array,
    private readonly vertexOf: Int32Array,
  ) {
    let size = 16;
    while (size < (2 * indices.length) / 3) size *= 2;
    this.slots = new Int32Array(size).fill(-1);
    for (let at = 0; at < indices.length; at += 3) {
      const [a, b, c] = this.verticesOf(at);
      if (a < 0 || b < 0 || c < 0 || a === b || b === c || c === a) continue;
      const slot = this.slotOf(a, b, c);
      if (this.slots[slot] < 0) this.slots[slot] = at;
    }
  }

  /** The triangle's first corner, or −1. */
  find(a: number, b: number, c: number): number {
    return this.slots[this.slotOf(a, b, c)];
  }

  private verticesOf(at: number): [number, number, number] {
    const { indices, vertexOf } = this;
    return [vertexOf[indices[at]], vertexOf[indices[at + 1]], vertexOf[indices[at + 2]]];
  }

  /** The slot of the triangle, or the free one where it belongs. */
  private slotOf(a: number, b: number, c: number): number {
    const [low, high] = [Math.min(a, b, c), Math.max(a, b, c)];
    const middle = a + b + c - low - high;
    const mask = this.slots.length - 1;
    for (let slot = hash(low, middle, high) & mask; ; slot = (slot + 1) & mask) {
      const there = this.slots[slot];
      if (there < 0) return slot;
      const [x, y, z] = this.verticesOf(there);
      if (Math.min(x, y, z) === low && Math.max(x, y, z) === high && x + y + z - low - high === middle)
        return slot;
    }
  }
}

function hash(x: number, y: number, z: number): number {
  let value = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ Math.imul(z, 0xc2b2ae35);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return value ^ (value >>> 13);
}
