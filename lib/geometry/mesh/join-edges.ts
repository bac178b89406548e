import type { Step } from "../crew/crew";
import { BIT_COUNT } from "./cell-tables";
import { BRICK_ROWS, Lattice, type LatticeArrays, slotOfPart } from "./lattice";
import { loadSignRows, PADDED_ROW, ROWS_LENGTH } from "./sign-rows";

/**
 * Visits every crossed edge once and writes the two triangles of the four cells round it, counter-clockwise seen from
 * outside. Vertices must have been placed.
 *
 * Edges are found a row of cells at a time, by comparing rows of signs: that leaves no branch to guess at in a cell.
 */
export const joinSlots: Step<{
  lattice: LatticeArrays;
  rowStarts: Uint32Array;
  positions: Float32Array;
  indices: Uint32Array;
  /** Crossed edges before each part. */
  edgeStarts: Uint32Array;
}> = {
  name: "join-edges",
  open: ({ lattice: arrays, rowStarts, positions, indices, edgeStarts }) => {
    const lattice = new Lattice(arrays);
    const rows = new Int32Array(ROWS_LENGTH);
    const joiner = new EdgeJoiner(lattice, rowStarts, positions, indices);
    return (part) => {
      joiner.to = 6 * edgeStarts[part];
      const end = slotOfPart(part + 1, lattice.count);
      for (let slot = slotOfPart(part, lattice.count); slot < end; slot++) {
        if (lattice.edges[slot] === 0) continue;
        loadSignRows(lattice, slot, rows);
        joiner.joinBrick(slot, rows);
      }
    };
  },
};

class EdgeJoiner {
  /** Where the next quad is written. */
  to = 0;
  private readonly crossing: Uint8Array;
  /** Slots of the brick's lower neighbours: bit 0 for one step back along x, 1 along y, 2 along z. */
  private readonly lower = new Int32Array(8);

  constructor(
    private readonly lattice: Lattice,
    private readonly rowStarts: Uint32Array,
    private readonly positions: Float32Array,
    private readonly indices: Uint32Array,
  ) {
    this.crossing = lattice.crossing;
  }

  joinBrick(slot: number, rows: Int32Array): void {
    const { lattice, lower } = this;
    const { slotOf, strideY, strideZ } = lattice;
    const brick = lattice.brickOf[slot];
    for (let n = 0; n < 8; n++)
      lower[n] = slotOf[brick - (n & 1) - ((n >> 1) & 1) * strideY - (n >> 2) * strideZ];
    for (let row = 0; row < BRICK_ROWS; row++) {
      const at = (row >> 3) * PADDED_ROW + (row & 7);
      const signs = rows[at];
      const alongX = (signs ^ (signs >> 1)) & 255;
      const alongY = (signs ^ rows[at + 1]) & 255;
      const alongZ = (signs ^ rows[at + PADDED_ROW]) & 255;
      if ((alongX | alongY | alongZ) === 0) continue;
      const j = row & 7;
      const k = row >> 3;
      const own = slot * BRICK_ROWS + row;
      const backX = lower[1] * BRICK_ROWS + row;
      const backY = j > 0 ? own - 1 : lower[2] * BRICK_ROWS + row + 7;
      const backZ = k > 0 ? own - 8 : lower[4] * BRICK_ROWS + row + 56;
      if (alongX !== 0) this.joinX(alongX, signs, own, backY, backZ, this.backYZ(own, j, k));
      if (alongY !== 0) {
        const backXZ = k > 0 ? backX - 8 : lower[5] * BRICK_ROWS + row + 56;
        // Seen from outside, going round an edge along z is going round one along y the other way.
        this.joinAcross(alongY, ~signs, own, backZ, backX, backXZ);
      }
      if (alongZ !== 0) {
        const backXY = j > 0 ? backX - 1 : lower[3] * BRICK_ROWS + row + 7;
        this.joinAcross(alongZ, signs, own, backY, backX, backXY);
      }
    }
  }

  /** The row one step back along y and z both. */
  private backYZ(own: number, j: number, k: number): number {
    if (j > 0 && k > 0) return own - 9;
    const row = (((k - 1) & 7) << 3) + ((j - 1) & 7);
    return this.lower[(j > 0 ? 0 : 2) | (k > 0 ? 0 : 4)] * BRICK_ROWS + row;
  }

  /** Edges along x: all four cells have the same place in their rows. */
  private joinX(
    edges: number,
    signs: number,
    own: number,
    backY: number,
    backZ: number,
    backYZ: number,
  ): void {
    const { crossing, rowStarts } = this;
    const ownStart = rowStarts[own];
    const ownCells = crossing[own];
    const yStart = rowStarts[backY];
    const yCells = crossing[backY];
    const zStart = rowStarts[backZ];
    const zCells = crossing[backZ];
    const yzStart = rowStarts[backYZ];
    const yzCells = crossing[backYZ];
    for (let left = edges; left !== 0; left &= left - 1) {
      const bit = left & -left;
      const before = bit - 1;
      const vertex = ownStart + BIT_COUNT[ownCells & before];
      const y = yStart + BIT_COUNT[yCells & before];
      const z = zStart + BIT_COUNT[zCells & before];
      const yz = yzStart + BIT_COUNT[yzCells & before];
      const inside = (signs & bit) !== 0;
      this.writeQuad(yz, inside ? z : y, vertex, inside ? y : z);
    }
  }

  /** Edges along y or z: two cells lie one step back along x, and may be in the brick before. */
  private joinAcross(
    edges: number,
    turns: number,
    own: number,
    back: number,
    ownBefore: number,
    backBefore: number,
  ): void {
    const { crossing, rowStarts } = this;
    const ownStart = rowStarts[own];
    const ownCells = crossing[own];
    const backStart = rowStarts[back];
    const backCells = crossing[back];
    for (let left = edges; left !== 0; left &= left - 1) {
      const bit = left & -left;
      const vertex = ownStart + BIT_COUNT[ownCells & (bit - 1)];
      const other = backStart + BIT_COUNT[backCells & (bit - 1)];
      // A cell round a crossed edge holds surface, so one step back along x is also one number back.
      const x = bit > 1 ? vertex - 1 : rowStarts[ownBefore] + BIT_COUNT[crossing[ownBefore] & 127];
      const otherX = bit > 1 ? other - 1 : rowStarts[backBefore] + BIT_COUNT[crossing[backBefore] & 127];
      const turned = (turns & bit) !== 0;
      this.writeQuad(otherX, turned ? other : x, vertex, turned ? x : other);
    }
  }

  /** Two triangles along the shorter diagonal, which gives fewer slivers and gentler folds than a fixed one. */
  private writeQuad(a: number, b: number, c: number, d: number): void {
    const { positions, indices, to } = this;
    const acX = positions[a * 3] - positions[c * 3];
    const acY = positions[a * 3 + 1] - positions[c * 3 + 1];
    const acZ = positions[a * 3 + 2] - positions[c * 3 + 2];
    const bdX = positions[b * 3] - positions[d * 3];
    const bdY = positions[b * 3 + 1] - positions[d * 3 + 1];
    const bdZ = positions[b * 3 + 2] - positions[d * 3 + 2];
    const splitAc = acX * acX + acY * acY + acZ * acZ <= bdX * bdX + bdY * bdY + bdZ * bdZ;
    indices[to] = a;
    indices[to + 1] = b;
    indices[to + 2] = splitAc ? c : d;
    indices[to + 3] = splitAc ? a : b;
    indices[to + 4] = c;
    indices[to + 5] = d;
    this.to = to + 6;
  }
}
