import type { Engine } from "./schema";

/** What a caller may name as `engine`. */
export const engines: Engine[] = [
  { name: "auto", input: "any", description: "Looks at the picture and takes the engine that suits it" },
  { name: "figure", input: "image", description: "A silhouette inflated to a full body" },
  { name: "relief", input: "image", description: "Brightness raised from a plate" },
  { name: "parametric", input: "prompt", description: "Shapes described in words, built exactly" },
];
