/**
 * Whether two triangles go through each other: an edge of one passes from strictly one side of the other's plane to
 * strictly the other side, and does so within it. Mere touch (a shared vertex or edge, coplanar faces that lie on each
 * other) is no crossing, so neighbours on a surface need no exception: at a shared vertex the edge ends on the plane.
 * Distances within rounding of a plane count as on it.
 *
 * @param p positions; the six numbers are offsets of the corners in it.
 */
export function crossTriangles(
  p: Float32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
): boolean {
  const sides = sidesOf(p, a, b, c, d, e, f);
  if (sides === ONE_SIDE) return false;
  const back = sidesOf(p, d, e, f, a, b, c);
  if (back === ONE_SIDE) return false;
  return (
    (differ(sides, 0, 1) && pierces(p, d, e, a, b, c)) ||
    (differ(sides, 1, 2) && pierces(p, e, f, a, b, c)) ||
    (differ(sides, 2, 0) && pierces(p, f, d, a, b, c)) ||
    (differ(back, 0, 1) && pierces(p, a, b, d, e, f)) ||
    (differ(back, 1, 2) && pierces(p, b, c, d, e, f)) ||
    (differ(back, 2, 0) && pierces(p, c, a, d, e, f))
  );
}

const ONE_SIDE = -1;
/** Share of the longest product that rounding in 32-bit positions may take. */
const ROUNDING = 1e-6;

/** Sides of three points of the plane of (a, b, c), two bits each: 0 on it, 1 above, 2 below; or ONE_SIDE. */
function sidesOf(p: Float32Array, a: number, b: number, c: number, d: number, e: number, f: number): number {
  const ux = p[b] - p[a];
  const uy = p[b + 1] - p[a + 1];
  const uz = p[b + 2] - p[a + 2];
  const vx = p[c] - p[a];
  const vy = p[c + 1] - p[a + 1];
  const vz = p[c + 2] - p[a + 2];
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const size = Math.abs(nx) + Math.abs(ny) + Math.abs(nz);
  let sides = sideOf(p, a, d, nx, ny, nz, size);
  sides |= sideOf(p, a, e, nx, ny, nz, size) << 2;
  sides |= sideOf(p, a, f, nx, ny, nz, size) << 4;
  return (sides & ANY_ABOVE) !== 0 && (sides & ANY_BELOW) !== 0 ? sides : ONE_SIDE;
}

const ANY_ABOVE = 0b010101;
const ANY_BELOW = 0b101010;

function sideOf(
  p: Float32Array,
  a: number,
  at: number,
  nx: number,
  ny: number,
  nz: number,
  size: number,
): number {
  const x = p[at] - p[a];
  const y = p[at + 1] - p[a + 1];
  const z = p[at + 2] - p[a + 2];
  const height = nx * x + ny * y + nz * z;
  const slack = ROUNDING * size * (Math.abs(x) + Math.abs(y) + Math.abs(z));
  return height > slack ? 1 : height < -slack ? 2 : 0;
}

const differ = (sides: number, n: number, m: number): boolean =>
  (((sides >> (2 * n)) & 3) | ((sides >> (2 * m)) & 3)) === 3;

/** Whether the line through s and t, whose ends lie on both sides of the plane, meets the triangle or its rim. */
function pierces(p: Float32Array, s: number, t: number, a: number, b: number, c: number): boolean {
  const first = turn(p, s, t, a, b);
  const second = turn(p, s, t, b, c);
  const third = turn(p, s, t, c, a);
  return (first >= 0 && second >= 0 && third >= 0) || (first <= 0 && second <= 0 && third <= 0);
}

/** Six times the volume of the tetrahedron (s, t, a, b). */
function turn(p: Float32Array, s: number, t: number, a: number, b: number): number {
  const dx = p[t] - p[s];
  const dy = p[t + 1] - p[s + 1];
  const dz = p[t + 2] - p[s + 2];
  const ax = p[a] - p[s];
  const ay = p[a + 1] - p[s + 1];
  const az = p[a + 2] - p[s + 2];
  const bx = p[b] - p[s];
  const by = p[b + 1] - p[s + 1];
  const bz = p[b + 2] - p[s + 2];
  return dx * (ay * bz - az * by) + dy * (az * bx - ax * bz) + dz * (ax * by - ay * bx);
}
