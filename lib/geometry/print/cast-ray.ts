import { LEAF, type TriangleTree } from "./triangle-tree";

/** Where a ray met the mesh: how far off, and which triangle. */
export interface RayHit {
  distance: number;
  triangle: number;
}

/**
 * Casts rays at one tree; the hit is one object, overwritten by the next ray. The nearest triangle within `reach` wins,
 * the first met in a fixed order where several are equally near.
 */
export class RayCaster {
  private readonly stack = new Int32Array(64);
  private readonly hit: RayHit = { distance: 0, triangle: 0 };

  constructor(private readonly tree: TriangleTree) {}

  /** From (x, y, z) along the unit vector (dx, dy, dz), passing over the triangle `skip`; null where nothing is met. */
  cast(
    x: number,
    y: number,
    z: number,
    dx: number,
    dy: number,
    dz: number,
    reach: number,
    skip = -1,
  ): RayHit | null {
    const { nodes, firstLeaf } = this.tree;
    const { stack, hit } = this;
    const ix = 1 / dx;
    const iy = 1 / dy;
    const iz = 1 / dz;
    hit.distance = reach;
    hit.triangle = -1;
    let depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      const node = stack[--depth];
      if (!meetsBox(nodes, node * 6, x, y, z, ix, iy, iz, hit.distance)) continue;
      if (node >= firstLeaf) this.castAtLeaf(node - firstLeaf, x, y, z, dx, dy, dz, skip);
      else {
        stack[depth++] = 2 * node + 1;
        stack[depth++] = 2 * node + 2;
      }
    }
    return hit.triangle < 0 ? null : hit;
  }

  private castAtLeaf(
    leaf: number,
    x: number,
    y: number,
    z: number,
    dx: number,
    dy: number,
    dz: number,
    skip: number,
  ): void {
    const { order, mesh } = this.tree;
    const end = Math.min(order.length, (leaf + 1) * LEAF);
    for (let n = leaf * LEAF; n < end; n++) {
      const triangle = order[n];
      if (triangle === skip) continue;
      const distance = meetTriangle(mesh.positions, mesh.indices, triangle * 3, x, y, z, dx, dy, dz);
      if (distance >= this.hit.distance) continue;
      this.hit.distance = distance;
      this.hit.triangle = triangle;
    }
  }
}

/**
 * Slab test; a ray within a slab's plane gives NaN, which the comparisons let pass. Inside-out boxes must be turned away
 * first: sorted by the ray's direction they would reach from one infinity to the other, and every ray would visit them.
 */
function meetsBox(
  nodes: Float32Array,
  at: number,
  x: number,
  y: number,
  z: number,
  ix: number,
  iy: number,
  iz: number,
  reach: number,
): boolean {
  if (nodes[at] > nodes[at + 3]) return false;
  const x0 = (nodes[at] - x) * ix;
  const x1 = (nodes[at + 3] - x) * ix;
  const y0 = (nodes[at + 1] - y) * iy;
  const y1 = (nodes[at + 4] - y) * iy;
  const z0 = (nodes[at + 2] - z) * iz;
  const z1 = (nodes[at + 5] - z) * iz;
  let near = 0;
  let far = reach;
  const nearX = x0 < x1 ? x0 : x1;
  const farX = x0 < x1 ? x1 : x0;
  if (nearX > near) near = nearX;
  if (farX < far) far = farX;
  const nearY = y0 < y1 ? y0 : y1;
  const farY = y0 < y1 ? y1 : y0;
  if (nearY > near) near = nearY;
  if (farY < far) far = farY;
  const nearZ = z0 < z1 ? z0 : z1;
  const farZ = z0 < z1 ? z1 : z0;
  if (nearZ > near) near = nearZ;
  if (farZ < far) far = farZ;
  return near <= far;
}

/** Distance along the ray to a triangle, rim included (Möller and Trumbore, 1997); Infinity past it. */
function meetTriangle(
  p: Float32Array,
  indices: Uint32Array,
  at: number,
  x: number,
  y: number,
  z: number,
  dx: number,
  dy: number,
  dz: number,
): number {
  const a = indices[at] * 3;
  const b = indices[at + 1] * 3;
  const c = indices[at + 2] * 3;
  const ux = p[b] - p[a];
  const uy = p[b + 1] - p[a + 1];
  const uz = p[b + 2] - p[a + 2];
  const vx = p[c] - p[a];
  const vy = p[c + 1] - p[a + 1];
  const vz = p[c + 2] - p[a + 2];
  const px = dy * vz - dz * vy;
  const py = dz * vx - dx * vz;
  const pz = dx * vy - dy * vx;
  const det = ux * px + uy * py + uz * pz;
  if (det === 0) return Infinity;
  const tx = x - p[a];
  const ty = y - p[a + 1];
  const tz = z - p[a + 2];
  const u = (tx * px + ty * py + tz * pz) / det;
  if (u < 0 || u > 1) return Infinity;
  const qx = ty * uz - tz * uy;
  const qy = tz * ux - tx * uz;
  const qz = tx * uy - ty * ux;
  const v = (dx * qx + dy * qy + dz * qz) / det;
  if (v < 0 || u + v > 1) return Infinity;
  const distance = (vx * qx + vy * qy + vz * qz) / det;
  return distance > 0 ? distance : Infinity;
}
