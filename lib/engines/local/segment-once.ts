import type { Raster } from "@/lib/geometry/image/raster";
import { segmentSubject, type Segmentation } from "@/lib/geometry/image/segment-subject";

/**
 * The subject of a picture, looked for once: where a browser shapes the same pixels again for each turn of a slider, the
 * search would take three quarters of the time. The coverage is the caller's to change.
 */
export function segmentOnce(raster: Raster): Segmentation {
  const known = found.get(raster) ?? segmentSubject(raster);
  found.set(raster, known);
  return { ...known, alpha: known.alpha.slice() };
}

const found = new WeakMap<Raster, Segmentation>();
