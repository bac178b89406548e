import type { Mesh } from "./mesh";
import { sideOf } from "./side-of";
import type { Parts } from "./split-parts";

/** Where more would be compared, shells are added up as they are: a second's work. */
const MOST_COMPARED = 1e8;

/**
 * What a printer fills: a body that lies in another is not filled twice, nor is its hollow empty then. Shells that do not
 * cross part space into regions, each inside a number of bodies: a body's shell counts where none but itself surrounds
 * it, a hollow's where it alone takes away the last. That number is counted on a column from a point just within the
 * solid, so that neighbours which share a face are told apart.
 */
export function filledVolume(mesh: Mesh, parts: Parts): number {
  const probes = probeNested(mesh, parts);
  const skip = probes.length * (mesh.indices.length / 3) > MOST_COMPARED;
  const around = skip ? [] : countAround(mesh, parts, probes);
  let sum = 0;
  for (let part = 0; part < parts.count; part++) {
    const volume = parts.volumes[part];
    const probe = probes.findIndex((one) => one.part === part);
    if (skip || probe < 0 || around[probe] === (volume > 0 ? 0 : 1)) sum += volume;
  }
  return sum;
}

/** A point of a shell, just within what is solid there. */
interface Probe {
  part: number;
  at: [number, number, number];
}

/** A probe of every shell whose box lies in another's. */
function probeNested(mesh: Mesh, { count, partOf }: Parts): Probe[] {
  if (count < 2) return [];
  const boxes = Array.from({ length: count }, () => [
    Infinity,
    Infinity,
    Infinity,
    -Infinity,
    -Infinity,
    -Infinity,
  ]);
  for (let vertex = 0; vertex < partOf.length; vertex++) {
    if (partOf[vertex] < 0) continue;
    const box = boxes[partOf[vertex]];
    for (let axis = 0; axis < 3; axis++) {
      const value = mesh.positions[3 * vertex + axis];
      box[axis] = Math.min(box[axis], value);
      box[3 + axis] = Math.max(box[3 + axis], value);
    }
  }
  const holds = (outer: number[], inner: number[]): boolean =>
    [0, 1, 2].every((axis) => outer[axis] <= inner[axis] && outer[3 + axis] >= inner[3 + axis]);
  const nested = boxes.map((box, part) => boxes.some((other, n) => n !== part && holds(other, box)));
  return nested.includes(true) ? probeParts(mesh, partOf, nested) : [];
}

/** So far within, as a share of the triangle's own size. */
const WITHIN = 1e-3;

/** The middle of the largest triangle of each of the wanted shells, moved in by a hair. */
function probeParts({ positions: p, indices }: Mesh, partOf: Int32Array, wanted: boolean[]): Probe[] {
  const largest = new Float64Array(wanted.length);
  const probes: (Probe | undefined)[] = wanted.map(() => undefined);
  for (let at = 0; at < indices.length; at += 3) {
    const part = partOf[indices[at]];
    if (!wanted[part]) continue;
    const [a, b, c] = [indices[at] * 3, indices[at + 1] * 3, indices[at + 2] * 3];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const twice = Math.sqrt(normal[0] ** 2 + normal[1] ** 2 + normal[2] ** 2);
    if (twice <= largest[part]) continue;
    largest[part] = twice;
    const inwards = WITHIN / Math.sqrt(twice);
    const [x, y, z] = normal.map(
      (value, axis) => (p[a + axis] + p[b + axis] + p[c + axis]) / 3 - value * inwards,
    );
    probes[part] = { part, at: [x, y, z] };
  }
  return probes.filter((probe) => probe !== undefined);
}

/** How many of the other shells' bodies each probe lies in: sides above it that look up, less those that look down. */
function countAround({ positions: p, indices }: Mesh, { partOf }: Parts, probes: Probe[]): number[] {
  const around = probes.map(() => 0);
  for (let at = 0; at < indices.length; at += 3) {
    const part = partOf[indices[at]];
    const [a, b, c] = [indices[at] * 3, indices[at + 1] * 3, indices[at + 2] * 3];
    const twice = (p[b] - p[a]) * (p[c + 1] - p[a + 1]) - (p[b + 1] - p[a + 1]) * (p[c] - p[a]);
    if (twice === 0) continue;
    for (let n = 0; n < probes.length; n++) {
      const [x, y, z] = probes[n].at;
      if (probes[n].part === part) continue;
      const ab = sideOf(p[a], p[a + 1], p[b], p[b + 1], x, y);
      const bc = sideOf(p[b], p[b + 1], p[c], p[c + 1], x, y);
      const ca = sideOf(p[c], p[c + 1], p[a], p[a + 1], x, y);
      if (!(twice > 0 ? ab > 0 && bc > 0 && ca > 0 : ab < 0 && bc < 0 && ca < 0)) continue;
      const height = (bc * p[a + 2] + ca * p[b + 2] + ab * p[c + 2]) / (ab + bc + ca);
      if (height > z) around[n] += Math.sign(twice);
    }
  }
  return around;
}
