import { BRICK } from "../field/field";

/** Rows of eight samples along x in one brick; a row's signs are one byte. */
export const BRICK_ROWS = BRICK * BRICK;

/** The two slots that stand for every unsampled brick, so that a lookup never has to ask "is it sampled?". */
export const OUTSIDE = 0;
export const INSIDE = 1;
export const FIRST_SLOT = 2;

/** What {@link LatticeArrays.uniform} says of a slot; two equal marks other than MIXED mean "no surface between". */
export const MIXED = 0;
export const ALL_OUTSIDE = 1;
export const ALL_INSIDE = 2;

/** The arrays of a {@link Lattice}, as they cross to another thread. */
export interface LatticeArrays {
  /** Samples along x, y and z. */
  size: readonly [number, number, number];
  /** Bricks along each axis, padding included; a step of one brick along y and z in `slotOf`. */
  strideY: number;
  strideZ: number;
  /** Slot of each brick: OUTSIDE, INSIDE, or the number of a sampled brick. */
  slotOf: Int32Array;
  /** Slots in use, the two constant ones included. */
  count: number;
  /** Index of each slot's brick in `slotOf`. */
  brickOf: Int32Array;
  /** One byte a row, bit i set where sample i lies inside. */
  signs: Uint8Array;
  /** One byte a row, bit i set where the cell above sample i holds a piece of surface. */
  crossing: Uint8Array;
  /** Crossed edges that start in each slot's brick. */
  edges: Uint16Array;
  uniform: Uint8Array;
  /** Slots whose cells must be looked at (again). */
  dirty: Uint8Array;
}

/**
 * Signs on a lattice: a dense grid of brick numbers, padded by one brick on all sides, and a slot of signs for each brick
 * that was sampled. All that the steps after sampling look at, which several threads may do at once.
 */
export class Lattice implements LatticeArrays {
  readonly size: readonly [number, number, number];
  readonly strideY: number;
  readonly strideZ: number;
  readonly slotOf: Int32Array;
  count: number;
  brickOf: Int32Array;
  signs: Uint8Array;
  crossing: Uint8Array;
  edges: Uint16Array;
  uniform: Uint8Array;
  dirty: Uint8Array;

  constructor(arrays: LatticeArrays) {
    this.size = arrays.size;
    this.strideY = arrays.strideY;
    this.strideZ = arrays.strideZ;
    this.slotOf = arrays.slotOf;
    this.count = arrays.count;
    this.brickOf = arrays.brickOf;
    this.signs = arrays.signs;
    this.crossing = arrays.crossing;
    this.edges = arrays.edges;
    this.uniform = arrays.uniform;
    this.dirty = arrays.dirty;
  }

  get arrays(): LatticeArrays {
    const { size, strideY, strideZ, slotOf, count, brickOf, signs, crossing, edges, uniform, dirty } = this;
    return { size, strideY, strideZ, slotOf, count, brickOf, signs, crossing, edges, uniform, dirty };
  }

  /** Lowest sample of a brick along x, y, z. */
  originX(brick: number): number {
    return ((brick % this.strideY) - 1) * BRICK;
  }
  originY(brick: number): number {
    return (Math.floor((brick % this.strideZ) / this.strideY) - 1) * BRICK;
  }
  originZ(brick: number): number {
    return (Math.floor(brick / this.strideZ) - 1) * BRICK;
  }
}

/** Slots that are done by one hand at a time: some milliseconds of work. */
const SLOTS_A_PART = 256;

export const countSlotParts = (count: number): number => Math.ceil((count - FIRST_SLOT) / SLOTS_A_PART);

/** The first slot of a part; of the next one it is where the part ends. */
export const slotOfPart = (part: number, count: number): number =>
  Math.min(count, FIRST_SLOT + part * SLOTS_A_PART);
