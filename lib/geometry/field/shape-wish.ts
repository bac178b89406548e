import type { Solid } from "./shape-solid";

/** What a builder may take into account; the rest of the wish is applied to the finished solid. */
export interface ShapeWish {
  /** The main colour, 0xRRGGBB, where the prompt names one. */
  color?: number;
  /** Teeth, points, legs, steps …: whatever the noun counts. */
  count?: number;
  /** Flat sides where a round or square section is usual. */
  sides?: number;
  /** Side lengths asked for ("20 x 30 x 10 mm"). */
  lengths?: readonly [number, number, number];
  /** Factor on wall thickness: 1 is usual. */
  wall: number;
  /** Factor on edge rounding: 0 sharp, 1 usual, 2.5 soft. */
  round: number;
  /** Flutes and twist for nouns that carry them on the body alone (a mug's handle stays plain). */
  skin: (body: Solid) => Solid;
}

export interface ShapeNoun {
  /** Singular names; the first one is shown to people. */
  names: readonly string[];
  build: (wish: ShapeWish) => Solid;
  /** What "with 12 …" counts. */
  counts?: readonly string[];
  /** Fewest and most of them that are built. */
  countRange?: readonly [number, number];
  /** Turned on a lathe: a twist shows only together with flutes. */
  turned?: boolean;
  /** Has a wall: "thin" and "thick" mean the wall, and it is hollow already. */
  walled?: boolean;
  /** Applies `wish.skin` itself. */
  skinned?: boolean;
  /** Takes lengths exactly as they are; other shapes are stretched to them. */
  boxed?: boolean;
  /** Share of its height that it stands too deep, where its underside is round. */
  sunk?: number;
  /** A second piece that is made beside it where the prompt says "with" one of the names. */
  beside?: { names: readonly string[]; build: (wish: ShapeWish) => Solid };
}
