import { BRICK } from "../field/field";
import { alone, type Crew } from "../crew/crew";
import type { BrickGrid } from "./brick-grid";
import { OFFENDING } from "./cell-tables";
import { healBricks } from "./heal-bricks";
import { countSlotParts, FIRST_SLOT } from "./lattice";
import { CellMarker, markSlots } from "./mark-cells";

/**
 * Marks the cells that hold surface (see `CellMarker`), and makes the solid well-composed: no cell in which two sheets meet. In a
 * well-composed solid one vertex a cell gives a manifold surface (Latecki, "3D well-composed pictures", 1997;
 * with the same idea as the topology-preserving repairs of Siqueira et al., 2008).
 *
 * While a cell has a face with two diagonal insides, or inside (or outside) corners at opposite ends of its body
 * diagonal alone, the least outside of its offending corners is moved inside. Samples only ever move inwards to
 * the solid, so this ends; the border needs no move, because there a whole face of each cell is outside.
 * Splitting ambiguous cells into several vertices (dual marching cubes) was rejected: it still leaves sheets that
 * touch at a point, which slicers merge.
 *
 * @returns number of samples moved.
 */
export function repairCells(grid: BrickGrid, crew: Crew = alone): number {
  markAll(grid, crew);
  const marker = new CellMarker(grid);
  let moved = 0;
  for (;;) {
    const ambiguous: number[] = [];
    for (let slot = FIRST_SLOT; slot < grid.count; slot++) {
      if (grid.dirty[slot] === 0) continue;
      grid.dirty[slot] = 0;
      marker.mark(slot, ambiguous);
    }
    if (ambiguous.length === 0) return moved;
    for (let n = 0; n < ambiguous.length; n += 3)
      if (repairCell(grid, ambiguous[n], ambiguous[n + 1], ambiguous[n + 2])) moved++;
  }
}

/** The first look at every slot; what is ambiguous stays dirty, for a second one in its turn. */
function markAll(grid: BrickGrid, crew: Crew): void {
  crew.start(markSlots, grid.arrays, countSlotParts(grid.count))();
}

/** Moves one corner of the cell at (x, y, z) inside, if the cell is (still) ambiguous. */
function repairCell(grid: BrickGrid, x: number, y: number, z: number): boolean {
  const healed = grid.count;
  let mask = 0;
  for (let corner = 0; corner < 8; corner++)
    if (grid.isInside(x + (corner & 1), y + ((corner >> 1) & 1), z + (corner >> 2))) mask |= 1 << corner;
  let best = -1;
  let bestValue = -Infinity;
  for (let corner = 0; corner < 8; corner++) {
    if (((OFFENDING[mask] >> corner) & 1) === 0) continue;
    const cornerX = x + (corner & 1);
    const cornerY = y + ((corner >> 1) & 1);
    const cornerZ = z + (corner >> 2);
    if (onBorder(grid, cornerX, cornerY, cornerZ)) continue;
    const value = grid.valueAt(cornerX, cornerY, cornerZ);
    if (best >= 0 && !(value > bestValue)) continue;
    best = corner;
    bestValue = value;
  }
  if (best < 0) return false;
  moveInside(grid, x + (best & 1), y + ((best >> 1) & 1), z + (best >> 2));
  healBricks(grid, healed);
  return true;
}

function onBorder(grid: BrickGrid, x: number, y: number, z: number): boolean {
  const [width, depth, height] = grid.field.size;
  const low = x === 0 || y === 0 || z === 0;
  return low || x >= width - 1 || y >= depth - 1 || z >= height - 1;
}

/** Moves a sample inside, and samples the bricks beside it that were assumed to lie outside. */
function moveInside(grid: BrickGrid, x: number, y: number, z: number): void {
  const brick = grid.brickAt(x, y, z);
  grid.activate(brick);
  grid.setInside(x, y, z);
  const inner = (at: number) => (at & 7) !== 0 && (at & 7) !== BRICK - 1;
  if (inner(x) && inner(y) && inner(z)) {
    grid.dirty[grid.slotOf[brick]] = 1;
    return;
  }
  for (let n = 0; n < 27; n++) {
    const dx = (n % 3) - 1;
    const dy = (Math.floor(n / 3) % 3) - 1;
    const dz = Math.floor(n / 9) - 1;
    grid.activate(grid.brickAt(x + dx, y + dy, z + dz));
  }
  grid.markDirty(brick);
}
