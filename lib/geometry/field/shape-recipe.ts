/** What a prompt asks for: plain data, so that it can be shown, stored and sent to a thread. */
export interface ShapeRecipe {
  /** A noun's first name, as in the catalogue. */
  noun: string;
  /** How many copies, side by side on one base or one above the other. */
  copies: number;
  stacked: boolean;
  /** Teeth, points, legs … */
  count?: number;
  sides?: number;
  color?: number;
  adjectives: ShapeAdjective[];
  /** The noun's second piece is wanted: a lid. */
  extra?: boolean;
  /** Words that say something, but not to this shape. */
  unread: string[];
  /** Three lengths in millimetres. */
  lengths?: [number, number, number];
  /** A stated size in millimetres. */
  sizeMm?: number;
  sizeAxis?: "longest" | "x" | "z";
}

export const shapeAdjectives = [
  "tall",
  "short",
  "wide",
  "narrow",
  "long",
  "flat",
  "thin",
  "thick",
  "rounded",
  "sharp",
  "twisted",
  "ribbed",
  "hollow",
] as const;
export type ShapeAdjective = (typeof shapeAdjectives)[number];
