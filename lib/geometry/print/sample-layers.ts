import { measureBounds } from "../mesh/measure-bounds";
import type { Mesh } from "../mesh/mesh";

/** What is slow in a print although little material goes into it. */
export interface SmallLayers {
  /** Share of all outline that is walked in loops so short that slicers slow down for them. */
  slowWallShare: number;
  /** Volume behind the walls that slicers fill solid, since too little of a layer is left there for a pattern. */
  solidMm3: number;
}

/** PrusaSlicer's limits: loops round less than 6.5 mm of radius, and regions below 70 mm². */
const SLOW_LOOP_MM = 2 * Math.PI * 6.5;
const SOLID_BELOW_MM2 = 70;
/** Layers that are looked at: outlines change slowly from one to the next. */
const SAMPLES = 48;

/**
 * Cuts the mesh at a few dozen heights into the loops of its outlines. A loop is what hangs together over the edges that
 * the height cuts; segments are turned so that what is inside lies on their left, which makes holes count as less.
 * Takes about 5 ms for 100,000 triangles.
 * @param wallMm how much of a region its walls take all round
 */
export function sampleLayers(mesh: Mesh, wallMm: number): SmallLayers {
  const { low, high } = measureBounds(mesh);
  const step = (high[2] - low[2]) / SAMPLES;
  const sum = { slow: 0, all: 0, solid: 0 };
  if (!(step > 0)) return { slowWallShare: 0, solidMm3: 0 };
  const { triangles, firstOf } = sortByHeight(mesh, low[2], step);
  for (let sample = 0; sample < SAMPLES; sample++) {
    const z = low[2] + (sample + 0.5) * step;
    const loops = cutLoops(mesh, triangles.subarray(firstOf[sample], firstOf[sample + 1]), z);
    for (const { length } of loops) {
      sum.all += length;
      if (length <= SLOW_LOOP_MM) sum.slow += length;
    }
    sum.solid += step * solidArea(loops, wallMm);
  }
  return { slowWallShare: sum.all > 0 ? sum.slow / sum.all : 0, solidMm3: sum.solid };
}

interface Loop {
  length: number;
  /** Less than nothing for a hole. */
  area: number;
}

/** Holes are taken for the largest region's: in whose they are makes little difference. */
function solidArea(loops: readonly Loop[], wallMm: number): number {
  const inside = ({ area, length }: Loop): number => area - wallMm * length;
  const regions = loops.filter(({ area }) => area > 0).map(inside);
  const holes = loops.filter(({ area }) => area <= 0).reduce((all, hole) => all + inside(hole), 0);
  if (regions.length === 0) return 0;
  regions.sort((a, b) => b - a)[0] += holes;
  return regions.reduce((all, area) => all + (area > 0 && area < SOLID_BELOW_MM2 ? area : 0), 0);
}

/** Triangles by the samples that cut them. */
function sortByHeight({ positions: p, indices }: Mesh, lowest: number, step: number) {
  const firstOf = new Uint32Array(SAMPLES + 1);
  const span = (at: number): [from: number, to: number] => {
    const [a, b, c] = [0, 1, 2].map((n) => (p[3 * indices[at + n] + 2] - lowest) / step - 0.5);
    return [Math.max(0, Math.ceil(Math.min(a, b, c))), Math.min(SAMPLES - 1, Math.floor(Math.max(a, b, c)))];
  };
  for (let at = 0; at < indices.length; at += 3) {
    const [from, to] = span(at);
    for (let sample = from; sample <= to; sample++) firstOf[sample + 1]++;
  }
  for (let sample = 0; sample < SAMPLES; sample++) firstOf[sample + 1] += firstOf[sample];
  const triangles = new Uint32Array(firstOf[SAMPLES]);
  const next = firstOf.slice();
  for (let at = 0; at < indices.length; at += 3) {
    const [from, to] = span(at);
    for (let sample = from; sample <= to; sample++) triangles[next[sample]++] = at;
  }
  return { triangles, firstOf };
}

function cutLoops({ positions: p, indices }: Mesh, triangles: Uint32Array, z: number): Loop[] {
  const vertices = p.length / 3;
  const parent = Uint32Array.from(triangles, (_, n) => n);
  const rootOf = (n: number): number => {
    while (parent[n] !== n) n = parent[n] = parent[parent[n]];
    return n;
  };
  const loops = Array.from(triangles, (): Loop => ({ length: 0, area: 0 }));
  const seen = new Map<number, number>();
  triangles.forEach((at, n) => {
    const ends: number[] = [];
    for (let corner = 0; corner < 3; corner++) {
      const a = indices[at + corner];
      const b = indices[at + ((corner + 1) % 3)];
      const [za, zb] = [p[3 * a + 2], p[3 * b + 2]];
      if (za >= z === zb >= z) continue;
      const t = (z - za) / (zb - za);
      const end = [0, 1].map((axis) => p[3 * a + axis] + t * (p[3 * b + axis] - p[3 * a + axis]));
      // Of a triangle that faces outward, the edge that goes down is where the outline begins.
      if (za >= z) ends.unshift(...end);
      else ends.push(...end);
      const key = Math.min(a, b) * vertices + Math.max(a, b);
      const other = seen.get(key);
      if (other === undefined) seen.set(key, n);
      else parent[rootOf(n)] = rootOf(other);
    }
    const [x0, y0, x1, y1] = ends;
    if (ends.length === 4)
      loops[n] = { length: Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2), area: (x0 * y1 - x1 * y0) / 2 };
  });
  loops.forEach(({ length, area }, n) => {
    const root = loops[rootOf(n)];
    if (loops[n] === root) return;
    root.length += length;
    root.area += area;
  });
  return loops.filter((_, n) => parent[n] === n);
}
