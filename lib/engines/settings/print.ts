import { z } from "zod";

const SideMm = z.number().min(20).max(2000);

/** The print contract: what the finished model must meet, or nothing is charged. Safe in a browser. */
export const PrintSettings = z.strictObject({
  process: z.enum(["fdm", "sla", "sls"]).optional().meta({
    description:
      "How it will be printed: no wall may be thinner than 0.8 mm (fdm), 0.5 mm (sla) or 0.7 mm (sls)",
  }),
  min_wall_mm: z
    .number()
    .min(0.1)
    .max(5)
    .optional()
    .meta({ description: "Thinnest wall that will do, instead of the process's own", example: 1.2 }),
  base: z.enum(["none", "flat", "disc", "plate"]).optional().meta({
    description: "What it stands on: as it is, cut flat below, on a round disc, or on a square plate",
  }),
  orientation: z
    .enum(["keep", "auto"])
    .optional()
    .meta({ description: "auto turns it to the side on which it prints with least overhang" }),
  hollow_mm: z
    .number()
    .min(0.8)
    .max(20)
    .optional()
    .meta({ description: "Hollow the model out behind walls of at least this thickness", example: 2 }),
  drain_holes: z
    .int()
    .min(0)
    .max(4)
    .optional()
    .meta({ description: "Holes in the underside through which a hollow model's resin or powder runs out" }),
  drain_hole_mm: z
    .number()
    .min(1)
    .max(10)
    .optional()
    .meta({ description: "Diameter of each drain hole; 3.5 mm if not said" }),
  max_triangles: z
    .int()
    .min(100)
    .max(2_000_000)
    .optional()
    .meta({ description: "Upper bound of triangles, where it lies below the quality's own" }),
  split: z.enum(["none", "pegs"]).optional().meta({
    description:
      "pegs cuts what is larger than bed_mm (256 mm each way if not said) into pieces that fit, with pegs and holes to join them",
  }),
  split_clearance_mm: z
    .number()
    .min(0.05)
    .max(0.6)
    .optional()
    .meta({ description: "Gap round each peg; 0.2 mm if not said, 0.1 mm for sla" }),
  bed_mm: z
    .tuple([SideMm, SideMm, SideMm])
    .optional()
    .meta({
      description: "Width, depth and height of the printer's room, which the model must fit as it stands",
      example: [220, 220, 250],
    }),
});
export type PrintSettings = z.infer<typeof PrintSettings>;
