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

/** Both sets of rings as one, the points of the first before those of the second. */
export function joinRings(first: Rings, second: Rings): Rings {
  const points = new Float64Array(first.points.length + second.points.length);
  points.set(first.points);
  points.set(second.points, first.points.length);
  const shift = first.points.length / 2;
  const starts = Uint32Array.from([...first.starts, ...second.starts.subarray(1).map((at) => at + shift)]);
  return { points, starts };
}

/** Every ring walked the other way: outer rings become holes. */
export function turnRings({ points, starts }: Rings): Rings {
  const turned = new Float64Array(points.length);
  for (let ring = 0; ring + 1 < starts.length; ring++)
    for (let at = starts[ring], to = starts[ring + 1] - 1; at < starts[ring + 1]; at++, to--) {
      turned[to * 2] = points[at * 2];
      turned[to * 2 + 1] = points[at * 2 + 1];
    }
  return { points: turned, starts };
}

/** The rings whose area is at least `leastArea`. What lies in a ring is smaller, so holes go with their outline. */
export function dropSmallRings(rings: Rings, leastArea: number): Rings {
  const areas = measureRings(rings);
  const kept: number[] = [];
  const starts = [0];
  areas.forEach((area, ring) => {
    if (Math.abs(area) < leastArea) return;
    for (let at = rings.starts[ring] * 2; at < rings.starts[ring + 1] * 2; at++) kept.push(rings.points[at]);
    starts.push(kept.length / 2);
  });
  return { points: Float64Array.from(kept), starts: Uint32Array.from(starts) };
}

/** Low x, low y, high x, high y of each ring. */
export function boxRings({ points, starts }: Rings): Float64Array {
  const boxes = new Float64Array((starts.length - 1) * 4);
  for (let ring = 0; ring + 1 < starts.length; ring++)
    boxes.set(
      boundRings({ points: points.subarray(starts[ring] * 2, starts[ring + 1] * 2), starts }),
      ring * 4,
    );
  return boxes;
}

/** Low x, low y, high x, high y. */
export function boundRings({ points }: Rings): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    box[0] = Math.min(box[0], points[at]);
    box[1] = Math.min(box[1], points[at + 1]);
    box[2] = Math.max(box[2], points[at]);
    box[3] = Math.max(box[3], points[at + 1]);
  }
  return box;
}

/** Moved by (−x, −y), then scaled. */
export function scaleRings({ points, starts }: Rings, scale: number, x = 0, y = 0): Rings {
  return { points: points.map((value, at) => (value - (at % 2 === 0 ? x : y)) * scale), starts };
}
