import { z } from "zod";

const Slope = z.number().min(-1).max(1).default(0);

/** What a caller may say of the engine `figure`. Safe in a browser. */
export const FigureSettings = z.strictObject({
  depth_ratio: z
    .number()
    .min(0.1)
    .max(3)
    .default(1)
    .meta({ description: "Thickness as a multiple of what the outline suggests; 1 leaves balls round" }),
  tilt: z
    .strictObject({
      x: Slope.meta({ description: "Slope of the middle plane away from the viewer, per step to the right" }),
      z: Slope.meta({ description: "The same per step upward, for three-quarter photographs" }),
    })
    .optional()
    .meta({ description: "How the subject leans away from the viewer" }),
  symmetry: z
    .enum(["auto", "off", "revolve"])
    .default("auto")
    .meta({ description: "Bodies of revolution: on strict evidence only, never, or always" }),
});
export type FigureSettings = z.infer<typeof FigureSettings>;
