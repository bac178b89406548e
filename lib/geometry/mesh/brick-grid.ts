import { alone, type Crew } from "../crew/crew";
import { BRICK, type Field, isMapField, type MapField, PADDED } from "../field/field";
import {
  ALL_INSIDE,
  ALL_OUTSIDE,
  BRICK_ROWS,
  countSlotParts,
  FIRST_SLOT,
  INSIDE,
  Lattice,
  MIXED,
  OUTSIDE,
} from "./lattice";
import { settleSigns, signSlot, signSlots } from "./sign-slots";

/** Samples in one brick. */
export const BRICK_SAMPLES = BRICK ** 3;

/** Brick, place of its values, edges, mark and dirt of one slot. */
const SLOT_FIELDS_BYTES = 4 + 4 + 2 + 1 + 1;

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
export class BrickGrid extends Lattice {
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
    private readonly crew: Crew = alone,
  ) {
    const [width, depth, height] = field.size;
    const slots = capacity + FIRST_SLOT;
    const bytes = (length: number) => new Uint8Array(crew.allocate(length));
    const words = (length: number) => new Int32Array(crew.allocate(4 * length));
    const strideY = Math.ceil(width / BRICK) + 2;
    const strideZ = strideY * (Math.ceil(depth / BRICK) + 2);
    super({
      size: field.size,
      strideY,
      strideZ,
      slotOf: words(strideZ * (Math.ceil(height / BRICK) + 2)),
      count: FIRST_SLOT,
      brickOf: words(slots),
      signs: bytes(slots * BRICK_ROWS),
      crossing: bytes(slots * BRICK_ROWS),
      edges: new Uint16Array(crew.allocate(2 * slots)),
      uniform: bytes(slots),
      dirty: bytes(slots),
    });
    this.maps = isMapField(field) ? field : undefined;
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
    const slot = this.number(brick);
    this.sample(slot);
    this.markDirty(brick);
    return slot;
  }

  /** The same for the first bricks, those at which the surface was sought, in an order that numbers them. */
  activateAll(bricks: Iterable<number>): void {
    for (const brick of bricks) this.number(brick);
    this.dirty.fill(1, FIRST_SLOT, this.count);
    const samples = this.sharedSamples;
    if (samples) this.crew.start(signSlots, { lattice: this.arrays, samples }, countSlotParts(this.count))();
    else for (let slot = FIRST_SLOT; slot < this.count; slot++) this.sample(slot);
  }

  /** What other hands need to sample the field; undefined where only this one can. */
  get sharedSamples(): MapField["parts"] {
    return this.maps?.parts;
  }

  private number(brick: number): number {
    if (this.count === this.brickOf.length) this.grow();
    const slot = this.count++;
    this.slotOf[brick] = slot;
    this.brickOf[slot] = brick;
    this.valuesAt[slot] = -1;
    return slot;
  }

  private sample(slot: number): void {
    if (this.maps) return signSlot(this, this.maps, slot);
    const brick = this.brickOf[slot];
    const [x0, y0, z0] = [this.originX(brick), this.originY(brick), this.originZ(brick)];
    const offset = this.pooled * BRICK_SAMPLES;
    this.field.sampleBrick(x0, y0, z0, this.values, offset);
    this.packSigns(slot, offset);
    settleSigns(this, slot, x0, y0, z0);
    if (this.uniform[slot] !== MIXED) return;
    this.valuesAt[slot] = offset;
    this.pooled++;
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

  private grow(): void {
    const slots = Math.ceil(this.count * 1.5) + 64;
    const room = (length: number): ArrayBufferLike => this.crew.allocate(length);
    const bytes = (last: Uint8Array, each: number): Uint8Array => {
      const next = new Uint8Array(room(slots * each));
      next.set(last.subarray(0, this.count * each));
      return next;
    };
    const words = (last: Int32Array): Int32Array => {
      const next = new Int32Array(room(4 * slots));
      next.set(last.subarray(0, this.count));
      return next;
    };
    const edges = new Uint16Array(room(2 * slots));
    edges.set(this.edges.subarray(0, this.count));
    this.edges = edges;
    this.brickOf = words(this.brickOf);
    this.valuesAt = words(this.valuesAt);
    this.signs = bytes(this.signs, BRICK_ROWS);
    this.crossing = bytes(this.crossing, BRICK_ROWS);
    this.uniform = bytes(this.uniform, 1);
    this.dirty = bytes(this.dirty, 1);
    const values = new Float32Array(this.maps ? 0 : slots * BRICK_SAMPLES);
    values.set(this.values.subarray(0, this.pooled * BRICK_SAMPLES));
    this.values = values;
    this.valueBits = new Int32Array(values.buffer);
  }
}
