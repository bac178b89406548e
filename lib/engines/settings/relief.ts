import { z } from "zod";

/** What a caller may say of the engine `relief`. Safe in a browser. */
export const ReliefSettings = z.strictObject({
  height_share: z
    .number()
    .min(0.01)
    .max(0.3)
    .default(0.06)
    .meta({ description: "From the darkest to the brightest, as a share of the longest side" }),
  base_share: z
    .number()
    .min(0.005)
    .max(0.3)
    .default(0.02)
    .meta({ description: "Thickness of the plate below the darkest, as a share of the longest side" }),
  frame_share: z
    .number()
    .min(0)
    .max(0.2)
    .default(0.025)
    .meta({ description: "Width of the raised frame, as a share of the longest side; 0 for none" }),
  invert: z.boolean().default(false).meta({ description: "Dark stands out instead of bright" }),
  smoothing: z
    .number()
    .min(0)
    .max(3)
    .default(1)
    .meta({ description: "How strongly grain is taken out; 0 leaves every pixel" }),
  max_error: z.number().min(0.0005).max(0.1).default(0.003).meta({
    description:
      "How far the surface may lie off the picture, as a share of the height; grows to meet the most triangles allowed",
  }),
});
export type ReliefSettings = z.infer<typeof ReliefSettings>;
