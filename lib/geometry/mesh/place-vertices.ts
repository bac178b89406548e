import type { Step } from "../crew/crew";
import { type MapSamples, PADDED } from "../field/field";
import { openSamples, type SamplesParts } from "../field/open-samples";
import { EDGE_COUNTS, FIXED_SUMS } from "./cell-tables";
import { BRICK_ROWS, FIRST_SLOT, Lattice, type LatticeArrays, slotOfPart } from "./lattice";
import { loadSignRows, PADDED_ROW, ROWS_LENGTH } from "./sign-rows";

/** A crossing stays this far from the ends of its edge, so that every vertex lies strictly within its cell. */
const NEAREST = 0.02;
const FARTHEST = 0.98;
/** Crossings are added up as whole numbers of this fraction of a cell: the sums then depend on no order of bricks. */
const CROSSING_UNIT = 2 ** -28;
const UNITS = 1 / CROSSING_UNIT;
const NEAREST_UNITS = Math.round(NEAREST * UNITS);
const FARTHEST_UNITS = Math.round(FARTHEST * UNITS);

/** Steps to the next sample along y and z among the padded samples of a brick. */
const Y = PADDED;
const Z = PADDED * PADDED;

/** Where a brick's values come from; see {@link MapSamples.sampleWanted}. */
export interface ValueSource {
  loadWanted(slot: number, wanted: Int32Array, out: Float32Array): void;
}

export interface VertexPlaces {
  lattice: LatticeArrays;
  rowStarts: Uint32Array;
  positions: Float32Array;
}

/** Vertices of a field made from maps, by several hands. */
export const placeSlots: Step<VertexPlaces & { samples: SamplesParts }> = {
  name: "place-vertices",
  open: ({ lattice: arrays, rowStarts, positions, samples }) => {
    const lattice = new Lattice(arrays);
    const placer = new VertexPlacer(lattice, mapSource(lattice, openSamples(samples)), rowStarts, positions);
    return (part) => {
      const end = slotOfPart(part + 1, lattice.count);
      for (let slot = slotOfPart(part, lattice.count); slot < end; slot++) placer.placeBrick(slot);
    };
  },
};

/** Vertices of any field. */
export function placeVertices(
  source: Lattice & ValueSource,
  rowStarts: Uint32Array,
  positions: Float32Array,
): void {
  const placer = new VertexPlacer(source, source, rowStarts, positions);
  for (let slot = FIRST_SLOT; slot < source.count; slot++) placer.placeBrick(slot);
}

const mapSource = (lattice: Lattice, maps: MapSamples): ValueSource => ({
  loadWanted(slot, wanted, out) {
    const brick = lattice.brickOf[slot];
    maps.sampleWanted(lattice.originX(brick), lattice.originY(brick), lattice.originZ(brick), wanted, out);
  },
});

/**
 * Writes the vertex of every cell that holds surface: the mean of its edges' crossings.
 *
 * A brick's crossings are found first, each once, and stand where their edges begin; all others are 0 there. A cell then
 * adds up four edges along each axis without asking which of them are crossed: in a loop over the crossed ones alone
 * the processor guesses wrong, and adding each crossing to four vertices in memory took twice as long.
 */
class VertexPlacer {
  private readonly rows = new Int32Array(ROWS_LENGTH);
  /** Samples at the ends of crossed edges, a bit each, and their values. */
  private readonly wanted = new Int32Array(ROWS_LENGTH);
  private readonly values = new Float32Array(PADDED ** 3);
  /** Crossings of the edges along x, y and z, in CROSSING_UNITs from where they begin. */
  private readonly alongX = new Int32Array(PADDED ** 3);
  private readonly alongY = new Int32Array(PADDED ** 3);
  private readonly alongZ = new Int32Array(PADDED ** 3);

  constructor(
    private readonly lattice: Lattice,
    private readonly source: ValueSource,
    private readonly rowStarts: Uint32Array,
    private readonly positions: Float32Array,
  ) {}

  placeBrick(slot: number): void {
    const { lattice, rows, wanted } = this;
    if (!loadSignRows(lattice, slot, rows)) return;
    this.findWanted();
    this.source.loadWanted(slot, wanted, this.values);
    this.alongX.fill(0);
    this.alongY.fill(0);
    this.alongZ.fill(0);
    this.findCrossings();
    this.placeCells(slot);
  }

  private findWanted(): void {
    const { rows, wanted } = this;
    wanted.fill(0);
    for (let row = 0, j = 0; row < ROWS_LENGTH; row++, j = j === PADDED - 1 ? 0 : j + 1) {
      const signs = rows[row];
      const x = (signs ^ (signs >> 1)) & 255;
      const y = j < PADDED - 1 ? signs ^ rows[row + 1] : 0;
      const z = row < ROWS_LENGTH - PADDED_ROW ? signs ^ rows[row + PADDED_ROW] : 0;
      wanted[row] |= x | (x << 1) | y | z;
      if (y !== 0) wanted[row + 1] |= y;
      if (z !== 0) wanted[row + PADDED_ROW] |= z;
    }
  }

  private findCrossings(): void {
    const { rows, wanted, values, alongX, alongY, alongZ } = this;
    for (let row = 0, j = 0; row < ROWS_LENGTH; row++, j = j === PADDED - 1 ? 0 : j + 1) {
      if (wanted[row] === 0) continue;
      const signs = rows[row];
      const from = row * PADDED;
      for (let left = (signs ^ (signs >> 1)) & 255; left !== 0; left &= left - 1) {
        const i = 31 - Math.clz32(left & -left);
        alongX[from + i] = crossingAt(values[from + i], values[from + i + 1], (signs >> i) & 1);
      }
      const y = j < PADDED - 1 ? signs ^ rows[row + 1] : 0;
      for (let left = y; left !== 0; left &= left - 1) {
        const i = 31 - Math.clz32(left & -left);
        alongY[from + i] = crossingAt(values[from + i], values[from + i + Y], (signs >> i) & 1);
      }
      const z = row < ROWS_LENGTH - PADDED_ROW ? signs ^ rows[row + PADDED_ROW] : 0;
      for (let left = z; left !== 0; left &= left - 1) {
        const i = 31 - Math.clz32(left & -left);
        alongZ[from + i] = crossingAt(values[from + i], values[from + i + Z], (signs >> i) & 1);
      }
    }
  }

  private placeCells(slot: number): void {
    const { lattice, rows, rowStarts, positions, alongX, alongY, alongZ } = this;
    const { crossing } = lattice;
    const first = slot * BRICK_ROWS;
    const brick = lattice.brickOf[slot];
    const x0 = lattice.originX(brick);
    const y0 = lattice.originY(brick);
    const z0 = lattice.originZ(brick);
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
        const from = at * PADDED + i;
        const sumX = alongX[from] + alongX[from + Y] + alongX[from + Z] + alongX[from + Y + Z];
        const sumY = alongY[from] + alongY[from + 1] + alongY[from + Z] + alongY[from + Z + 1];
        const sumZ = alongZ[from] + alongZ[from + 1] + alongZ[from + Y] + alongZ[from + Y + 1];
        positions[to] = (sumX * CROSSING_UNIT + FIXED_SUMS[mask * 3]) / count + (x0 + i);
        positions[to + 1] = (sumY * CROSSING_UNIT + FIXED_SUMS[mask * 3 + 1]) / count + y;
        positions[to + 2] = (sumZ * CROSSING_UNIT + FIXED_SUMS[mask * 3 + 2]) / count + z;
      }
    }
  }
}

/** Where the surface crosses an edge from a sample of value `a` to one of value `b`, in CROSSING_UNITs. */
function crossingAt(a: number, b: number, inside: number): number {
  // A sample was moved by the border or the repair: the surface hugs the moved one.
  if (a > 0 === b > 0) return inside === (a > 0 ? 1 : 0) ? FARTHEST_UNITS : NEAREST_UNITS;
  const t = a / (a - b);
  return !(t > NEAREST) ? NEAREST_UNITS : t > FARTHEST ? FARTHEST_UNITS : (t * UNITS) | 0;
}
