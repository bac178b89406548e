import type { AffineRow, Mesh, Sight, Vector } from "../mesh/mesh";
import { along, sightCell } from "./choose-tiles";

/** Lattice cells that lie behind what is seen and are still taken for it: facets move a little when they are reduced. */
const SLACK = 3;

/**
 * What a viewer sees of a mesh in lattice units: on a map the nearness of the nearest vertex, which on such a mesh is as
 * good as drawing triangles, for there is a vertex in every cell. Steep slopes change much within a cell of the map, so
 * each cell takes the least of its neighbours.
 *
 * @param rows where a point lies on the map, 0 to 1
 * @param cells of the map; two lattice cells or more each, so that none stays empty
 */
export function measureSight(
  { positions: p }: Mesh,
  toward: Vector,
  rows: { across: AffineRow; down: AffineRow },
  cells: { width: number; height: number },
): Sight {
  const map = { ...rows, ...cells };
  const nearness: AffineRow = [...toward, 0];
  const nearest = new Float32Array(cells.width * cells.height).fill(-Infinity);
  for (let v = 0; v < p.length; v += 3) {
    const cell = sightCell(map, p[v], p[v + 1], p[v + 2]);
    nearest[cell] = Math.max(nearest[cell], along(nearness, p[v], p[v + 1], p[v + 2]));
  }
  return { ...map, nearness, least: leastAround(nearest, cells.width, cells.height) };
}

/** Where nothing is, all is seen. */
function leastAround(nearest: Float32Array, width: number, height: number): Float32Array {
  const least = new Float32Array(nearest.length).fill(-Infinity);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (nearest[y * width + x] === -Infinity) continue;
      let low = Infinity;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const value = nearest[row * width + column];
          if (value > -Infinity && value < low) low = value;
        }
      least[y * width + x] = low - SLACK;
    }
  return least;
}
