import { z } from "zod";

/** How the files are written. Safe in a browser. */
export const OutputSettings = z.strictObject({
  glb_compression: z.enum(["none", "meshopt"]).optional().meta({
    description:
      "meshopt packs the GLB as EXT_meshopt_compression, in about half the bytes, for programs that know it",
  }),
});
export type OutputSettings = z.infer<typeof OutputSettings>;
