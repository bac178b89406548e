import type { Mesh } from "../mesh/mesh";

/** The half-edge across each half-edge; −1 where the surface is open. Half-edge h runs from corner h to the next one. */
export type Mates = Int32Array;

/**
 * Pairs the half-edges between the same two vertices, whichever way they run. Where two meet they are mates. Where more
 * meet, as along an edge at which two bodies touch, triangles that bound one wedge of solid are mates, found by their
 * angle round the edge; where their turns do not alternate there is no telling, and the edge is left open.
 *
 * @param closed the surface is known to be closed, so that no edge is left open: what turns alike least sharply are mates
 */
export function pairEdges({ positions, indices }: Mesh, closed = false): Mates {
  const vertices = positions.length / 3;
  const mates: Mates = new Int32Array(indices.length).fill(-1);
  const starts = new Uint32Array(vertices + 1);
  for (let h = 0; h < indices.length; h++) starts[Math.min(indices[h], indices[nextCorner(h)])]++;
  let sum = 0;
  for (let vertex = 0; vertex <= vertices; vertex++) starts[vertex] = sum += starts[vertex];
  const halves = new Uint32Array(indices.length);
  for (let h = indices.length - 1; h >= 0; h--)
    halves[--starts[Math.min(indices[h], indices[nextCorner(h)])]] = h;
  const upper = (h: number) => Math.max(indices[h], indices[nextCorner(h)]);
  for (let vertex = 0; vertex < vertices; vertex++) {
    const bucket = halves.subarray(starts[vertex], starts[vertex + 1]);
    bucket.sort((one, other) => upper(one) - upper(other) || one - other);
    for (let from = 0; from < bucket.length;) {
      let to = from + 1;
      while (to < bucket.length && upper(bucket[to]) === upper(bucket[from])) to++;
      if (to - from === 2) {
        mates[bucket[from]] = bucket[from + 1];
        mates[bucket[from + 1]] = bucket[from];
      } else if (to - from > 2)
        pairAround(positions, indices, { from: vertex, fan: [...bucket.subarray(from, to)], closed }, mates);
      from = to;
    }
  }
  return mates;
}

export const nextCorner = (h: number): number => (h % 3 === 2 ? h - 2 : h + 1);
export const lastCorner = (h: number): number => (h % 3 === 0 ? h + 2 : h - 1);

interface Crowd {
  /** The lower vertex of an edge, and the half-edges along it. */
  from: number;
  fan: number[];
  closed: boolean;
}

function pairAround(p: Float32Array, indices: Uint32Array, { from, fan, closed }: Crowd, mates: Mates): void {
  const to = indices[fan[0]] === from ? indices[nextCorner(fan[0])] : indices[fan[0]];
  const axis = difference(p, to, from);
  const first = perpendicular(axis);
  const second = cross(axis, first);
  const length = Math.sqrt(dot(axis, axis)) || 1;
  const around = fan
    .map((h) => {
      const spoke = difference(p, indices[lastCorner(h)], from);
      const angle = Math.atan2(dot(spoke, second) / length, dot(spoke, first));
      return { h, forward: indices[h] === from, angle };
    })
    .sort((one, other) => one.angle - other.angle || one.h - other.h);
  const alternates = around.every(({ forward }, n) => forward !== around[(n + 1) % around.length].forward);
  if (!alternates && !closed) return;
  if (!alternates)
    return pairLevel(p, indices, fan).forEach(([one, other]) => {
      mates[one] = other;
      mates[other] = one;
    });
  // A triangle that walks forward has its outside at larger angles: the solid lies between it and the one before.
  around.forEach(({ h, forward }, n) => {
    if (!forward) return;
    const before = around[(n + around.length - 1) % around.length].h;
    mates[h] = before;
    mates[before] = h;
  });
}

/** Pairs of half-edges along one edge, walking it either way, whose triangles lean least against each other; most level first. */
export function pairLevel(p: Float32Array, indices: Uint32Array, fan: readonly number[]): [number, number][] {
  const normalOf = (h: number): Vector => {
    const [a, b, c] = [h, nextCorner(h), lastCorner(h)].map((corner) => indices[corner]);
    const normal = cross(difference(p, b, a), difference(p, c, a));
    const length = Math.sqrt(dot(normal, normal)) || 1;
    return [normal[0] / length, normal[1] / length, normal[2] / length];
  };
  const there = fan.filter((h) => indices[h] === indices[fan[0]]);
  const back = fan.filter((h) => indices[h] !== indices[fan[0]]);
  const candidates = there.flatMap((one) =>
    back.map((other) => ({ one, other, level: dot(normalOf(one), normalOf(other)) })),
  );
  const paired: [number, number][] = [];
  for (const { one, other } of candidates.sort((a, b) => b.level - a.level))
    if (!paired.some((pair) => pair.includes(one) || pair.includes(other))) paired.push([one, other]);
  return paired;
}

type Vector = [number, number, number];

const difference = (p: Float32Array, a: number, b: number): Vector => [
  p[3 * a] - p[3 * b],
  p[3 * a + 1] - p[3 * b + 1],
  p[3 * a + 2] - p[3 * b + 2],
];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** Of any length that is not 0, and of the same length as its cross product with the axis over the axis' length. */
function perpendicular(axis: Vector): Vector {
  const sizes = axis.map(Math.abs);
  const least = sizes.indexOf(Math.min(...sizes));
  return cross(axis, [least === 0 ? 1 : 0, least === 1 ? 1 : 0, least === 2 ? 1 : 0]);
}
