import { z } from "zod";

const ViewAngle = z.union(
  [z.number().min(-360).max(360), z.enum(["front", "right", "back", "left", "top", "bottom"])],
  "Write degrees round the object, or one of: front, right, back, left, top, bottom.",
);

/** What a caller may say of the engine `hull`. Safe in a browser. */
export const HullSettings = z.strictObject({
  angles: z
    .array(ViewAngle)
    .min(2)
    .max(6)
    .optional()
    .meta({
      description:
        "Where each picture was taken from, in their order: degrees (0 front, 90 right) or a side's name. Absent: front and right for two, evenly round for three and four, then top and bottom",
      example: ["front", "right"],
    }),
  rounding: z
    .number()
    .min(0)
    .max(0.2)
    .default(0.025)
    .meta({ description: "How softly the outlines meet, as a share of the longest side; 0 leaves seams" }),
});
export type HullSettings = z.infer<typeof HullSettings>;
