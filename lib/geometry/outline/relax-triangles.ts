import type { Triangle } from "./extrude-rings";

/**
 * Turns inner edges until the triangulation is Delaunay within its border (Lawson, 1977), in place. Each turn raises the
 * smallest angle of its pair; the bound on the turns only guards against rounding going in circles.
 */
export function relaxTriangles(points: Float64Array, triangles: Triangle[]): void {
  const total = points.length / 2;
  const owners = new Map<number, number>();
  const open: number[] = [];
  triangles.forEach(([a, b, c], triangle) => {
    for (const key of [a * total + b, b * total + c, c * total + a]) {
      owners.set(key, triangle);
      open.push(key);
    }
  });
  for (let turns = triangles.length * 64; open.length > 0 && turns > 0;) {
    const key = open.pop() ?? 0;
    const [a, b] = [Math.floor(key / total), key % total];
    const near = owners.get(key);
    const far = owners.get(b * total + a);
    if (near === undefined || far === undefined) continue;
    const c = apex(triangles[near], a, b);
    const d = apex(triangles[far], a, b);
    if (!inCircle(points, a, b, c, d) || !isConvex(points, a, d, b, c)) continue;
    turns--;
    triangles[near] = [a, d, c];
    triangles[far] = [d, b, c];
    owners.delete(key);
    owners.delete(b * total + a);
    for (const [from, to] of [
      [a, d],
      [d, c],
      [c, a],
    ])
      owners.set(from * total + to, near);
    for (const [from, to] of [
      [d, b],
      [b, c],
      [c, d],
    ])
      owners.set(from * total + to, far);
    open.push(a * total + d, d * total + b, b * total + c, c * total + a);
  }
}

function apex(triangle: Triangle, a: number, b: number): number {
  const [p, q, r] = triangle;
  if (p !== a && p !== b) return p;
  return q !== a && q !== b ? q : r;
}

function turn(p: Float64Array, a: number, b: number, c: number): number {
  const [x, y] = [p[a * 2], p[a * 2 + 1]];
  return (p[b * 2] - x) * (p[c * 2 + 1] - y) - (p[c * 2] - x) * (p[b * 2 + 1] - y);
}

function isConvex(p: Float64Array, a: number, d: number, b: number, c: number): boolean {
  return turn(p, a, d, c) > 1e-12 && turn(p, d, b, c) > 1e-12;
}

/** Whether d lies clearly inside the circle through a, b, c (counter-clockwise). */
function inCircle(p: Float64Array, a: number, b: number, c: number, d: number): boolean {
  const [x, y] = [p[d * 2], p[d * 2 + 1]];
  const [ax, ay, bx, by] = [p[a * 2] - x, p[a * 2 + 1] - y, p[b * 2] - x, p[b * 2 + 1] - y];
  const [cx, cy] = [p[c * 2] - x, p[c * 2 + 1] - y];
  const [aa, bb, cc] = [ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy];
  const value = ax * (by * cc - bb * cy) - ay * (bx * cc - bb * cx) + aa * (bx * cy - by * cx);
  return value > 1e-9 * aa * bb;
}
