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
    .meta({
      description:
        "How the subject leans away from the viewer; a depth map, a normal map or a flat back takes its place",
    }),
  symmetry: z
    .enum(["auto", "off", "revolve"])
    .default("auto")
    .meta({ description: "Bodies of revolution: on strict evidence only, never, or always" }),
  depth_range: z.number().min(0.01).max(2).optional().meta({
    description:
      "How far white stands before black in depth_map, as a share of the subject's longest side; fitted to the outline where absent",
  }),
  depth_white: z.enum(["near", "far"]).default("near").meta({ description: "What white means in depth_map" }),
  normal_green: z.enum(["up", "down"]).default("up").meta({
    description: "Where the surface looks that is greener in normal_map: up as in OpenGL, down as in DirectX",
  }),
  flat_back: z
    .boolean()
    .default(false)
    .meta({ description: "A plane instead of the back: the model lies on it and needs no supports" }),
  emboss: z.number().min(0).max(1).default(0.5).meta({
    description:
      "How far the picture's detail stands out: 0 not at all, 0.5 fine shading and small marks, 1 painted faces too, and stripes with them; never more than 2 % of the size",
  }),
});
export type FigureSettings = z.infer<typeof FigureSettings>;
