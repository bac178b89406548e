import { alone, type Crew } from "../crew/crew";
import type { BrickGrid } from "./brick-grid";
import { BIT_COUNT } from "./cell-tables";
import { joinSlots } from "./join-edges";
import { BRICK_ROWS, countSlotParts, FIRST_SLOT, slotOfPart } from "./lattice";
import type { Mesh } from "./mesh";
import { placeSlots, placeVertices } from "./place-vertices";
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
export function surfaceNets(grid: BrickGrid, allowedBytes = Infinity, crew: Crew = alone): Mesh {
  const rowStarts = new Uint32Array(crew.allocate(4 * grid.count * BRICK_ROWS));
  let vertices = 0;
  for (let row = FIRST_SLOT * BRICK_ROWS; row < rowStarts.length; row++) {
    rowStarts[row] = vertices;
    vertices += BIT_COUNT[grid.crossing[row]];
  }
  const parts = countSlotParts(grid.count);
  const edgeStarts = new Uint32Array(parts + 1);
  for (let part = 0, edges = 0, slot = FIRST_SLOT; part < parts; edgeStarts[++part] = edges)
    for (const end = slotOfPart(part + 1, grid.count); slot < end; slot++) edges += grid.edges[slot];
  const edges = edgeStarts[parts];
  const neededBytes = grid.sizeBytes + rowStarts.byteLength + 12 * vertices + 24 * edges;
  requireMemory(neededBytes, allowedBytes, { triangles: 2 * edges });
  const positions = new Float32Array(crew.allocate(12 * vertices));
  const indices = new Uint32Array(crew.allocate(24 * edges));
  const lattice = grid.arrays;
  const samples = grid.sharedSamples;
  if (samples) crew.start(placeSlots, { lattice, samples, rowStarts, positions }, parts)();
  else placeVertices(grid, rowStarts, positions);
  crew.start(joinSlots, { lattice, rowStarts, positions, indices, edgeStarts }, parts)();
  return { positions, indices };
}
