import type { SheetParts } from "./sheet-samples";

/** Samples along one edge of a brick. A brick is the unit in which fields are evaluated. */
export const BRICK = 8;

/**
 * A scalar field on an integer lattice, positive inside the solid, negative outside.
 * Axes are those of {@link Mesh}: x right, y away from the viewer, z up.
 */
export interface Field {
  /** Number of lattice samples along x, y and z. */
  readonly size: readonly [number, number, number];
  /**
   * Sign of the field over every sample of the closed box: 1 all inside, −1 all outside, 0 unknown.
   * Must be conservative: answer 0 whenever unsure.
   */
  boxSign(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): -1 | 0 | 1;
  /**
   * Writes the BRICK³ samples whose lowest corner is (x0, y0, z0) to
   * `out[offset + (k * BRICK + j) * BRICK + i]` for (x0 + i, y0 + j, z0 + k).
   * Samples beyond `size` may hold anything; the extractor forces the domain border outside.
   */
  sampleBrick(x0: number, y0: number, z0: number, out: Float32Array, offset: number): void;
}

/** Rows along each side of what {@link MapField.sampleWanted} fills, and samples in each: a brick and one beyond. */
export const PADDED = BRICK + 1;

/**
 * A field made from maps: its sign at a sample is one comparison, its value a root and a quotient. The extractor asks it
 * for the signs of whole bricks, and for the values of the few samples between which the surface passes.
 */
export interface MapField extends Field, MapSamples {
  /** What {@link MapSamples} are made of, for other threads; absent where the field keeps to its own. */
  readonly parts?: SheetParts;
}

/** The part of a field made from maps that several threads can ask at once. */
export interface MapSamples {
  /** Sets bit i of `signs[offset + k * BRICK + j]` where `sampleBrick` writes a value above 0, clears it elsewhere. */
  signBrick(x0: number, y0: number, z0: number, signs: Uint8Array, offset: number): void;
  /**
   * Writes what `sampleBrick` of the brick that holds it would, for every sample (x0 + i, y0 + j, z0 + k) with bit i set
   * in `wanted[k * PADDED + j]`, to `out[(k * PADDED + j) * PADDED + i]`.
   */
  sampleWanted(x0: number, y0: number, z0: number, wanted: Int32Array, out: Float32Array): void;
}

export const isMapField = (field: Field): field is MapField => "signBrick" in field;
