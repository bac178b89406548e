import { crossTriangles } from "../print/cross-triangles";

type Corners = [number, number, number];

/** A collapse of vertex `from` onto its neighbour `to`. */
interface Collapse {
  from: number;
  to: number;
  /** Pairs that cross after it, less those before. */
  change: number;
  lengthSquared: number;
}

/** A triangle whose height is less than this share of its longest side is flat. */
const FLAT = 1e-3;
const MOST_STEPS = 60;

/** Some triangles of a closed mesh that hang together, mended by themselves. */
export class Patch {
  private readonly corners: (Corners | undefined)[];

  /**
   * @param triangles their numbers in `indices`
   * @param inner vertices all of whose triangles, and their neighbours' too, belong to the patch: these may go
   */
  constructor(
    private readonly positions: Float32Array,
    indices: Uint32Array,
    private readonly triangles: readonly number[],
    private readonly inner: (vertex: number) => boolean,
  ) {
    this.corners = triangles.map((n) => [indices[3 * n], indices[3 * n + 1], indices[3 * n + 2]]);
  }

  /** Collapses edges until nothing crosses, or no collapse helps. Returns whether anything was mended. */
  mend(): boolean {
    for (let step = 0; step < MOST_STEPS; step++) {
      const best = this.findBest();
      if (!best) return step > 0;
      this.collapse(best);
    }
    return true;
  }

  writeTo(indices: Uint32Array, dropped: Set<number>): void {
    this.triangles.forEach((triangle, n) => {
      const corners = this.corners[n];
      if (corners) indices.set(corners, 3 * triangle);
      else dropped.add(triangle);
    });
  }

  /** The collapse that leaves fewest crossings, of several the shortest; undefined where none lowers their number. */
  private findBest(): Collapse | undefined {
    let best: Collapse | undefined;
    const seen = new Set<string>();
    for (const n of this.crossing())
      for (const from of this.corners[n] ?? [])
        for (const to of this.corners[n] ?? []) {
          if (from === to || seen.has(`${from} ${to}`)) continue;
          seen.add(`${from} ${to}`);
          const found = this.judge(from, to);
          if (found && (!best || isBetter(found, best))) best = found;
        }
    return best;
  }

  private judge(from: number, to: number): Collapse | undefined {
    if (!this.inner(from)) return undefined;
    const round = this.around(from);
    const moved = round.filter((n) => !this.corners[n]?.includes(to));
    const common = [...this.neighbours(round, from)].filter((vertex) =>
      this.neighbours(this.around(to), to).has(vertex),
    );
    if (common.length !== 2 || round.length - moved.length !== 2) return undefined;
    const after = moved.map((n) => replaced(this.corners[n] as Corners, from, to));
    const outward = this.meanNormal(round);
    if (!after.every((corners) => this.facesOut(corners, outward))) return undefined;
    const others = this.corners.map((_, n) => n).filter((n) => this.corners[n] && !round.includes(n));
    const before = this.countAmong(
      round.map((n) => this.corners[n] as Corners),
      others,
    );
    const change = this.countAmong(after, others) - before;
    const lengthSquared = [0, 1, 2].reduce(
      (sum, axis) => sum + (this.positions[3 * from + axis] - this.positions[3 * to + axis]) ** 2,
      0,
    );
    return change < 0 ? { from, to, change, lengthSquared } : undefined;
  }

  private collapse({ from, to }: Collapse): void {
    for (const n of this.around(from)) {
      const corners = this.corners[n] as Corners;
      this.corners[n] = corners.includes(to) ? undefined : replaced(corners, from, to);
    }
  }

  /** Triangles that cross another. */
  private crossing(): Set<number> {
    const found = new Set<number>();
    for (let n = 0; n < this.corners.length; n++)
      for (let m = n + 1; m < this.corners.length; m++) {
        const [a, b] = [this.corners[n], this.corners[m]];
        if (a && b && this.crosses(a, b)) found.add(n).add(m);
      }
    return found;
  }

  /** Pairs that cross among some triangles, and between them and others. */
  private countAmong(some: readonly Corners[], others: readonly number[]): number {
    let count = 0;
    some.forEach((corners, n) => {
      for (let m = n + 1; m < some.length; m++) if (this.crosses(corners, some[m])) count++;
      for (const m of others) if (this.crosses(corners, this.corners[m] as Corners)) count++;
    });
    return count;
  }

  private crosses(one: Corners, other: Corners): boolean {
    const shared = one.filter((vertex) => other.includes(vertex)).length;
    if (shared >= 2) return false;
    const { positions: p } = this;
    for (let axis = 0; axis < 3; axis++) {
      const [a, b, c] = one.map((vertex) => p[3 * vertex + axis]);
      const [d, e, f] = other.map((vertex) => p[3 * vertex + axis]);
      if (Math.max(a, b, c) < Math.min(d, e, f) || Math.max(d, e, f) < Math.min(a, b, c)) return false;
    }
    const [a, b, c] = one;
    const [d, e, f] = other;
    return crossTriangles(p, 3 * a, 3 * b, 3 * c, 3 * d, 3 * e, 3 * f);
  }

  private around(vertex: number): number[] {
    const found: number[] = [];
    this.corners.forEach((corners, n) => corners?.includes(vertex) && found.push(n));
    return found;
  }

  private neighbours(round: readonly number[], vertex: number): Set<number> {
    return new Set(round.flatMap((n) => this.corners[n] ?? []).filter((other) => other !== vertex));
  }

  private meanNormal(triangles: readonly number[]): number[] {
    const sum = [0, 0, 0];
    for (const n of triangles)
      this.normal(this.corners[n] as Corners).forEach((value, axis) => (sum[axis] += value));
    return sum;
  }

  /** Whether a triangle looks to where its neighbourhood does, and is not flat. */
  private facesOut(corners: Corners, outward: readonly number[]): boolean {
    const normal = this.normal(corners);
    const area = Math.hypot(...normal);
    const longest = Math.max(...corners.map((vertex, n) => this.distance(vertex, corners[(n + 1) % 3])));
    return (
      area > FLAT * longest * longest && normal.reduce((sum, value, n) => sum + value * outward[n], 0) > 0
    );
  }

  private distance(one: number, other: number): number {
    return Math.hypot(...[0, 1, 2].map((k) => this.positions[3 * one + k] - this.positions[3 * other + k]));
  }

  private normal([a, b, c]: Corners): number[] {
    const { positions: p } = this;
    const u = [0, 1, 2].map((axis) => p[3 * b + axis] - p[3 * a + axis]);
    const v = [0, 1, 2].map((axis) => p[3 * c + axis] - p[3 * a + axis]);
    return [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
  }
}

const replaced = (corners: Corners, from: number, to: number): Corners =>
  corners.map((vertex) => (vertex === from ? to : vertex)) as Corners;

const isBetter = (one: Collapse, other: Collapse): boolean =>
  one.change !== other.change ? one.change < other.change : one.lengthSquared < other.lengthSquared;
