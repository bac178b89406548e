import { measureBounds } from "../mesh/measure-bounds";
import type { Mesh } from "../mesh/mesh";

/** A gap this small, as a share of the mesh's diagonal, is rounding and no gap. */
const TOLERANCE_SHARE = 1e-6;

/**
 * Joins vertices at one place: those at exactly the same first, then those along open edges that lie no farther apart
 * than a millionth of the diagonal. Only the latter, for a tolerance over the whole mesh would crush fine detail, and a
 * gap of rounding can only be where edges are open. Colours are those of the first vertex at a place.
 */
export function weldVertices(mesh: Mesh, isOpen?: Uint8Array): Mesh {
  const cell = isOpen ? measureTolerance(mesh) : 0;
  const target = cell > 0 && isOpen ? matchNear(mesh, cell, isOpen) : matchEqual(mesh.positions);
  const kept = new Uint32Array(target.length);
  let count = 0;
  for (let vertex = 0; vertex < target.length; vertex++)
    kept[vertex] = target[vertex] === vertex ? count++ : kept[target[vertex]];
  if (count === target.length) return mesh;
  const gather = <T extends Float32Array | Uint8Array>(values: T, out: T): T => {
    for (let vertex = 0; vertex < target.length; vertex++)
      if (target[vertex] === vertex)
        for (let n = 0; n < 3; n++) out[3 * kept[vertex] + n] = values[3 * vertex + n];
    return out;
  };
  return {
    positions: gather(mesh.positions, new Float32Array(3 * count)),
    indices: mesh.indices.map((vertex) => kept[vertex]),
    ...(mesh.colors ? { colors: gather(mesh.colors, new Uint8Array(3 * count)) } : {}),
  };
}

export function measureTolerance(mesh: Mesh): number {
  const { low, high } = measureBounds(mesh);
  const [x, y, z] = [0, 1, 2].map((axis) => high[axis] - low[axis]);
  return TOLERANCE_SHARE * Math.sqrt(x * x + y * y + z * z);
}

/**
 * The first vertex at each vertex's place: an open-addressed table over the bits of the coordinates, −0 being 0.
 * @param kinds only vertices of one kind match, where they have kinds
 */
export function matchEqual(positions: Float32Array, kinds?: Uint32Array): Uint32Array {
  const vertices = positions.length / 3;
  const places = new Float32Array(positions.length);
  for (let at = 0; at < places.length; at++) places[at] = positions[at] + 0;
  const bits = new Int32Array(places.buffer);
  let size = 16;
  while (size < 2 * vertices) size *= 2;
  const table = new Int32Array(size).fill(-1);
  const target = new Uint32Array(vertices);
  for (let vertex = 0, at = 0; vertex < vertices; vertex++, at += 3) {
    let slot = hash(bits[at], bits[at + 1], bits[at + 2]) & (size - 1);
    for (;;) {
      const other = table[slot];
      if (other < 0) {
        table[slot] = target[vertex] = vertex;
        break;
      }
      if (
        bits[3 * other] === bits[at] &&
        bits[3 * other + 1] === bits[at + 1] &&
        bits[3 * other + 2] === bits[at + 2] &&
        kinds?.[other] === kinds?.[vertex]
      ) {
        target[vertex] = other;
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  return target;
}

function hash(x: number, y: number, z: number): number {
  let value = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ Math.imul(z, 0xc2b2ae35);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return value ^ (value >>> 13);
}

/** The same for open vertices, by cells as wide as the tolerance and their neighbours. */
function matchNear({ positions: p }: Mesh, cell: number, isOpen: Uint8Array): Uint32Array {
  const target = Uint32Array.from({ length: isOpen.length }, (_, vertex) => vertex);
  const cells = new Map<string, number[]>();
  for (let vertex = 0; vertex < isOpen.length; vertex++) {
    if (!isOpen[vertex]) continue;
    const [x, y, z] = [0, 1, 2].map((axis) => Math.floor(p[3 * vertex + axis] / cell));
    let found = -1;
    for (let n = 0; n < 27 && found < 0; n++) {
      const near = cells.get(
        `${x + (n % 3) - 1},${y + (Math.floor(n / 3) % 3) - 1},${z + Math.floor(n / 9) - 1}`,
      );
      found = near?.find((other) => distance(p, vertex, other) <= cell) ?? -1;
    }
    if (found >= 0) target[vertex] = found;
    else {
      const key = `${x},${y},${z}`;
      const here = cells.get(key);
      if (here) here.push(vertex);
      else cells.set(key, [vertex]);
    }
  }
  return target;
}

function distance(p: Float32Array, a: number, b: number): number {
  const [x, y, z] = [p[3 * a] - p[3 * b], p[3 * a + 1] - p[3 * b + 1], p[3 * a + 2] - p[3 * b + 2]];
  return Math.sqrt(x * x + y * y + z * z);
}
