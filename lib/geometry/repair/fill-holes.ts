import type { Mesh } from "../mesh/mesh";
import { nextCorner, pairEdges } from "./pair-edges";

/** Rims longer than this are closed by a fan: the best filling costs by the cube of the rim. */
const LONGEST_RIM = 400;
/** Steps that all fillings of one mesh may take together, about a second; further rims are closed by fans. */
const STEP_BUDGET = 200_000_000;

/**
 * Closes every open rim of a surface whose vertices have one fan each. A rim of up to 400 edges gets the triangles of
 * least area over its own vertices (Klincsek's dynamic programme, which on a flat rim is a proper triangulation however
 * concave it is), without an edge that the surface has already; where there is no such filling, and for longer rims,
 * a fan round the mean of the rim. Smoother fillings would guess at a shape that nobody gave.
 */
export function fillHoles(mesh: Mesh): { mesh: Mesh; holes: number } {
  const rims = findRims(mesh);
  if (rims.length === 0) return { mesh, holes: 0 };
  const filler = new Filler(mesh, rims);
  for (const rim of rims) filler.fill(rim);
  return { mesh: filler.finish(), holes: rims.length };
}

/** Vertices along each rim, in the order in which its filling walks. */
function findRims(mesh: Mesh): number[][] {
  const mates = pairEdges(mesh);
  const { indices } = mesh;
  const before = new Map<number, number[]>();
  for (let h = 0; h < indices.length; h++) {
    if (mates[h] >= 0) continue;
    const to = indices[nextCorner(h)];
    const list = before.get(to);
    if (list) list.push(indices[h]);
    else before.set(to, [indices[h]]);
  }
  const rims: number[][] = [];
  for (const start of before.keys()) {
    const rim: number[] = [];
    for (let at: number | undefined = start; at !== undefined; at = before.get(at)?.pop()) {
      rim.push(at);
      if (rim.length > 1 && at === start) break;
    }
    if (rim.length >= 4 && rim.at(-1) === start) rims.push(rim.slice(0, -1));
  }
  return rims;
}

class Filler {
  private readonly indices: number[] = [];
  private readonly positions: number[] = [];
  private readonly colors: number[] = [];
  private readonly neighbours = new Map<number, Set<number>>();
  private budget = STEP_BUDGET;

  constructor(
    private readonly mesh: Mesh,
    rims: number[][],
  ) {
    for (const rim of rims) for (const vertex of rim) this.neighbours.set(vertex, new Set());
    const { indices } = mesh;
    for (let h = 0; h < indices.length; h++) this.link(indices[h], indices[nextCorner(h)]);
  }

  fill(rim: number[]): void {
    const steps = rim.length ** 3 / 6;
    const triangles = rim.length <= LONGEST_RIM && steps <= this.budget ? this.leastArea(rim) : undefined;
    if (!triangles) return this.fan(rim);
    for (const [a, b, c] of triangles) this.triangle(rim[a], rim[b], rim[c]);
  }

  finish(): Mesh {
    const join = <T extends Float32Array | Uint32Array | Uint8Array>(values: T, more: number[]): T => {
      const out = new (values.constructor as new (length: number) => T)(values.length + more.length);
      out.set(values);
      out.set(more, values.length);
      return out;
    };
    const { positions, indices, colors } = this.mesh;
    return {
      positions: join(positions, this.positions),
      indices: join(indices, this.indices),
      ...(colors ? { colors: join(colors, this.colors) } : {}),
    };
  }

  private link(a: number, b: number): void {
    this.neighbours.get(a)?.add(b);
    this.neighbours.get(b)?.add(a);
  }

  private triangle(a: number, b: number, c: number): void {
    this.indices.push(a, b, c);
    this.link(a, b);
    this.link(b, c);
    this.link(c, a);
  }

  private fan(rim: number[]): void {
    const { positions, colors } = this.mesh;
    const middle = (positions.length + this.positions.length) / 3;
    for (let n = 0; n < 3; n++) {
      this.positions.push(rim.reduce((sum, vertex) => sum + positions[3 * vertex + n], 0) / rim.length);
      if (colors) this.colors.push(rim.reduce((sum, vertex) => sum + colors[3 * vertex + n], 0) / rim.length);
    }
    rim.forEach((vertex, n) => this.triangle(vertex, rim[(n + 1) % rim.length], middle));
  }

  /** Corners as places in the rim; undefined where each filling would double an edge of the surface. */
  private leastArea(rim: number[]): [number, number, number][] | undefined {
    const count = rim.length;
    this.budget -= count ** 3 / 6;
    const cost = new Float64Array(count * count);
    const middle = new Int32Array(count * count);
    for (let span = 2; span < count; span++)
      for (let from = 0; from + span < count; from++) {
        const to = from + span;
        const at = from * count + to;
        cost[at] = Infinity;
        const closing = span === count - 1;
        if (!closing && this.neighbours.get(rim[from])?.has(rim[to])) continue;
        for (let m = from + 1; m < to; m++) {
          const parts = cost[from * count + m] + cost[m * count + to];
          if (parts >= cost[at]) continue;
          const sum = parts + this.area(rim[from], rim[m], rim[to]);
          if (sum >= cost[at]) continue;
          cost[at] = sum;
          middle[at] = m;
        }
      }
    if (cost[count - 1] === Infinity) return undefined;
    const triangles: [number, number, number][] = [];
    const open: [number, number][] = [[0, count - 1]];
    for (let span = open.pop(); span; span = open.pop()) {
      const [from, to] = span;
      if (to - from < 2) continue;
      const m = middle[from * count + to];
      triangles.push([from, m, to]);
      open.push([from, m], [m, to]);
    }
    return triangles;
  }

  private area(a: number, b: number, c: number): number {
    const { positions: p } = this.mesh;
    const ux = p[3 * b] - p[3 * a];
    const uy = p[3 * b + 1] - p[3 * a + 1];
    const uz = p[3 * b + 2] - p[3 * a + 2];
    const vx = p[3 * c] - p[3 * a];
    const vy = p[3 * c + 1] - p[3 * a + 1];
    const vz = p[3 * c + 2] - p[3 * a + 2];
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    return Math.sqrt(x * x + y * y + z * z);
  }
}
