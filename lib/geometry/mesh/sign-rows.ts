import { BRICK } from "../field/field";
import { BRICK_ROWS, type Lattice } from "./lattice";

/** Rows a layer once the next brick's first row is added. */
export const PADDED_ROW = BRICK + 1;
/** Rows of one padded brick. */
export const ROWS_LENGTH = PADDED_ROW * PADDED_ROW;

/**
 * Writes the signs at all corners of a brick's cells to `rows[k * 9 + j]`, nine bits each: its own eight and the first
 * sample of the next brick, for nine rows and nine layers.
 *
 * Whole rows of cells are then judged with a few bit operations, which is what makes the extraction quick: of 512
 * cells in a brick about 35 hold surface, and only those are ever looked at singly.
 *
 * @returns false, and writes nothing, where all those signs agree.
 */
export function loadSignRows(lattice: Lattice, slot: number, rows: Int32Array): boolean {
  const { slotOf, signs, uniform, strideY, strideZ } = lattice;
  const brick = lattice.brickOf[slot];
  const x = slotOf[brick + 1];
  const y = slotOf[brick + strideY];
  const xy = slotOf[brick + strideY + 1];
  const z = slotOf[brick + strideZ];
  const xz = slotOf[brick + strideZ + 1];
  const yz = slotOf[brick + strideZ + strideY];
  const xyz = slotOf[brick + strideZ + strideY + 1];
  const mark = uniform[slot];
  if (
    mark !== 0 &&
    mark === uniform[x] &&
    mark === uniform[y] &&
    mark === uniform[xy] &&
    mark === uniform[z] &&
    mark === uniform[xz] &&
    mark === uniform[yz] &&
    mark === uniform[xyz]
  )
    return false;
  for (let k = 0; k < BRICK; k++) {
    const own = slot * BRICK_ROWS + k * BRICK;
    const next = x * BRICK_ROWS + k * BRICK;
    const to = k * PADDED_ROW;
    for (let j = 0; j < BRICK; j++) rows[to + j] = signs[own + j] | ((signs[next + j] & 1) << 8);
    rows[to + BRICK] = signs[y * BRICK_ROWS + k * BRICK] | ((signs[xy * BRICK_ROWS + k * BRICK] & 1) << 8);
  }
  const top = BRICK * PADDED_ROW;
  for (let j = 0; j < BRICK; j++)
    rows[top + j] = signs[z * BRICK_ROWS + j] | ((signs[xz * BRICK_ROWS + j] & 1) << 8);
  rows[top + BRICK] = signs[yz * BRICK_ROWS] | ((signs[xyz * BRICK_ROWS] & 1) << 8);
  return true;
}
