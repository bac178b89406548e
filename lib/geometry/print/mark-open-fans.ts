import type { Mesh } from "../mesh/mesh";

/**
 * Which vertices of a closed, manifold mesh have a fan that may go through itself: 0 for those that surely do not, 1 for
 * the rest.
 *
 * Seen along the sum of its normals, a fan whose triangles all face the viewer and go round the vertex once is a
 * drawing without overlap, so no two of its triangles can cross. That is the curvature criterion of Volino and
 * Magnenat-Thalmann (1994) for the smallest of patches, whose outline needs no test of its own. How often a fan goes
 * round is how many of its triangles one ray from the vertex meets: those that lead from below the ray's line to above
 * it, whatever their order.
 *
 * @param corners three vertices a triangle, in any order of triangles; near each other in memory is faster.
 */
export function markOpenFans({ positions: p }: Mesh, corners: Uint32Array): Uint8Array {
  const views = sumNormals(p, corners);
  const open = new Uint8Array(p.length / 3);
  const turns = new Int32Array(p.length / 3);
  for (let at = 0; at < corners.length; at += 3) {
    const a = corners[at];
    const b = corners[at + 1];
    const c = corners[at + 2];
    const ax = p[a * 3];
    const ay = p[a * 3 + 1];
    const az = p[a * 3 + 2];
    const bx = p[b * 3];
    const by = p[b * 3 + 1];
    const bz = p[b * 3 + 2];
    const cx = p[c * 3];
    const cy = p[c * 3 + 1];
    const cz = p[c * 3 + 2];
    const nx = (by - ay) * (cz - az) - (bz - az) * (cy - ay);
    const ny = (bz - az) * (cx - ax) - (bx - ax) * (cz - az);
    const nz = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const size = Math.abs(nx) + Math.abs(ny) + Math.abs(nz);
    const width = Math.max(Math.abs(bx - ax), Math.abs(by - ay), Math.abs(bz - az));
    const height = Math.max(Math.abs(cx - ax), Math.abs(cy - ay), Math.abs(cz - az));
    // Of a sliver it is not sure on which side of the ray it lies.
    if (!(size > SLIVER * (width + height) * (width + height))) open[a] = open[b] = open[c] = 1;
    if (!faces(views, a, nx, ny, nz, size)) open[a] = 1;
    if (!faces(views, b, nx, ny, nz, size)) open[b] = 1;
    if (!faces(views, c, nx, ny, nz, size)) open[c] = 1;
    turns[a] += rises(views, a, bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az);
    turns[b] += rises(views, b, cx - bx, cy - by, cz - bz, ax - bx, ay - by, az - bz);
    turns[c] += rises(views, c, ax - cx, ay - cy, az - cz, bx - cx, by - cy, bz - cz);
  }
  for (let v = 0; v < open.length; v++) if (turns[v] !== 1) open[v] = 1;
  return open;
}

/** Twice the area over the squared size, and the slope against the view: far above what 64 bits round. */
const SLIVER = 1e-7;
const EDGE_ON = 1e-6;

function faces(views: Float64Array, v: number, nx: number, ny: number, nz: number, size: number): boolean {
  const x = views[v * 3];
  const y = views[v * 3 + 1];
  const z = views[v * 3 + 2];
  return nx * x + ny * y + nz * z > EDGE_ON * size * (Math.abs(x) + Math.abs(y) + Math.abs(z));
}

/** 1 where (u, w), seen along the view, lead from below the line of a ray across it to above; else 0. */
function rises(
  views: Float64Array,
  v: number,
  ux: number,
  uy: number,
  uz: number,
  wx: number,
  wy: number,
  wz: number,
): number {
  const x = views[v * 3];
  const y = views[v * 3 + 1];
  const z = views[v * 3 + 2];
  if (Math.abs(x) > Math.abs(z)) return x * uy < y * ux && x * wy >= y * wx ? 1 : 0;
  return y * uz < z * uy && y * wz >= z * wy ? 1 : 0;
}

/** For each vertex the normals of its triangles, added up as long as their areas. */
function sumNormals(p: Float32Array, corners: Uint32Array): Float64Array {
  const sums = new Float64Array(p.length);
  for (let at = 0; at < corners.length; at += 3) {
    const a = corners[at] * 3;
    const b = corners[at + 1] * 3;
    const c = corners[at + 2] * 3;
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const wx = p[c] - p[a];
    const wy = p[c + 1] - p[a + 1];
    const wz = p[c + 2] - p[a + 2];
    const nx = uy * wz - uz * wy;
    const ny = uz * wx - ux * wz;
    const nz = ux * wy - uy * wx;
    sums[a] += nx;
    sums[a + 1] += ny;
    sums[a + 2] += nz;
    sums[b] += nx;
    sums[b + 1] += ny;
    sums[b + 2] += nz;
    sums[c] += nx;
    sums[c + 1] += ny;
    sums[c + 2] += nz;
  }
  return sums;
}
