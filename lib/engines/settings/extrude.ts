import { z } from "zod";

/** What a caller may say of the engine `extrude`. Safe in a browser. */
export const ExtrudeSettings = z.strictObject({
  height_mm: z.number().min(0.2).max(200).default(5).meta({
    description: "Height of the drawing itself, above its base where it has one",
  }),
  invert: z.boolean().default(false).meta({
    description: "The background becomes solid and the drawing its holes, out to the picture's frame",
  }),
  bevel_mm: z
    .number()
    .min(0)
    .max(20)
    .default(0)
    .meta({ description: "How far the upper edge is taken back; parts thinner than twice this end lower" }),
  bevel: z
    .enum(["chamfer", "round"])
    .default("chamfer")
    .meta({ description: "Form of the upper edge: 45 degrees, or a quarter round" }),
  base: z.enum(["none", "rectangle", "contour"]).default("none").meta({
    description: "What the drawing stands on: nothing, a rectangle, or a plate that follows its outline",
  }),
  base_mm: z.number().min(0.4).max(50).default(2).meta({ description: "Thickness of the base" }),
  margin_mm: z
    .number()
    .min(0.4)
    .max(100)
    .default(3)
    .meta({ description: "From the drawing to the base's edge" }),
  corner_radius_mm: z.number().min(0).max(100).default(3).meta({ description: "Of a rectangle's corners" }),
  hole_mm: z
    .number()
    .min(0)
    .max(30)
    .default(0)
    .meta({ description: "Diameter of a hole for a key ring in a tab at the top; 0 for none" }),
});
export type ExtrudeSettings = z.infer<typeof ExtrudeSettings>;
