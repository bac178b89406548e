/**
 * Closed rings in the plane, x right and y up. Seen so, the inside lies left of every ring: outer rings run
 * counter-clockwise, holes clockwise.
 */
export interface Rings {
  /** x, y of each point; the last point of a ring is joined to its first. */
  points: Float64Array;
  /** First point of each ring, and the number of points at the end: one more entry than rings. */
  starts: Uint32Array;
}

/** Signed area of each ring, in square units: positive for outer rings, negative for holes. */
export function measureRings({ points, starts }: Rings): Float64Array {
  const areas = new Float64Array(starts.length - 1);
  for (let ring = 0; ring < areas.length; ring++) {
    let twice = 0;
    let before = starts[ring + 1] - 1;
    for (let at = starts[ring]; at < starts[ring + 1]; at++) {
      twice += points[before * 2] * points[at * 2 + 1] - points[at * 2] * points[before * 2 + 1];
      before = at;
    }
    areas[ring] = twice / 2;
  }
  return areas;
}

/** Whether the first point of ring `inner` lies inside ring `outer`: all of it, where rings do not meet. */
export function encloses({ points, starts }: Rings, outer: number, inner: number): boolean {
  const x = points[starts[inner] * 2];
  const y = points[starts[inner] * 2 + 1];
  let inside = false;
  let b = starts[outer + 1] - 1;
  for (let a = starts[outer]; a < starts[outer + 1]; b = a++) {
    const ay = points[a * 2 + 1];
    const by = points[b * 2 + 1];
    if (ay > y === by > y) continue;
    if (x < points[a * 2] + ((y - ay) / (by - ay)) * (points[b * 2] - points[a * 2])) inside = !inside;
  }
  return inside;
}
