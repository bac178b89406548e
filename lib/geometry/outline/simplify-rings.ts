import { encloses, measureRings, type Rings } from "./rings";

/**
 * The same rings with fewer points, none further than `tolerance` from the outline given (Douglas and Peucker, 1973).
 *
 * Simplifying each ring by itself can make a thin wall cross itself or its neighbour, turn a sliver inside out, or pass
 * whole over a small ring. So segments are tested against those in the same cells of a coarse grid, and signs of area
 * and nesting against the rings given; every ring that differs is taken again at half its tolerance, and after six
 * halvings it keeps all its points. In the worst case the answer is what was given.
 */
export function simplifyRings(rings: Rings, tolerance: number): Rings {
  const ringCount = rings.starts.length - 1;
  const tolerances = new Float64Array(ringCount).fill(tolerance);
  const areas = measureRings(rings);
  const nesting = listEnclosing(rings);
  for (;;) {
    const { simple, owners } = thinAll(rings, tolerances);
    const touching = findTouching(simple, owners, ringCount);
    markChanged(touching, areas, nesting, simple);
    let halved = false;
    for (let ring = 0; ring < ringCount; ring++) {
      if (!touching[ring] || tolerances[ring] === 0) continue;
      tolerances[ring] = tolerances[ring] > tolerance / 64 ? tolerances[ring] / 2 : 0;
      halved = true;
    }
    if (!halved) return simple;
  }
}

/** Marks rings that turned over, and both rings of each pair of which one now stands in or out of the other. */
function markChanged(marks: Uint8Array, areas: Float64Array, nesting: Set<number>[], simple: Rings): void {
  const newAreas = measureRings(simple);
  listEnclosing(simple).forEach((enclosing, ring) => {
    if (newAreas[ring] > 0 !== areas[ring] > 0 || newAreas[ring] === 0) marks[ring] = 1;
    for (const outer of enclosing) if (!nesting[ring].has(outer)) marks[ring] = marks[outer] = 1;
    for (const outer of nesting[ring]) if (!enclosing.has(outer)) marks[ring] = marks[outer] = 1;
  });
}

/** The rings round each ring; boxes first, as almost no pair is nested. */
function listEnclosing(rings: Rings): Set<number>[] {
  const { points, starts } = rings;
  const boxes = Array.from({ length: starts.length - 1 }, (_, ring) => {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = starts[ring]; at < starts[ring + 1]; at++) {
      box[0] = Math.min(box[0], points[at * 2]);
      box[1] = Math.min(box[1], points[at * 2 + 1]);
      box[2] = Math.max(box[2], points[at * 2]);
      box[3] = Math.max(box[3], points[at * 2 + 1]);
    }
    return box;
  });
  return boxes.map((_, inner) => {
    const enclosing = new Set<number>();
    const [x, y] = [points[starts[inner] * 2], points[starts[inner] * 2 + 1]];
    boxes.forEach(([left, low, right, high], outer) => {
      if (outer === inner || x < left || x > right || y < low || y > high) return;
      if (encloses(rings, outer, inner)) enclosing.add(outer);
    });
    return enclosing;
  });
}

function thinAll(
  { points, starts }: Rings,
  tolerances: Float64Array,
): { simple: Rings; owners: Uint32Array } {
  const kept: number[] = [];
  const owners: number[] = [];
  const newStarts = [0];
  for (let ring = 0; ring < tolerances.length; ring++) {
    const keep = thinRing(points, starts[ring], starts[ring + 1], tolerances[ring]);
    for (let at = starts[ring]; at < starts[ring + 1]; at++) {
      if (!keep[at - starts[ring]]) continue;
      kept.push(points[at * 2], points[at * 2 + 1]);
      owners.push(ring);
    }
    newStarts.push(kept.length / 2);
  }
  return {
    simple: { points: Float64Array.from(kept), starts: Uint32Array.from(newStarts) },
    owners: Uint32Array.from(owners),
  };
}

/** Flags of the points to keep: always at least three, so that no ring loses its area. */
function thinRing(points: Float64Array, start: number, end: number, tolerance: number): Uint8Array {
  const size = end - start;
  const keep = new Uint8Array(size);
  if (size <= 4 || tolerance === 0) return keep.fill(1);
  const x = (at: number): number => points[(start + (at % size)) * 2];
  const y = (at: number): number => points[(start + (at % size)) * 2 + 1];
  let far = 1;
  for (let at = 1, best = -1; at < size; at++) {
    const away = (x(at) - x(0)) ** 2 + (y(at) - y(0)) ** 2;
    if (away > best) [best, far] = [away, at];
  }
  keep[0] = keep[far] = 1;
  const spans = [0, far, far, size];
  let kept = 2;
  while (spans.length > 0) {
    const to = spans.pop() ?? 0;
    const from = spans.pop() ?? 0;
    const [dx, dy] = [x(to) - x(from), y(to) - y(from)];
    const length = dx * dx + dy * dy;
    let [worst, worstAway] = [-1, -1];
    for (let at = from + 1; at < to; at++) {
      const [ex, ey] = [x(at) - x(from), y(at) - y(from)];
      const along = Math.min(1, Math.max(0, (ex * dx + ey * dy) / length));
      const away = (ex - along * dx) ** 2 + (ey - along * dy) ** 2;
      if (away > worstAway) [worst, worstAway] = [at, away];
    }
    // A third point is kept whatever its distance, as two enclose nothing.
    if (worst < 0 || (worstAway <= tolerance * tolerance && kept > 2)) continue;
    keep[worst] = 1;
    kept++;
    spans.push(from, worst, worst, to);
  }
  return keep;
}

/** A 1 for each ring that meets another or itself anywhere but in the point that two neighbouring segments share. */
function findTouching({ points, starts }: Rings, owners: Uint32Array, ringCount: number): Uint8Array {
  const touching = new Uint8Array(ringCount);
  const cells = new Map<number, number[]>();
  const CELL = 8;
  const following = (at: number): number => (at + 1 === starts[owners[at] + 1] ? starts[owners[at]] : at + 1);
  for (let a = 0; a < owners.length; a++) {
    const b = following(a);
    const [ax, ay, bx, by] = [points[a * 2], points[a * 2 + 1], points[b * 2], points[b * 2 + 1]];
    for (let row = Math.floor(Math.min(ay, by) / CELL); row <= Math.floor(Math.max(ay, by) / CELL); row++) {
      for (
        let column = Math.floor(Math.min(ax, bx) / CELL);
        column <= Math.floor(Math.max(ax, bx) / CELL);
        column++
      ) {
        const key = row * 65536 + column;
        const cell = cells.get(key);
        if (!cell) cells.set(key, [a]);
        else {
          for (const c of cell) {
            const d = following(c);
            if (c === b || d === a || !meet(points, a, b, c, d)) continue;
            touching[owners[a]] = touching[owners[c]] = 1;
          }
          cell.push(a);
        }
      }
    }
  }
  return touching;
}

function meet(p: Float64Array, a: number, b: number, c: number, d: number): boolean {
  return (
    side(p, a, b, c) * side(p, a, b, d) <= 0 &&
    side(p, c, d, a) * side(p, c, d, b) <= 0 &&
    boxesMeet(p, a, b, c, d)
  );
}

function side(p: Float64Array, a: number, b: number, c: number): number {
  const [x, y] = [p[a * 2], p[a * 2 + 1]];
  return Math.sign((p[b * 2] - x) * (p[c * 2 + 1] - y) - (p[c * 2] - x) * (p[b * 2 + 1] - y));
}

function boxesMeet(p: Float64Array, a: number, b: number, c: number, d: number): boolean {
  for (let axis = 0; axis < 2; axis++) {
    const [e, f, g, h] = [p[a * 2 + axis], p[b * 2 + axis], p[c * 2 + axis], p[d * 2 + axis]];
    if (Math.max(e, f) < Math.min(g, h) || Math.max(g, h) < Math.min(e, f)) return false;
  }
  return true;
}
