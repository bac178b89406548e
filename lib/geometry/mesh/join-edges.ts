import { BRICK_ROWS, type BrickGrid, FIRST_SLOT } from "./brick-grid";
import { BIT_COUNT } from "./cell-tables";
import { loadSignRows, PADDED_ROW, ROWS_LENGTH } from "./sign-rows";

/** A crossing stays this far from the ends of its edge, so that every vertex lies strictly within its cell. */
const NEAREST = 0.02;
const FARTHEST = 0.98;
/** Crossings are added up as whole numbers of this fraction of a cell: the sums then depend on no order of bricks. */
export const CROSSING_UNIT = 2 ** -28;
const UNITS = 1 / CROSSING_UNIT;
const NEAREST_UNITS = Math.round(NEAREST * UNITS);
const FARTHEST_UNITS = Math.round(FARTHEST * UNITS);

/**
 * Visits every crossed edge once: writes the quad of the four cells round it, counter-clockwise seen from outside, to
 * the first four of six places in `indices`, and adds the place of its crossing, in CROSSING_UNITs, to the sums of each
 * of the four vertices.
 *
 * Edges are found a row of cells at a time, by comparing rows of signs: that leaves no branch to guess at in a cell.
 */
export function joinEdges(
  grid: BrickGrid,
  rowStarts: Uint32Array,
  sums: Int32Array,
  indices: Uint32Array,
): void {
  const rows = new Int32Array(ROWS_LENGTH);
  const joiner = new EdgeJoiner(grid, rowStarts, sums, indices);
  for (let slot = FIRST_SLOT; slot < grid.count; slot++) {
    if (grid.edges[slot] === 0) continue;
    loadSignRows(grid, slot, rows);
    joiner.joinBrick(slot, rows);
  }
}

class EdgeJoiner {
  private to = 0;
  private readonly values: Float32Array;
  private readonly crossing: Uint8Array;
  /** Slots of the brick's lower neighbours: bit 0 for one step back along x, 1 along y, 2 along z. */
  private readonly lower = new Int32Array(8);

  constructor(
    private readonly grid: BrickGrid,
    private readonly rowStarts: Uint32Array,
    private readonly sums: Int32Array,
    private readonly indices: Uint32Array,
  ) {
    this.values = grid.values;
    this.crossing = grid.crossing;
  }

  joinBrick(slot: number, rows: Int32Array): void {
    const { grid, lower } = this;
    const { slotOf, strideY, strideZ } = grid;
    const brick = grid.brickOf[slot];
    for (let n = 0; n < 8; n++)
      lower[n] = slotOf[brick - (n & 1) - ((n >> 1) & 1) * strideY - (n >> 2) * strideZ];
    const start = grid.loadValues(slot);
    for (let row = 0; row < BRICK_ROWS; row++) {
      const at = (row >> 3) * PADDED_ROW + (row & 7);
      const signs = rows[at];
      const alongX = (signs ^ (signs >> 1)) & 255;
      const alongY = (signs ^ rows[at + 1]) & 255;
      const alongZ = (signs ^ rows[at + PADDED_ROW]) & 255;
      if ((alongX | alongY | alongZ) === 0) continue;
      const j = row & 7;
      const k = row >> 3;
      const from = start + row * 8;
      const own = slot * BRICK_ROWS + row;
      const backX = lower[1] * BRICK_ROWS + row;
      const backY = j > 0 ? own - 1 : lower[2] * BRICK_ROWS + row + 7;
      const backZ = k > 0 ? own - 8 : lower[4] * BRICK_ROWS + row + 56;
      if (alongX !== 0) {
        const next = alongX & 128 ? grid.loadValues(slotOf[brick + 1]) + row * 8 : 0;
        this.joinX(alongX, signs, from, next, own, backY, backZ, this.backYZ(own, j, k));
      }
      if (alongY !== 0) {
        const next = j < 7 ? from + 8 : grid.loadValues(slotOf[brick + strideY]) + (row - 7) * 8;
        const backXZ = k > 0 ? backX - 8 : lower[5] * BRICK_ROWS + row + 56;
        this.joinAcross(1, alongY, signs, from, next, own, backZ, backX, backXZ);
      }
      if (alongZ !== 0) {
        const next = k < 7 ? from + 64 : grid.loadValues(slotOf[brick + strideZ]) + (row - 56) * 8;
        const backXY = j > 0 ? backX - 1 : lower[3] * BRICK_ROWS + row + 7;
        this.joinAcross(2, alongZ, signs, from, next, own, backY, backX, backXY);
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
    from: number,
    next: number,
    own: number,
    backY: number,
    backZ: number,
    backYZ: number,
  ): void {
    const { values, sums, indices, crossing, rowStarts } = this;
    let { to } = this;
    for (let left = edges; left !== 0; left &= left - 1) {
      const i = 31 - Math.clz32(left & -left);
      const before = (1 << i) - 1;
      const inside = (signs >> i) & 1;
      const t = crossingAt(values[from + i], i < 7 ? values[from + i + 1] : values[next], inside);
      const vertex = rowStarts[own] + BIT_COUNT[crossing[own] & before];
      const y = rowStarts[backY] + BIT_COUNT[crossing[backY] & before];
      const z = rowStarts[backZ] + BIT_COUNT[crossing[backZ] & before];
      const yz = rowStarts[backYZ] + BIT_COUNT[crossing[backYZ] & before];
      sums[vertex * 3] += t;
      sums[y * 3] += t;
      sums[z * 3] += t;
      sums[yz * 3] += t;
      indices[to] = yz;
      indices[to + 1] = inside ? z : y;
      indices[to + 2] = vertex;
      indices[to + 3] = inside ? y : z;
      to += 6;
    }
    this.to = to;
  }

  /** Edges along y (axis 1) or z (2): two cells lie one step back along x, and may be in the brick before. */
  private joinAcross(
    axis: number,
    edges: number,
    signs: number,
    from: number,
    next: number,
    own: number,
    back: number,
    ownBefore: number,
    backBefore: number,
  ): void {
    const { values, sums, indices, crossing, rowStarts } = this;
    // Seen from outside, going round an edge along z is going round one along y the other way.
    const turn = axis - 1;
    let { to } = this;
    for (let left = edges; left !== 0; left &= left - 1) {
      const i = 31 - Math.clz32(left & -left);
      const before = (1 << i) - 1;
      const inside = (signs >> i) & 1;
      const t = crossingAt(values[from + i], values[next + i], inside);
      const vertex = rowStarts[own] + BIT_COUNT[crossing[own] & before];
      const other = rowStarts[back] + BIT_COUNT[crossing[back] & before];
      // A cell round a crossed edge holds surface, so one step back along x is also one number back.
      const x = i > 0 ? vertex - 1 : rowStarts[ownBefore] + BIT_COUNT[crossing[ownBefore] & 127];
      const otherX = i > 0 ? other - 1 : rowStarts[backBefore] + BIT_COUNT[crossing[backBefore] & 127];
      sums[vertex * 3 + axis] += t;
      sums[other * 3 + axis] += t;
      sums[x * 3 + axis] += t;
      sums[otherX * 3 + axis] += t;
      indices[to] = otherX;
      indices[to + 1] = inside === turn ? other : x;
      indices[to + 2] = vertex;
      indices[to + 3] = inside === turn ? x : other;
      to += 6;
    }
    this.to = to;
  }
}

/** Where the surface crosses an edge from a sample of value `a` to one of value `b`, in CROSSING_UNITs. */
function crossingAt(a: number, b: number, inside: number): number {
  // A sample was moved by the border or the repair: the surface hugs the moved one.
  if (a > 0 === b > 0) return inside === (a > 0 ? 1 : 0) ? FARTHEST_UNITS : NEAREST_UNITS;
  const t = a / (a - b);
  return !(t > NEAREST) ? NEAREST_UNITS : t > FARTHEST ? FARTHEST_UNITS : (t * UNITS) | 0;
}
