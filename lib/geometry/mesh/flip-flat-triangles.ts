import type { Mesh } from "./mesh";

/** A triangle lower than this share of its longest side is flat: rounding to floats may take its area away. */
const FLAT = 1e-4;
/** Flips may lay bare new flat triangles; after so many passes the rest is left. */
const MOST_PASSES = 6;

/**
 * Replaces flat triangles of a closed mesh, in place, by flipping their longest side. A reduction leaves a few
 * where three kept vertices lie on one line of a plane face; they are harmless to the shape, but readers that weld or
 * drop them tear the surface. A flip that would make an edge that exists already is not done.
 *
 * @returns number of flips.
 */
export function flipFlatTriangles(mesh: Mesh): number {
  let flips = 0;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const done = flipOnce(mesh);
    flips += done;
    if (done === 0) break;
  }
  return flips;
}

/** A flat triangle a, b, c whose longest side is c–a, and the triangle a, c, d across that side. */
interface Flip {
  at: number;
  acrossAt: number;
  a: number;
  b: number;
  c: number;
  d: number;
}

function flipOnce(mesh: Mesh): number {
  const vertices = mesh.positions.length / 3;
  const { indices } = mesh;
  const flips = findFlat(mesh);
  if (flips.length === 0) return 0;
  const marks = new Uint8Array(vertices);
  const sides = new Map<number, Flip>();
  for (const flip of flips) {
    marks[flip.a] = marks[flip.c] = 1;
    sides.set(flip.a * vertices + flip.c, flip);
  }
  eachMarkedEdge(indices, marks, (from, to, at, corner) => {
    const flip = sides.get(from * vertices + to);
    if (!flip) return;
    flip.acrossAt = at;
    flip.d = indices[at + ((corner + 2) % 3)];
    marks[flip.b] = marks[flip.d] = 1;
  });
  const existing = new Set<number>();
  eachMarkedEdge(indices, marks, (from, to) => existing.add(from * vertices + to));
  const touched = new Set<number>();
  let done = 0;
  for (const { at, acrossAt, a, b, c, d } of flips) {
    if (acrossAt < 0 || b === d || touched.has(at) || touched.has(acrossAt)) continue;
    if (existing.has(b * vertices + d) || existing.has(d * vertices + b)) continue;
    existing.add(b * vertices + d);
    touched.add(at).add(acrossAt);
    indices.set([a, b, d], at);
    indices.set([b, c, d], acrossAt);
    done++;
  }
  return done;
}

function findFlat({ positions: p, indices }: Mesh): Flip[] {
  const flips: Flip[] = [];
  const squares = new Float64Array(3);
  for (let at = 0; at < indices.length; at += 3) {
    const a = indices[at] * 3;
    const b = indices[at + 1] * 3;
    const c = indices[at + 2] * 3;
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    squares[0] = (ux - vx) ** 2 + (uy - vy) ** 2 + (uz - vz) ** 2;
    squares[1] = vx * vx + vy * vy + vz * vz;
    squares[2] = ux * ux + uy * uy + uz * uz;
    const longest = Math.max(squares[0], squares[1], squares[2]);
    if (nx * nx + ny * ny + nz * nz > (FLAT * longest) ** 2) continue;
    // The tip b lies across from the longest side; a and c follow so that the triangle keeps its turn.
    const tip = squares.indexOf(longest);
    const [first, middle, last] = [
      indices[at + ((tip + 2) % 3)],
      indices[at + tip],
      indices[at + ((tip + 1) % 3)],
    ];
    flips.push({ at, acrossAt: -1, a: first, b: middle, c: last, d: -1 });
  }
  return flips;
}

/** Calls back for each directed edge between two marked vertices. */
function eachMarkedEdge(
  indices: Uint32Array,
  marks: Uint8Array,
  found: (from: number, to: number, at: number, corner: number) => void,
): void {
  for (let at = 0; at < indices.length; at += 3) {
    const a = indices[at];
    const b = indices[at + 1];
    const c = indices[at + 2];
    if (marks[a] + marks[b] + marks[c] < 2) continue;
    if (marks[a] && marks[b]) found(a, b, at, 0);
    if (marks[b] && marks[c]) found(b, c, at, 1);
    if (marks[c] && marks[a]) found(c, a, at, 2);
  }
}
