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
  invert: z.boolean().default(false).meta({ description: "Dark stands out instead of bright" }),
});
export type ReliefSettings = z.infer<typeof ReliefSettings>;
