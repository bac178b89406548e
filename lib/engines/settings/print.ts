import { z } from "zod";

const SideMm = z.number().min(20).max(2000);

/** The print contract: what the finished model must meet, or nothing is charged. Safe in a browser. */
export const PrintSettings = z.strictObject({
  max_triangles: z
    .int()
    .min(100)
    .max(2_000_000)
    .optional()
    .meta({ description: "Upper bound of triangles, where it lies below the quality's own" }),
  bed_mm: z
    .tuple([SideMm, SideMm, SideMm])
    .optional()
    .meta({
      description: "Width, depth and height of the printer's room, which the model must fit as it stands",
      example: [220, 220, 250],
    }),
});
export type PrintSettings = z.infer<typeof PrintSettings>;
