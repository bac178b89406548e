import { thinLine } from "./thin-line";
import type { BorderChain } from "./trace-labels";

/**
 * The same borders with fewer points, none further than `tolerance` from those given (Douglas and Peucker, 1973). Junctions
 * stay, and a border is thinned once for both its sides. Segments that come to meet are found in a coarse grid; their chains
 * are taken again at half the tolerance, and after six halvings keep all their points.
 */
export function simplifyChains(chains: BorderChain[], tolerance: number): BorderChain[] {
  const tolerances = chains.map(() => tolerance);
  for (;;) {
    const simple = chains.map((chain, n) => ({ ...chain, points: thinLine(chain.points, tolerances[n]) }));
    let halved = false;
    for (const n of findMeeting(simple)) {
      if (tolerances[n] === 0) continue;
      tolerances[n] = tolerances[n] > tolerance / 64 ? tolerances[n] / 2 : 0;
      halved = true;
    }
    if (!halved) return simple;
  }
}

const CELL = 8;

/** Numbers of the chains that meet another or themselves anywhere but in an end that both have. */
function findMeeting(chains: BorderChain[]): Set<number> {
  const meeting = new Set<number>();
  const cells = new Map<number, number[]>();
  chains.forEach(({ points: p }, n) => {
    for (let at = 0; at + 3 < p.length; at += 2) {
      const low = [Math.min(p[at], p[at + 2]), Math.min(p[at + 1], p[at + 3])];
      const high = [Math.max(p[at], p[at + 2]), Math.max(p[at + 1], p[at + 3])];
      for (let row = Math.floor(low[1] / CELL); row <= Math.floor(high[1] / CELL); row++)
        for (let column = Math.floor(low[0] / CELL); column <= Math.floor(high[0] / CELL); column++) {
          const key = row * 65536 + column;
          const cell = cells.get(key);
          if (!cell) {
            cells.set(key, [n, at]);
            continue;
          }
          for (let k = 0; k < cell.length; k += 2) {
            if (cell[k] === n && cell[k + 1] === at) continue;
            if (!segmentsMeet(p, at, chains[cell[k]].points, cell[k + 1])) continue;
            meeting.add(n).add(cell[k]);
          }
          cell.push(n, at);
        }
    }
  });
  return meeting;
}

function segmentsMeet(p: number[], a: number, q: number[], c: number): boolean {
  const [ax, ay, bx, by] = [p[a], p[a + 1], p[a + 2], p[a + 3]];
  const [cx, cy, dx, dy] = [q[c], q[c + 1], q[c + 2], q[c + 3]];
  const firstShared = (ax === cx && ay === cy) || (ax === dx && ay === dy);
  const lastShared = (bx === cx && by === cy) || (bx === dx && by === dy);
  if (firstShared || lastShared) return firstShared && lastShared;
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false;
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false;
  const side = (x: number, y: number, u: number, v: number, s: number, t: number): number =>
    Math.sign((u - x) * (t - y) - (s - x) * (v - y));
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) <= 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) <= 0
  );
}
