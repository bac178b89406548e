import { basicNouns, outlineNouns } from "./shape-basics";
import { figureNouns } from "./shape-figures";
import { placeNouns } from "./shape-places";
import { thingNouns } from "./shape-things";
import { vesselNouns } from "./shape-vessels";
import type { ShapeNoun } from "./shape-wish";

/** Everything that can be asked for by name. */
export const shapeNouns: readonly ShapeNoun[] = [
  ...basicNouns,
  ...outlineNouns,
  ...vesselNouns,
  ...figureNouns,
  ...placeNouns,
  ...thingNouns,
];

/** The noun of a name, which may have several words; the name must be in the singular. */
export function findNoun(name: string): ShapeNoun | undefined {
  return (byName ??= new Map(shapeNouns.flatMap((noun) => noun.names.map((each) => [each, noun])))).get(name);
}

let byName: Map<string, ShapeNoun> | undefined;
