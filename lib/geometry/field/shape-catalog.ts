import { basicNouns } from "./shape-basics";
import { boxNouns } from "./shape-boxes";
import { buildingNouns } from "./shape-buildings";
import { chessNouns } from "./shape-chess";
import { creatureNouns } from "./shape-creatures";
import { flatNouns } from "./shape-flat";
import { furnitureNouns } from "./shape-furniture";
import { householdNouns } from "./shape-household";
import { partNouns } from "./shape-parts";
import { plantNouns } from "./shape-plants";
import { vehicleNouns } from "./shape-vehicles";
import { vesselNouns } from "./shape-vessels";
import type { ShapeNoun } from "./shape-wish";

/** Everything that can be asked for by name. */
export const shapeNouns: readonly ShapeNoun[] = [
  ...basicNouns,
  ...flatNouns,
  ...creatureNouns,
  ...plantNouns,
  ...chessNouns,
  ...buildingNouns,
  ...furnitureNouns,
  ...partNouns,
  ...householdNouns,
  ...vehicleNouns,
  ...vesselNouns,
  ...boxNouns,
];

/** The noun of a name, which may have several words; the name must be in the singular. */
export function findNoun(name: string): ShapeNoun | undefined {
  return (byName ??= new Map(shapeNouns.flatMap((noun) => noun.names.map((each) => [each, noun])))).get(name);
}

let byName: Map<string, ShapeNoun> | undefined;
