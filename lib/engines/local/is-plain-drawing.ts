import { LEAST_DRAWN } from "@/lib/geometry/image/choose-engine";
import { measureDrawing } from "@/lib/geometry/image/measure-drawing";
import { decodeRaster } from "./decode-raster";

/**
 * Whether a prepared picture is a drawing in a few plain colours. What shows a person as a camera or a painter does has
 * shades, and is none: photographs measured at most half of what a drawing needs.
 */
export async function isPlainDrawing(bytes: Uint8Array): Promise<boolean> {
  return measureDrawing(await decodeRaster(bytes)).share >= LEAST_DRAWN;
}
