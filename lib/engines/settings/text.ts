import { z } from "zod";

export const fontNames = ["sans", "rounded", "slab", "script"] as const;
export type FontName = (typeof fontNames)[number];

const Color = z.string().regex(/^#[0-9a-fA-F]{6}$/, "Write a colour as #rrggbb.");

/** What a caller may say of the engine `text`; the words themselves are the prompt. Safe in a browser. */
export const TextSettings = z.strictObject({
  font: z.enum(fontNames).default("sans").meta({
    description: "sans also sets Greek; all four set Latin with its accents, Vietnamese and Cyrillic",
  }),
  style: z.enum(["plate", "keychain", "sign", "letters"]).default("plate").meta({
    description:
      "What the words stand on: a plate, a key ring's tag, a sign with rim and screw holes, or nothing",
  }),
  relief: z
    .enum(["emboss", "deboss"])
    .default("emboss")
    .meta({ description: "Letters raised from the plate, or cut into it" }),
  outline: z.enum(["rectangle", "contour"]).optional().meta({
    description: "Edge of the plate: a rectangle, or the letters' own contour (usual for a keychain)",
  }),
  height_mm: z.number().min(0.2).max(100).optional().meta({
    description: "Height of the letters, or depth of their cut: usually 1.6, and 5 without a plate",
  }),
  base_mm: z.number().min(0.6).max(50).default(3).meta({ description: "Thickness of the plate" }),
  margin_mm: z.number().min(0.4).max(100).default(4).meta({ description: "From the letters to the edge" }),
  corner_radius_mm: z.number().min(0).max(100).default(4).meta({ description: "Of a rectangle's corners" }),
  hole_mm: z.number().min(0).max(30).optional().meta({
    description: "Diameter of a keychain's hole (usually 5) or a sign's two (usually 4); 0 for none",
  }),
  letter_spacing_em: z
    .number()
    .min(-0.15)
    .max(1)
    .default(0)
    .meta({ description: "Added between letters, as a share of the type size" }),
  line_spacing: z.number().min(0.6).max(3).default(1).meta({ description: "Factor on the usual distance" }),
  align: z.enum(["left", "center", "right"]).default("center").meta({ description: "Of several lines" }),
  line_length: z
    .int()
    .min(1)
    .max(1000)
    .default(40)
    .meta({ description: "Longer lines are broken between words" }),
  underline: z
    .boolean()
    .default(false)
    .meta({ description: "A bar under each line; it holds letters without a plate together" }),
  letter_color: Color.optional().meta({
    description: "A colour makes letters and plate two bodies, for printers with two",
    example: "#f5f5f2",
  }),
  base_color: Color.optional().meta({ description: "The plate's colour", example: "#2f6fc4" }),
});
export type TextSettings = z.infer<typeof TextSettings>;
