import type { Segmentation } from "@/lib/geometry/image/segment-subject";
import { segmentOnce } from "../local/segment-once";
import { decodeRaster } from "#host/decode-raster";

export interface FoundSubject extends Segmentation {
  width: number;
  height: number;
}

/** What the engines will take for the subject of a picture, at the pixels that a grid of `resolution` reads. */
export async function findSubject(bytes: Uint8Array, resolution: number): Promise<FoundSubject> {
  const raster = await decodeRaster(bytes, resolution);
  const { width, height } = raster;
  return { ...segmentOnce(raster), width, height };
}
