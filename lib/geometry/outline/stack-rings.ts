import type { Mesh } from "../mesh/mesh";
import { triangulateRings, type Triangle, type Triangulate } from "./extrude-rings";
import { relaxTriangles } from "./relax-triangles";
import { joinRings, turnRings, type Rings } from "./rings";

/** An outline at a height. */
export interface RingLevel {
  rings: Rings;
  z: number;
}

/**
 * A closed solid over outlines that grow smaller from the bottom to the top: a plate, a shape on it, a bevelled edge.
 *
 * Two levels with the very same rings are joined by upright walls. Else the upper rings lie strictly inside the lower ones,
 * and the band between is filled by its triangulation in the plane with the upper points lifted: a flat ledge where both
 * have one height, a slope where not. Each triangle lies over its own piece of the plane, so nothing can cross, and where
 * the upper outline has vanished (a bevel on a thin part) the lower height stays as a flat top. Slopes take the Delaunay
 * triangulation: the ears of the plain one would cut flat facets into them.
 *
 * @param levels bottom first; heights never fall; only the last may be empty
 * @throws OpenOutlineError
 */
export function stackRings(levels: RingLevel[], triangulate: Triangulate): Mesh {
  const firsts: number[] = [];
  let count = 0;
  for (const { rings } of levels) {
    firsts.push(count);
    count += rings.points.length / 2;
  }
  const positions = new Float32Array(count * 3);
  levels.forEach(({ rings, z }, level) => {
    for (let at = 0; at < rings.points.length / 2; at++)
      positions.set([rings.points[at * 2], rings.points[at * 2 + 1], z], (firsts[level] + at) * 3);
  });
  const indices: number[] = [];
  const top = levels[levels.length - 1];
  for (const [a, b, c] of triangulateRings(levels[0].rings, triangulate)) indices.push(a, c, b);
  for (let level = 0; level + 1 < levels.length; level++) {
    const [low, high] = [levels[level], levels[level + 1]];
    if (low.rings === high.rings) pushWalls(indices, low.rings, firsts[level], firsts[level + 1]);
    else {
      const size = low.rings.points.length / 2;
      for (const triangle of fillBand(low, high, triangulate))
        for (const at of triangle)
          indices.push(at < size ? firsts[level] + at : firsts[level + 1] + at - size);
    }
  }
  for (const triangle of triangulateRings(top.rings, triangulate))
    for (const at of triangle) indices.push(firsts[levels.length - 1] + at);
  return { positions, indices: Uint32Array.from(indices) };
}

function pushWalls(indices: number[], { starts }: Rings, low: number, high: number): void {
  for (let ring = 0; ring + 1 < starts.length; ring++) {
    let before = starts[ring + 1] - 1;
    for (let at = starts[ring]; at < starts[ring + 1]; at++) {
      indices.push(low + before, low + at, high + at, low + before, high + at, high + before);
      before = at;
    }
  }
}

function fillBand(low: RingLevel, high: RingLevel, triangulate: Triangulate): Triangle[] {
  const band = joinRings(low.rings, turnRings(high.rings));
  const triangles = triangulateRings(band, triangulate);
  if (high.z > low.z) relaxTriangles(band.points, triangles);
  // Turning the upper rings round has turned the order of their points, ring by ring.
  const size = low.rings.points.length / 2;
  const { starts } = high.rings;
  const home = new Uint32Array(high.rings.points.length / 2);
  for (let ring = 0; ring + 1 < starts.length; ring++)
    for (let at = starts[ring]; at < starts[ring + 1]; at++)
      home[starts[ring] + starts[ring + 1] - 1 - at] = at;
  const back = (at: number): number => (at < size ? at : size + home[at - size]);
  return triangles.map(([a, b, c]): Triangle => [back(a), back(b), back(c)]);
}
