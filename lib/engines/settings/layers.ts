import { z } from "zod";

const Color = z.string().regex(/^#[0-9a-fA-F]{6}$/, "Write a colour as #rrggbb.");

/** What a caller may say of the engine `layers`. Safe in a browser. */
export const LayersSettings = z.strictObject({
  arrangement: z.enum(["stacked", "side_by_side"]).default("stacked").meta({
    description:
      "Colours on top of each other, a filament change each, or beside each other, for several nozzles",
  }),
  colors: z.int().min(1).max(16).default(4).meta({ description: "At most so many colours are made" }),
  palette: z
    .array(Color)
    .min(1)
    .max(16)
    .optional()
    .meta({
      description: "The filaments at hand, instead of the picture's own colours",
      example: ["#ffffff", "#1a1a1a"],
    }),
  order: z
    .enum(["dark_first", "light_first"])
    .default("dark_first")
    .meta({ description: "Which colours lie at the bottom of a stack" }),
  base_mm: z
    .number()
    .min(0.2)
    .max(20)
    .default(1.2)
    .meta({ description: "Thickness of a stack's lowest colour" }),
  step_mm: z
    .number()
    .min(0.08)
    .max(10)
    .default(0.6)
    .meta({ description: "Thickness of each colour above it" }),
  thickness_mm: z
    .number()
    .min(0.2)
    .max(50)
    .default(2)
    .meta({ description: "Of colours that lie side by side" }),
  print_layer_mm: z
    .number()
    .min(0.04)
    .max(0.6)
    .default(0.2)
    .meta({ description: "Height of a printed layer, which a stack's colours end on" }),
});
export type LayersSettings = z.infer<typeof LayersSettings>;
