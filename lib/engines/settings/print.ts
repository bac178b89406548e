import { z } from "zod";

/** The print contract: what the finished model must meet, and how it is prepared for the printer. Safe in a browser. */
export const PrintSettings = z.strictObject({
  process: z
    .enum(["fdm", "sla", "sls"])
    .default("fdm")
    .meta({ description: "How it will be printed: sets the usual thinnest wall" }),
  min_wall_mm: z
    .number()
    .min(0.1)
    .max(20)
    .optional()
    .meta({ description: "Thinnest wall that the result must have, or the generation is refunded" }),
  base: z
    .enum(["none", "flat", "disc", "plate"])
    .default("none")
    .meta({ description: "What the model stands on" }),
  hollow_mm: z
    .number()
    .min(0.4)
    .max(50)
    .optional()
    .meta({ description: "Hollow it out and leave walls of this thickness" }),
  drain_holes: z
    .int()
    .min(0)
    .max(6)
    .default(0)
    .meta({ description: "Holes through which resin or powder leaves a hollow model" }),
  orientation: z
    .enum(["auto", "keep"])
    .default("keep")
    .meta({ description: "auto turns the model so that it needs the least support" }),
  max_triangles: z.int().min(100).max(2_000_000).optional().meta({ description: "Upper bound of triangles" }),
  bed_mm: z
    .tuple([z.number().min(20).max(2000), z.number().min(20).max(2000), z.number().min(20).max(2000)])
    .optional()
    .meta({ description: "Width, depth and height of the printer's room, which the model must fit" }),
});
export type PrintSettings = z.infer<typeof PrintSettings>;
