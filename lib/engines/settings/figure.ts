import { z } from "zod";

/** What a caller may say of the engine `figure`. Safe in a browser. */
export const FigureSettings = z.strictObject({
  depth_ratio: z
    .number()
    .min(0.1)
    .max(3)
    .default(1)
    .meta({ description: "Thickness as a multiple of what the outline suggests; 1 leaves balls round" }),
  tilt: z
    .strictObject({ x: z.number().min(-1).max(1).default(0), z: z.number().min(-1).max(1).default(0) })
    .optional()
    .meta({ description: "Slope of the middle plane away from the viewer, for three-quarter photographs" }),
  symmetry: z
    .enum(["auto", "off", "revolve"])
    .default("auto")
    .meta({ description: "Bodies of revolution: on strict evidence only, never, or always" }),
});
export type FigureSettings = z.infer<typeof FigureSettings>;
