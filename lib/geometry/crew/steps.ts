import { readDetail } from "../field/read-detail";
import { measureRows } from "../field/measure-sheets";
import { fillFacets } from "../formats/write-stl";
import { joinSlots } from "../mesh/join-edges";
import { markSlots } from "../mesh/mark-cells";
import { placeSlots } from "../mesh/place-vertices";
import { signSlots } from "../mesh/sign-slots";
import type { Step } from "./crew";

const all = [readDetail, measureRows, signSlots, markSlots, placeSlots, joinSlots, fillFacets];

/** The steps that a helper in another thread is asked for, by name. */
export const steps: ReadonlyMap<string, Step<never>> = new Map(
  all.map((step) => [step.name, step as Step<never>]),
);
