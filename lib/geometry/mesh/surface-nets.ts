import { BRICK_ROWS, type BrickGrid, FIRST_SLOT } from "./brick-grid";
import { BIT_COUNT, EDGE_COUNTS, FIXED_SUMS } from "./cell-tables";
import { CROSSING_UNIT, joinEdges } from "./join-edges";
import type { Mesh } from "./mesh";
import { requireMemory } from "./require-memory";
import { loadSignRows, PADDED_ROW, ROWS_LENGTH } from "./sign-rows";

/**
 * Naive surface nets (Gibson 1998): one vertex for each cell that holds surface, at the mean of its edge crossings,
 * and one quad round each crossed edge. Needs the crossing bits of a well-composed grid (`repairCells`).
 *
 * Vertices are numbered by brick, row and cell through prefix sums, so a cell's number is found from its row's first
 * number and a bit count: no map of cells is kept. Each crossed edge is visited once, and adds its crossing to the four
 * cells round it: there are as many edges as vertices, while cell by cell each crossing would be divided out four times.
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
  // The sums of crossings stand where the positions will.
  joinEdges(grid, rowStarts, new Int32Array(positions.buffer), indices);
  placeVertices(grid, rowStarts, positions);
  splitQuads(positions, indices);
  return { positions, indices };
}

/** Turns each vertex's sums of crossings into its place: their mean, counted from its cell's lowest corner. */
function placeVertices(grid: BrickGrid, rowStarts: Uint32Array, positions: Float32Array): void {
  const { crossing } = grid;
  const sums = new Int32Array(positions.buffer);
  const rows = new Int32Array(ROWS_LENGTH);
  for (let slot = FIRST_SLOT; slot < grid.count; slot++) {
    const first = slot * BRICK_ROWS;
    if (!loadSignRows(grid, slot, rows)) continue;
    const brick = grid.brickOf[slot];
    const x0 = grid.originX(brick);
    const y0 = grid.originY(brick);
    const z0 = grid.originZ(brick);
    for (let row = 0; row < BRICK_ROWS; row++) {
      let cells = crossing[first + row];
      if (cells === 0) continue;
      const at = (row >> 3) * PADDED_ROW + (row & 7);
      const a = rows[at];
      const b = rows[at + 1];
      const c = rows[at + PADDED_ROW];
      const d = rows[at + PADDED_ROW + 1];
      const y = y0 + (row & 7);
      const z = z0 + (row >> 3);
      for (let to = rowStarts[first + row] * 3; cells !== 0; to += 3) {
        const i = 31 - Math.clz32(cells & -cells);
        cells &= cells - 1;
        const mask = ((a >> i) & 3) | (((b >> i) & 3) << 2) | (((c >> i) & 3) << 4) | (((d >> i) & 3) << 6);
        const count = EDGE_COUNTS[mask];
        positions[to] = (sums[to] * CROSSING_UNIT + FIXED_SUMS[mask * 3]) / count + (x0 + i);
        positions[to + 1] = (sums[to + 1] * CROSSING_UNIT + FIXED_SUMS[mask * 3 + 1]) / count + y;
        positions[to + 2] = (sums[to + 2] * CROSSING_UNIT + FIXED_SUMS[mask * 3 + 2]) / count + z;
      }
    }
  }
}

/**
 * Makes two triangles of each quad a, b, c, d, which stands in the first four of its six places. The shorter diagonal
 * gives fewer slivers and gentler folds than a fixed one.
 */
function splitQuads(positions: Float32Array, indices: Uint32Array): void {
  for (let at = 0; at < indices.length; at += 6) {
    const a = indices[at];
    const b = indices[at + 1];
    const c = indices[at + 2];
    const d = indices[at + 3];
    const acX = positions[a * 3] - positions[c * 3];
    const acY = positions[a * 3 + 1] - positions[c * 3 + 1];
    const acZ = positions[a * 3 + 2] - positions[c * 3 + 2];
    const bdX = positions[b * 3] - positions[d * 3];
    const bdY = positions[b * 3 + 1] - positions[d * 3 + 1];
    const bdZ = positions[b * 3 + 2] - positions[d * 3 + 2];
    const splitAc = acX * acX + acY * acY + acZ * acZ <= bdX * bdX + bdY * bdY + bdZ * bdZ;
    indices[at + 2] = splitAc ? c : d;
    indices[at + 3] = splitAc ? a : b;
    indices[at + 4] = c;
    indices[at + 5] = d;
  }
}
