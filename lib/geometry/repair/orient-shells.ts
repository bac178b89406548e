import type { Mesh } from "../mesh/mesh";
import { splitParts } from "../mesh/split-parts";

/** Hollows are looked for among so many shells, the largest first: each costs a walk over all triangles. */
const MOST_HOLLOWS = 64;

/**
 * Turns closed shells so that they enclose: a mesh whose volume is negative altogether is inside out and turned whole; then
 * a shell of negative volume stays one only where it lies inside another, as a hollow. Changes the indices in place.
 * @returns number of triangles turned
 */
export function orientShells(mesh: Mesh): number {
  const { count, partOf, volumes } = splitParts(mesh);
  const whole = volumes.reduce((sum, volume) => sum + volume, 0) < 0;
  const negative = [...volumes.keys()].filter((part) => (whole ? -1 : 1) * volumes[part] < 0);
  negative.sort((one, other) => Math.abs(volumes[other]) - Math.abs(volumes[one]) || one - other);
  const hollow = new Set(negative.slice(0, MOST_HOLLOWS).filter((part) => liesInside(mesh, partOf, part)));
  const turn = new Uint8Array(count).fill(whole ? 1 : 0);
  for (const part of negative) if (!hollow.has(part)) turn[part] ^= 1;
  const { indices } = mesh;
  let turned = 0;
  for (let at = 0; at < indices.length; at += 3) {
    if (!turn[partOf[indices[at]]]) continue;
    const corner = indices[at + 1];
    indices[at + 1] = indices[at + 2];
    indices[at + 2] = corner;
    turned++;
  }
  return turned;
}

/** Whether a ray upwards from the shell's first triangle leaves through the other shells an odd number of times. */
function liesInside({ positions: p, indices }: Mesh, partOf: Int32Array, part: number): boolean {
  let first = 0;
  while (partOf[indices[first]] !== part) first += 3;
  const [a, b, c] = [3 * indices[first], 3 * indices[first + 1], 3 * indices[first + 2]];
  // Off the middle, so that the ray does not meet edges that lie above those of a regular mesh.
  const x = 0.41 * p[a] + 0.33 * p[b] + 0.26 * p[c];
  const y = 0.41 * p[a + 1] + 0.33 * p[b + 1] + 0.26 * p[c + 1];
  const z = 0.41 * p[a + 2] + 0.33 * p[b + 2] + 0.26 * p[c + 2];
  let crossings = 0;
  for (let at = 0; at < indices.length; at += 3) {
    if (partOf[indices[at]] === part) continue;
    const [i, j, k] = [3 * indices[at], 3 * indices[at + 1], 3 * indices[at + 2]];
    const whole = side(p[i], p[i + 1], p[j], p[j + 1], p[k], p[k + 1]);
    if (whole === 0) continue;
    const u = side(x, y, p[j], p[j + 1], p[k], p[k + 1]) / whole;
    const v = side(p[i], p[i + 1], x, y, p[k], p[k + 1]) / whole;
    if (u < 0 || v < 0 || u + v > 1) continue;
    if (u * p[i + 2] + v * p[j + 2] + (1 - u - v) * p[k + 2] > z) crossings++;
  }
  return crossings % 2 === 1;
}

/** Twice the signed area of a triangle in the plane. */
const side = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
