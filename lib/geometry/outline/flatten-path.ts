/** Lines and Bézier curves of a drawing or a glyph. */
export interface PathStep {
  type: "M" | "L" | "Q" | "C" | "Z";
  x: number;
  y: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** A closed ring of points; the last one is joined to the first. */
export type PathRing = [number, number][];

/**
 * A path as closed rings, curves cut into equal steps of their parameter so that no chord leaves its curve by more
 * than `tolerance` (in the path's units).
 *
 * A chord of parameter length h strays from its curve by at most h² / 8 · max |B″|. For a quadratic |B″| is 2 |p0 − 2 p1 +
 * p2|; for a cubic it is at most 6 times the larger second difference. Adaptive halving would save a fifth of the points
 * on type, and cost a recursion.
 */
export function flattenPath(steps: readonly PathStep[], tolerance: number): PathRing[] {
  const rings: PathRing[] = [];
  let ring: PathRing = [];
  const finish = (): void => {
    const [first, last] = [ring[0], ring[ring.length - 1]];
    if (ring.length > 1 && first[0] === last[0] && first[1] === last[1]) ring.pop();
    if (ring.length > 2) rings.push(ring);
    ring = [];
  };
  for (const step of steps) {
    if (step.type === "Z" || step.type === "M") finish();
    if (step.type === "M" || step.type === "L") ring.push([step.x, step.y]);
    else if (step.type === "Q") quadratic(ring, step, tolerance);
    else if (step.type === "C") cubic(ring, step, tolerance);
  }
  finish();
  return rings;
}

function quadratic(ring: PathRing, { x, y, x1, y1 }: PathStep, tolerance: number): void {
  const [x0, y0] = ring[ring.length - 1];
  const bend = length(x0 - 2 * x1 + x, y0 - 2 * y1 + y);
  const pieces = Math.max(1, Math.ceil(Math.sqrt(bend / (4 * tolerance))));
  for (let i = 1; i <= pieces; i++) {
    const t = i / pieces;
    const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    ring.push([a * x0 + b * x1 + c * x, a * y0 + b * y1 + c * y]);
  }
}

function cubic(ring: PathRing, { x, y, x1, y1, x2, y2 }: PathStep, tolerance: number): void {
  const [x0, y0] = ring[ring.length - 1];
  const bend = Math.max(length(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2), length(x1 - 2 * x2 + x, y1 - 2 * y2 + y));
  const pieces = Math.max(1, Math.ceil(Math.sqrt((0.75 * bend) / tolerance)));
  for (let i = 1; i <= pieces; i++) {
    const t = i / pieces;
    const u = 1 - t;
    const [a, b, c, d] = [u * u * u, 3 * t * u * u, 3 * t * t * u, t * t * t];
    ring.push([a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y]);
  }
}

const length = (x: number, y: number): number => Math.sqrt(x * x + y * y);
