import { z } from "zod";

export const lithophaneShapes = ["flat", "curved", "cylinder", "sphere", "heart"] as const;

/** What a caller may say of the engine `lithophane`. Safe in a browser. */
export const LithophaneSettings = z
  .strictObject({
    shape: z.enum(lithophaneShapes).default("flat").meta({
      description:
        "A panel, a bent panel, a tube that closes, a ball that is open below for a lamp, or a lying heart",
    }),
    min_thickness_mm: z
      .number()
      .min(0.2)
      .max(10)
      .default(0.8)
      .meta({ description: "Where the picture is white" }),
    max_thickness_mm: z.number().min(0.4).max(20).default(3).meta({ description: "Where it is black" }),
    attenuation_per_mm: z.number().min(0.05).max(10).default(0.8).meta({
      description:
        "The filament's constant: how fast it swallows light. White PLA differs from maker to maker by a factor of two, so measure yours: print two steps, as thick as white and black will be, at 100 % infill, measure the light through each with a light meter, and take ln(brighter ÷ darker) ÷ (difference in mm). Larger keeps dark tones thinner",
    }),
    invert: z.boolean().default(false).meta({ description: "Dark lets the light through" }),
    frame_mm: z.number().min(0).max(50).default(3).meta({
      description: "Width of the frame round the picture; below and above it on tubes and balls; 0 for none",
    }),
    frame_thickness_mm: z
      .number()
      .min(0.4)
      .max(40)
      .optional()
      .meta({ description: "Of the frame, and of what is plain on a ball; as max_thickness_mm if absent" }),
    curve_degrees: z
      .number()
      .min(10)
      .max(180)
      .default(120)
      .meta({ description: "From the left to the right end of the shape curved" }),
    copies: z.int().min(1).max(12).optional().meta({
      description: "Pictures side by side round a cylinder (usually 1) or sphere (as its proportions ask)",
    }),
    opening_mm: z.number().min(5).max(400).default(40).meta({ description: "Opening below a sphere" }),
    hole_mm: z.number().min(0).max(20).default(0).meta({
      description:
        "Diameter of hanger holes: in tabs above a panel, in a heart's notch, through a tube's upper frame, in a sphere's top",
    }),
    holes: z
      .int()
      .min(1)
      .max(2)
      .default(1)
      .meta({ description: "How many hanger holes; a sphere and a heart have one" }),
    pose: z
      .enum(["standing", "lying"])
      .default("standing")
      .meta({ description: "Of the shape flat: prints finer standing, faster lying" }),
    smoothing: z
      .number()
      .min(0)
      .max(3)
      .default(0.4)
      .meta({ description: "How strongly grain is taken out; 0 leaves every pixel" }),
    max_error_mm: z.number().min(0.005).max(1).default(0.02).meta({
      description: "How far thickness may be off; grows to meet the most triangles allowed",
    }),
  })
  .refine((given) => given.min_thickness_mm < given.max_thickness_mm, {
    path: ["max_thickness_mm"],
    message: "max_thickness_mm must be above min_thickness_mm.",
  });
export type LithophaneSettings = z.infer<typeof LithophaneSettings>;
