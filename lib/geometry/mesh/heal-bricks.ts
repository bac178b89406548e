import { BRICK } from "../field/field";
import type { BrickGrid } from "./brick-grid";
import { BRICK_ROWS, FIRST_SLOT, INSIDE } from "./lattice";

/**
 * Samples every unsampled brick whose assumed sign is contradicted by a sample beside it, until none is left.
 * Afterwards every cell that holds a piece of surface has all its corners in sampled bricks.
 *
 * A field's `boxSign` is meant to be conservative, but bounds computed in floats, or for a distance that is not
 * quite 1-Lipschitz, may be slightly wrong; without healing such a field gives a torn surface.
 *
 * @param from first slot to look at: slots below were healed before.
 */
export function healBricks(grid: BrickGrid, from = FIRST_SLOT): void {
  if (from === FIRST_SLOT) activateContradictingPairs(grid);
  for (let slot = from; slot < grid.count; slot++) healAround(grid, slot);
}

/**
 * Two unsampled bricks that share a face and disagree. Bricks that share only an edge or a corner need no check:
 * they have a common face neighbour, which contradicts one of the two.
 */
function activateContradictingPairs(grid: BrickGrid): void {
  const { slotOf, strideY, strideZ } = grid;
  for (let brick = 0; brick < slotOf.length - strideZ; brick++) {
    const slot = slotOf[brick];
    if (slot > INSIDE) continue;
    // Sampled slots are numbered from 2, so a sum of 1 can only be one INSIDE and one OUTSIDE.
    const pairX = slot + slotOf[brick + 1] === 1;
    const pairY = slot + slotOf[brick + strideY] === 1;
    const pairZ = slot + slotOf[brick + strideZ] === 1;
    if (!pairX && !pairY && !pairZ) continue;
    grid.activate(brick);
    if (pairX) grid.activate(brick + 1);
    if (pairY) grid.activate(brick + strideY);
    if (pairZ) grid.activate(brick + strideZ);
  }
}

/** Bits of a row that lie within one cell of the neighbour at dx = −1, 0, 1. */
const SIDE_BITS = [1, 255, 128];

function healAround(grid: BrickGrid, slot: number): void {
  const brick = grid.brickOf[slot];
  for (let n = 0; n < 27; n++) {
    const neighbour = brick + grid.neighbourStep(n);
    const assumed = grid.slotOf[neighbour];
    if (assumed > INSIDE) continue;
    if (contradicts(grid, slot, n, assumed)) grid.activate(neighbour);
  }
}

/** True where a sample next to neighbour `n` has another sign than the neighbour was assumed to have. */
function contradicts(grid: BrickGrid, slot: number, n: number, assumed: number): boolean {
  const mark = grid.uniform[slot];
  if (mark !== 0) return mark !== grid.uniform[assumed];
  const flip = assumed === INSIDE ? 255 : 0;
  const bits = SIDE_BITS[n % 3];
  const dy = Math.floor(n / 3) % 3;
  const dz = Math.floor(n / 9);
  const firstJ = dy === 2 ? BRICK - 1 : 0;
  const lastJ = dy === 0 ? 0 : BRICK - 1;
  const firstK = dz === 2 ? BRICK - 1 : 0;
  const lastK = dz === 0 ? 0 : BRICK - 1;
  const { signs } = grid;
  let found = 0;
  for (let k = firstK; k <= lastK; k++) {
    const row = slot * BRICK_ROWS + k * BRICK;
    for (let j = firstJ; j <= lastJ; j++) found |= signs[row + j] ^ flip;
  }
  return (found & bits) !== 0;
}
