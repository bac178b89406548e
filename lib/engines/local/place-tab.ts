import { boxRings, measureRings, type Rings } from "@/lib/geometry/outline/rings";

/** Where a tab holds on to the drawing, and which way it stands out. */
export interface TabSpot {
  at: [number, number];
  /** Of length 1. */
  toward: [number, number];
}

/** A disc with a hole in it. */
export interface Tab {
  x: number;
  y: number;
  radius: number;
  holeRadius: number;
}

/** The middle of what is highest; of several equally high edges, the one nearest the middle. */
export function topSpot(rings: Rings, wanted: number[]): TabSpot {
  const box = boundsOf(rings, wanted);
  const [left, , right, high] = box;
  const runs = wanted.flatMap((ring) => topRuns(rings, ring, box));
  const aside = ({ x }: { x: number }): number => Math.abs(x - (left + right) / 2);
  const best = runs.reduce((nearest, run) => (aside(run) < aside(nearest) ? run : nearest));
  return { at: [best.x, high], toward: [0, 1] };
}

/** All round a part except below it, highest first: along its edges, and out of its corners. */
export function spotsAround(rings: Rings, part: number): TabSpot[] {
  const points = pointsOf(rings, part);
  const steps = points.map((from, n) => {
    const to = points[(n + 1) % points.length];
    return { from, to, length: Math.hypot(to[0] - from[0], to[1] - from[1]) };
  });
  const apart = steps.reduce((sum, { length }) => sum + length, 0) / SPOTS;
  const spots: TabSpot[] = [];
  steps.forEach(({ from, to, length }, n) => {
    if (length === 0) return;
    const toward: [number, number] = [(to[1] - from[1]) / length, (from[0] - to[0]) / length];
    const times = Math.floor(length / apart);
    for (let i = 1; i <= times; i++) {
      const share = i / (times + 1);
      spots.push({
        at: [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])],
        toward,
      });
    }
    const before = steps[(n + steps.length - 1) % steps.length];
    if (before.length === 0) return;
    const [bx, by] = [(from[1] - before.from[1]) / before.length, (before.from[0] - from[0]) / before.length];
    const [x, y] = [bx + toward[0], by + toward[1]];
    const both = Math.hypot(x, y);
    if (both > 1) spots.push({ at: from, toward: [x / both, y / both] });
  });
  const height = ({ at, toward }: TabSpot): number => at[1] + apart * toward[1];
  return spots.filter(({ toward }) => toward[1] > LOWEST).sort((a, b) => height(b) - height(a));
}

/** Whether the hole is open, outside the part that it hangs on, and the tab keeps `gap` from all others. */
export function isClear(rings: Rings, part: number, tab: Tab, gap: number): boolean {
  const { points, starts } = rings;
  const areas = measureRings(rings);
  const near = (tab.holeRadius * 0.999) ** 2;
  const far = (tab.radius + gap) ** 2;
  let inside = false;
  for (let ring = 0; ring + 1 < starts.length; ring++) {
    // A hole's edge lies within its part's own.
    const least = ring === part ? near : areas[ring] > 0 ? far : 0;
    let b = starts[ring + 1] - 1;
    for (let a = starts[ring]; a < starts[ring + 1]; b = a++) {
      const [ax, ay] = [points[a * 2] - tab.x, points[a * 2 + 1] - tab.y];
      const [dx, dy] = [points[b * 2] - tab.x - ax, points[b * 2 + 1] - tab.y - ay];
      const along = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
      if ((ax + along * dx) ** 2 + (ay + along * dy) ** 2 < least) return false;
      if (ay > 0 !== ay + dy > 0 && ax - (ay / dy) * dx > 0) inside = !inside;
    }
  }
  return !inside;
}

/** Places round a part that are looked at. */
const SPOTS = 240;
/** Level with the part's sides, a little below for edges that lean. */
const LOWEST = -0.1;
/** Share of a part's height within which its upper edge counts as level, and within which two tops count as equally high. */
const LEVEL_SHARE = 0.01;
const EQUAL_SHARE = 0.002;

/** The stretches of a ring along the top, each by its middle. */
function topRuns({ points, starts }: Rings, ring: number, [, low, , high]: Box): { x: number }[] {
  const first = starts[ring];
  const count = starts[ring + 1] - first;
  const level = high - LEVEL_SHARE * (high - low);
  const highest = high - EQUAL_SHARE * (high - low);
  let start = 0;
  while (start < count && points[(first + start) * 2 + 1] >= level) start++;
  const runs: { x: number }[] = [];
  let [left, right, top] = [Infinity, -Infinity, -Infinity];
  for (let n = 0; n <= count; n++) {
    const at = first + ((n + start) % count);
    const [x, y] = [points[at * 2], points[at * 2 + 1]];
    if (n < count && y >= level) {
      [left, right, top] = [Math.min(left, x), Math.max(right, x), Math.max(top, y)];
      continue;
    }
    if (top >= highest) runs.push({ x: (left + right) / 2 });
    [left, right, top] = [Infinity, -Infinity, -Infinity];
  }
  return runs;
}

type Box = [number, number, number, number];

function boundsOf(rings: Rings, wanted: number[]): Box {
  const boxes = boxRings(rings);
  const side = (n: number): number[] => wanted.map((ring) => boxes[ring * 4 + n]);
  const [low, high] = [
    (values: number[]) => values.reduce((a, b) => Math.min(a, b)),
    (values: number[]) => values.reduce((a, b) => Math.max(a, b)),
  ];
  return [low(side(0)), low(side(1)), high(side(2)), high(side(3))];
}

const pointsOf = ({ points, starts }: Rings, ring: number): [number, number][] =>
  Array.from({ length: starts[ring + 1] - starts[ring] }, (_, n): [number, number] => [
    points[(starts[ring] + n) * 2],
    points[(starts[ring] + n) * 2 + 1],
  ]);
