import type { Step } from "../crew/crew";
import { AMBIGUOUS, BIT_COUNT } from "./cell-tables";
import { BRICK_ROWS, Lattice, type LatticeArrays, slotOfPart } from "./lattice";
import { loadSignRows, PADDED_ROW, ROWS_LENGTH } from "./sign-rows";

/** Marks the cells of every dirty slot. Those with an ambiguous cell stay dirty. */
export const markSlots: Step<LatticeArrays> = {
  name: "mark-cells",
  open: (arrays) => {
    const lattice = new Lattice(arrays);
    const marker = new CellMarker(lattice);
    const ambiguous: number[] = [];
    return (part) => {
      const end = slotOfPart(part + 1, lattice.count);
      for (let slot = slotOfPart(part, lattice.count); slot < end; slot++) {
        if (lattice.dirty[slot] === 0) continue;
        ambiguous.length = 0;
        marker.mark(slot, ambiguous);
        lattice.dirty[slot] = ambiguous.length > 0 ? 1 : 0;
      }
    };
  },
};

/** Finds the cells of a slot that hold a piece of surface. */
export class CellMarker {
  private readonly rows = new Int32Array(ROWS_LENGTH);

  constructor(private readonly lattice: Lattice) {}

  /** Sets the slot's crossing bits and its number of crossed edges; appends x, y, z of every ambiguous cell. */
  mark(slot: number, ambiguous: number[]): void {
    const { lattice, rows } = this;
    const { crossing } = lattice;
    const first = slot * BRICK_ROWS;
    if (!loadSignRows(lattice, slot, rows)) {
      crossing.fill(0, first, first + BRICK_ROWS);
      lattice.edges[slot] = 0;
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
        const brick = lattice.brickOf[slot];
        const y = lattice.originY(brick) + (row & 7);
        ambiguous.push(lattice.originX(brick) + i, y, lattice.originZ(brick) + (row >> 3));
      }
    }
    lattice.edges[slot] = edges;
  }
}
