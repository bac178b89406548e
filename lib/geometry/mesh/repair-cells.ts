import { BRICK } from "../field/field";
import { BRICK_ROWS, type BrickGrid, FIRST_SLOT } from "./brick-grid";
import { AMBIGUOUS, BIT_COUNT, OFFENDING } from "./cell-tables";
import { healBricks } from "./heal-bricks";
import { loadSignRows, PADDED_ROW, ROWS_LENGTH } from "./sign-rows";

/**
 * Marks the cells that hold surface, and makes the solid well-composed: no cell in which two sheets meet. In a
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
export function repairCells(grid: BrickGrid): number {
  const rows = new Int32Array(ROWS_LENGTH);
  let moved = 0;
  for (;;) {
    const ambiguous: number[] = [];
    for (let slot = FIRST_SLOT; slot < grid.count; slot++) {
      if (grid.dirty[slot] === 0) continue;
      grid.dirty[slot] = 0;
      markCrossings(grid, slot, rows, ambiguous);
    }
    if (ambiguous.length === 0) return moved;
    for (let n = 0; n < ambiguous.length; n += 3)
      if (repairCell(grid, ambiguous[n], ambiguous[n + 1], ambiguous[n + 2])) moved++;
  }
}

/** Sets the slot's crossing bits and its number of crossed edges; appends x, y, z of every ambiguous cell. */
function markCrossings(grid: BrickGrid, slot: number, rows: Int32Array, ambiguous: number[]): void {
  const { crossing } = grid;
  const first = slot * BRICK_ROWS;
  if (!loadSignRows(grid, slot, rows)) {
    crossing.fill(0, first, first + BRICK_ROWS);
    grid.edges[slot] = 0;
    return;
  }
  let edges = 0;
  for (let row = 0; row < BRICK_ROWS; row++) {
    const at = (row >> 3) * PADDED_ROW + (row & 7);
    const a = rows[at];
    const b = rows[at + 1];
    const c = rows[at + PADDED_ROW];
    const d = rows[at + PADDED_ROW + 1];
    const some = a | b | c | d;
    const all = a & b & c & d;
    let cells = (some | (some >> 1)) & ~(all & (all >> 1)) & 255;
    crossing[first + row] = cells;
    if (cells === 0) continue;
    edges += BIT_COUNT[(a ^ (a >> 1)) & 255] + BIT_COUNT[(a ^ b) & 255] + BIT_COUNT[(a ^ c) & 255];
    while (cells !== 0) {
      const i = 31 - Math.clz32(cells & -cells);
      cells &= cells - 1;
      const mask = ((a >> i) & 3) | (((b >> i) & 3) << 2) | (((c >> i) & 3) << 4) | (((d >> i) & 3) << 6);
      if (AMBIGUOUS[mask] === 0) continue;
      const brick = grid.brickOf[slot];
      const y = grid.originY(brick) + (row & 7);
      ambiguous.push(grid.originX(brick) + i, y, grid.originZ(brick) + (row >> 3));
    }
  }
  grid.edges[slot] = edges;
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
