import { reliefField } from "@/lib/geometry/field/relief-field";
import type { Raster } from "@/lib/geometry/image/raster";
import type { EngineJob } from "../engine";
import { decodeRaster } from "./decode-raster";
import { requireImage } from "./require-input";
import type { ShapedJob, Shaper } from "./shaped-job";

/** A plate whose height follows the picture's lightness. */
export const shapeRelief: Shaper = async (job, note) => {
  const image = requireImage(job);
  note("decoding", 2);
  const raster = await decodeRaster(image, job.resolution);
  note("shaping", 20);
  return reliefOf(job, raster, "The relief was asked for.");
};

/** The same where the picture has been decoded already. */
export function reliefOf(job: EngineJob, raster: Raster, engineReason: string): ShapedJob {
  const { height_share: heightShare, base_share: baseShare, invert } = job.settings?.relief ?? {};
  const { field, colorAt, notes } = reliefField(raster, {
    resolution: job.resolution,
    heightShare,
    baseShare,
    invert,
  });
  const { sizeMm, sizeAxis } = job;
  return {
    engine: "relief",
    engineReason,
    solid: { kind: "field", field, colorAt },
    sizeMm,
    sizeAxis,
    notes,
  };
}
