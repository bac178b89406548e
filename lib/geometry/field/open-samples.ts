import type { MapSamples } from "./field";
import { SheetSamples, type SheetParts } from "./sheet-samples";

/** Maps as they cross to another thread; further kinds of fields join here. */
export type SamplesParts = SheetParts;

/** The samples of a field that another thread sent. */
export const openSamples = (parts: SamplesParts): MapSamples => new SheetSamples(parts);
