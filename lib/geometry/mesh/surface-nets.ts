import { BRICK_ROWS, type BrickGrid, FIRST_SLOT } from "./brick-grid";
import { BIT_COUNT } from "./cell-tables";
import { joinEdges } from "./join-edges";
import type { Mesh } from "./mesh";
import { placeVertices } from "./place-vertices";
import { requireMemory } from "./require-memory";

/**
 * Naive surface nets (Gibson 1998): one vertex for each cell that holds surface, at the mean of its edge crossings,
 * and one quad round each crossed edge. Needs the crossing bits of a well-composed grid (`repairCells`).
 *
 * Vertices are numbered by brick, row and cell through prefix sums, so a cell's number is found from its row's first
 * number and a bit count: no map of cells is kept.
 * Marching cubes was rejected for twice the triangles and slivers, dual contouring because fields come without
 * trustworthy gradients.
 *
 * @throws OverMemoryError where grid and mesh do not fit into `allowedBytes`
 */
export function surfaceNets(grid: BrickGrid, allowedBytes = Infinity): Mesh {
  const rowStarts = new Uint32Array(grid.count * BRICK_ROWS);
  let vertices = 0;
  let edges = 0;
  for (let row = FIRST_SLOT * BRICK_ROWS; row < rowStarts.length; row++) {
    rowStarts[row] = vertices;
    vertices += BIT_COUNT[grid.crossing[row]];
  }
  for (let slot = FIRST_SLOT; slot < grid.count; slot++) edges += grid.edges[slot];
  requireMemory(grid.sizeBytes + rowStarts.byteLength + 12 * vertices + 24 * edges, allowedBytes);
  const positions = new Float32Array(vertices * 3);
  const indices = new Uint32Array(edges * 6);
  placeVertices(grid, rowStarts, positions);
  joinEdges(grid, rowStarts, positions, indices);
  return { positions, indices };
}
