import { promptNouns } from "@/lib/geometry/field/parse-prompt";
import { OUTSIDE_ENGINE, type EngineName } from "./engine";
import { outsideProviders } from "./providers/list-providers";

export interface EngineDescription {
  name: EngineName;
  input: "image" | "prompt";
  /** For people: what it makes, and from what it does so well. */
  description: string;
  /** What the parametric engine can be asked for. */
  shapes?: string[];
}

/** The engines that can be asked for here: the embedded ones, and what runs outside where a provider is declared. */
export const listOffered = (): EngineDescription[] => [
  ...listEngines(),
  ...(outsideProviders().length > 0 ? [outside()] : []),
];

const outside = (): EngineDescription => ({
  name: OUTSIDE_ENGINE,
  input: "image",
  description:
    "A full body from one picture, by an engine of somebody else's. It runs only where it is named and the rules on processing let one of them: GET /api/v1/processors says who they are.",
});

/** The embedded engines, for lists and for `auto`, which chooses among those that take a picture. */
export function listEngines(): EngineDescription[] {
  return [
    {
      name: "figure",
      input: "image",
      description:
        "A full body from one picture, and where there is one, from its depth map. Best with one subject that stands clear of its background.",
    },
    {
      name: "relief",
      input: "image",
      description: "A plate whose height follows the picture's lightness. For views, patterns and portraits.",
    },
    {
      name: "lithophane",
      input: "image",
      description:
        "A picture for a light behind it: a panel, a bent panel, a tube, a ball or a heart, thick where it is dark.",
    },
    {
      name: "extrude",
      input: "image",
      description: "A logo or silhouette raised to a height, holes kept. With bevel, base and key ring hole.",
    },
    {
      name: "layers",
      input: "image",
      description:
        "A drawing in up to sixteen colours, a body each: stacked for filament changes, or side by side.",
    },
    {
      name: "hull",
      input: "image",
      description:
        "A body cut out of two to six pictures from different sides, such as the front and the right.",
    },
    {
      name: "text",
      input: "prompt",
      description: "Words as raised or cut letters: plates, keychains, signs, or letters alone.",
    },
    {
      name: "parametric",
      input: "prompt",
      description: "Shapes built from measures out of a few words, such as: a twisted vase, 12 cm tall.",
      shapes: promptNouns(),
    },
  ];
}
