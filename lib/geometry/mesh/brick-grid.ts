import { BRICK, type Field, isMapField, type MapField, PADDED } from "../field/field";

/** Samples in one brick. */
export const BRICK_SAMPLES = BRICK ** 3;
/** Rows of eight samples along x in one brick; a row's signs are one byte. */
export const BRICK_ROWS = BRICK * BRICK;

/** The two slots that stand for every unsampled brick, so that a lookup never has to ask "is it sampled?". */
export const OUTSIDE = 0;
export const INSIDE = 1;
export const FIRST_SLOT = 2;

/** Brick, place of its values, edges, mark and dirt of one slot. */
const SLOT_FIELDS_BYTES = 4 + 4 + 2 + 1 + 1;

/** What {@link BrickGrid.uniform} says of a slot; two equal marks other than MIXED mean "no surface between". */
const MIXED = 0;
const ALL_OUTSIDE = 1;
const ALL_INSIDE = 2;

/**
 * The sampled part of a field: a dense grid of brick numbers, padded by one brick on all sides, and a slot of signs for
 * each sampled brick.
 *
 * The *signs* are the truth about the solid: healing, the forced border and the repair only ever change signs.
 * Values are kept for interpolation alone and stay as the field gave them. Bricks whose 512 samples agree keep no
 * values (a quarter to a half of all sampled bricks); the few that border on a surface are sampled once more on demand.
 * The pool is reserved for the worst case, but pages that are never written cost no memory. Fields made from maps keep
 * no values at all: those beside the surface, one in seven of a brick's, are asked for when they are needed.
 */
export class BrickGrid {
  /** Bricks along each axis, padding included; a step of one brick along y and z in {@link slotOf}. */
  readonly strideY: number;
  readonly strideZ: number;
  /** Slot of each brick: OUTSIDE, INSIDE, or the number of a sampled brick. */
  readonly slotOf: Int32Array;
  /** Slots in use, the two constant ones included. */
  count = FIRST_SLOT;
  /** Index of each slot's brick in {@link slotOf}. */
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
  values: Float32Array;
  private valueBits: Int32Array;
  private valuesAt: Int32Array;
  private pooled = 0;
  private readonly neighbourSteps = new Int32Array(27);
  private readonly maps: MapField | undefined;
  private readonly oneWanted = new Int32Array(PADDED * PADDED);
  private readonly oneOut = new Float32Array(PADDED ** 3);

  constructor(
    readonly field: Field,
    capacity: number,
  ) {
    const [width, depth, height] = field.size;
    this.maps = isMapField(field) ? field : undefined;
    this.strideY = Math.ceil(width / BRICK) + 2;
    this.strideZ = this.strideY * (Math.ceil(depth / BRICK) + 2);
    this.slotOf = new Int32Array(this.strideZ * (Math.ceil(height / BRICK) + 2));
    const slots = capacity + FIRST_SLOT;
    this.brickOf = new Int32Array(slots);
    this.signs = new Uint8Array(slots * BRICK_ROWS);
    this.crossing = new Uint8Array(slots * BRICK_ROWS);
    this.edges = new Uint16Array(slots);
    this.uniform = new Uint8Array(slots);
    this.dirty = new Uint8Array(slots);
    this.valuesAt = new Int32Array(slots);
    this.values = new Float32Array(this.maps ? 0 : slots * BRICK_SAMPLES);
    this.valueBits = new Int32Array(this.values.buffer);
    this.signs.fill(255, INSIDE * BRICK_ROWS, FIRST_SLOT * BRICK_ROWS);
    this.uniform[OUTSIDE] = ALL_OUTSIDE;
    this.uniform[INSIDE] = ALL_INSIDE;
    for (let n = 0; n < 27; n++) {
      const z = Math.floor(n / 9) - 1;
      const y = (Math.floor(n / 3) % 3) - 1;
      this.neighbourSteps[n] = z * this.strideZ + y * this.strideY + (n % 3) - 1;
    }
  }

  /** Index in {@link slotOf} of the brick that holds sample (x, y, z). */
  brickAt(x: number, y: number, z: number): number {
    return ((z >> 3) + 1) * this.strideZ + ((y >> 3) + 1) * this.strideY + (x >> 3) + 1;
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

  /** Step in {@link slotOf} to neighbour n = (dz + 1) · 9 + (dy + 1) · 3 + dx + 1. */
  neighbourStep(n: number): number {
    return this.neighbourSteps[n];
  }

  isInside(x: number, y: number, z: number): boolean {
    const row = this.slotOf[this.brickAt(x, y, z)] * BRICK_ROWS + ((z & 7) << 3) + (y & 7);
    return ((this.signs[row] >> (x & 7)) & 1) === 1;
  }

  valueAt(x: number, y: number, z: number): number {
    const slot = this.activate(this.brickAt(x, y, z));
    if (!this.maps) return this.values[this.loadValues(slot) + ((z & 7) << 6) + ((y & 7) << 3) + (x & 7)];
    const row = (z & 7) * PADDED + (y & 7);
    this.oneWanted[row] = 1 << (x & 7);
    this.maps.sampleWanted(x & ~7, y & ~7, z & ~7, this.oneWanted, this.oneOut);
    this.oneWanted[row] = 0;
    return this.oneOut[row * PADDED + (x & 7)];
  }

  /** Memory in use: of the reserved pool, the pages that were written. */
  get sizeBytes(): number {
    const slotBytes = 2 * BRICK_ROWS + SLOT_FIELDS_BYTES;
    return this.slotOf.byteLength + this.count * slotBytes + this.pooled * BRICK_SAMPLES * 4;
  }

  /** Samples a brick unless that was done before; marks it and its neighbours for another look. Returns its slot. */
  activate(brick: number): number {
    if (this.slotOf[brick] >= FIRST_SLOT) return this.slotOf[brick];
    if (this.count === this.brickOf.length) this.grow();
    const slot = this.count++;
    this.slotOf[brick] = slot;
    this.brickOf[slot] = brick;
    const offset = this.pooled * BRICK_SAMPLES;
    const x0 = this.originX(brick);
    const y0 = this.originY(brick);
    const z0 = this.originZ(brick);
    if (this.maps) this.maps.signBrick(x0, y0, z0, this.signs, slot * BRICK_ROWS);
    else {
      this.field.sampleBrick(x0, y0, z0, this.values, offset);
      this.packSigns(slot, offset);
    }
    this.forceBorderOutside(slot, x0, y0, z0);
    const mark = this.markOf(slot);
    this.uniform[slot] = mark;
    if (mark === MIXED && !this.maps) {
      this.valuesAt[slot] = offset;
      this.pooled++;
    } else this.valuesAt[slot] = -1;
    this.markDirty(brick);
    return slot;
  }

  /** Marks a brick and its 26 neighbours for another look at their cells. */
  markDirty(brick: number): void {
    for (let n = 0; n < 27; n++) this.dirty[this.slotOf[brick + this.neighbourSteps[n]]] = 1;
  }

  /**
   * Writes a slot's values to `out[(k * PADDED + j) * PADDED + i]`, and those of the next bricks' first samples, for
   * every bit i that is set in `wanted[k * PADDED + j]`. Never moves the pool.
   */
  loadWanted(slot: number, wanted: Int32Array, out: Float32Array): void {
    const brick = this.brickOf[slot];
    if (this.maps) {
      const [x0, y0, z0] = [this.originX(brick), this.originY(brick), this.originZ(brick)];
      return this.maps.sampleWanted(x0, y0, z0, wanted, out);
    }
    for (let k = 0, row = 0; k < PADDED; k++)
      for (let j = 0; j < PADDED; j++, row++) {
        const bits = wanted[row];
        if (bits === 0) continue;
        const holder = brick + (k >> 3) * this.strideZ + (j >> 3) * this.strideY;
        const inner = ((k & 7) << 6) + ((j & 7) << 3);
        const to = row * PADDED;
        if (bits & 255) {
          const from = this.loadValues(this.slotOf[holder]) + inner;
          for (let left = bits & 255; left !== 0; left &= left - 1) {
            const i = 31 - Math.clz32(left & -left);
            out[to + i] = this.values[from + i];
          }
        }
        if (bits & 256) out[to + BRICK] = this.values[this.loadValues(this.slotOf[holder + 1]) + inner];
      }
  }

  /** Where a sampled brick's values start in {@link values}; never moves the pool. */
  private loadValues(slot: number): number {
    if (this.valuesAt[slot] >= 0) return this.valuesAt[slot];
    const offset = this.pooled++ * BRICK_SAMPLES;
    const brick = this.brickOf[slot];
    this.field.sampleBrick(
      this.originX(brick),
      this.originY(brick),
      this.originZ(brick),
      this.values,
      offset,
    );
    this.valuesAt[slot] = offset;
    return offset;
  }

  /** Moves one outside sample inside; its brick must be sampled. The value stays: see {@link valueAt}. */
  setInside(x: number, y: number, z: number): void {
    const slot = this.slotOf[this.brickAt(x, y, z)];
    this.signs[slot * BRICK_ROWS + ((z & 7) << 3) + (y & 7)] |= 1 << (x & 7);
    this.uniform[slot] = MIXED;
  }

  /** A sample is inside when its value is above 0. Read as an integer, that is `bits > 0`: no float compare needed. */
  private packSigns(slot: number, offset: number): void {
    const bits = this.valueBits;
    const signs = this.signs;
    const first = slot * BRICK_ROWS;
    let at = offset;
    for (let row = first; row < first + BRICK_ROWS; row++) {
      let outside = 0;
      for (let i = 0; i < BRICK; i++) {
        const value = bits[at++];
        outside = (outside >>> 1) | ((value | (value - 1)) & 0x80000000);
      }
      signs[row] = ~(outside >>> 24);
    }
  }

  /** The first and last sample along every axis, and all beyond, are outside: that closes the surface. */
  private forceBorderOutside(slot: number, x0: number, y0: number, z0: number): void {
    const [width, depth, height] = this.field.size;
    const lastX = width - 2 - x0;
    const lastY = depth - 2 - y0;
    const lastZ = height - 2 - z0;
    if (x0 > 0 && y0 > 0 && z0 > 0 && lastX >= 7 && lastY >= 7 && lastZ >= 7) return;
    let keep = lastX >= 7 ? 255 : lastX < 0 ? 0 : (2 << lastX) - 1;
    if (x0 === 0) keep &= 254;
    for (let k = 0; k < BRICK; k++) {
      const outsideZ = k > lastZ || z0 + k === 0;
      for (let j = 0; j < BRICK; j++) {
        const row = slot * BRICK_ROWS + k * BRICK + j;
        this.signs[row] &= outsideZ || j > lastY || y0 + j === 0 ? 0 : keep;
      }
    }
  }

  private markOf(slot: number): number {
    const first = slot * BRICK_ROWS;
    const sign = this.signs[first];
    if (sign !== 0 && sign !== 255) return MIXED;
    for (let row = first + 1; row < first + BRICK_ROWS; row++) if (this.signs[row] !== sign) return MIXED;
    return sign === 0 ? ALL_OUTSIDE : ALL_INSIDE;
  }

  private grow(): void {
    const slots = Math.ceil(this.count * 1.5) + 64;
    const moved = <T extends Int32Array | Uint16Array | Uint8Array | Float32Array>(
      next: T,
      last: T,
      used: number,
    ): T => {
      next.set(last.subarray(0, used));
      return next;
    };
    this.brickOf = moved(new Int32Array(slots), this.brickOf, this.count);
    this.signs = moved(new Uint8Array(slots * BRICK_ROWS), this.signs, this.count * BRICK_ROWS);
    this.crossing = moved(new Uint8Array(slots * BRICK_ROWS), this.crossing, this.count * BRICK_ROWS);
    this.edges = moved(new Uint16Array(slots), this.edges, this.count);
    this.uniform = moved(new Uint8Array(slots), this.uniform, this.count);
    this.dirty = moved(new Uint8Array(slots), this.dirty, this.count);
    this.valuesAt = moved(new Int32Array(slots), this.valuesAt, this.count);
    const samples = this.maps ? 0 : slots * BRICK_SAMPLES;
    this.values = moved(new Float32Array(samples), this.values, this.pooled * BRICK_SAMPLES);
    this.valueBits = new Int32Array(this.values.buffer);
  }
}
