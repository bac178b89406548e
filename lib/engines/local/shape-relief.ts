import { reliefField } from "@/lib/geometry/field/relief-field";
import type { Raster } from "@/lib/geometry/image/raster";
import { reliefMesh } from "@/lib/geometry/sheet/relief-mesh";
import type { EngineJob } from "../engine";
import { countAllowed } from "./count-allowed";
import { decodeRaster } from "#host/decode-raster";
import { requireImage } from "./require-input";
import type { ShapedJob, Shaper, Solid } from "./shaped-job";

/** A plate whose height follows the picture's lightness. */
export const shapeRelief: Shaper = async (job, note) => {
  const image = requireImage(job);
  note("decoding", 2);
  const raster = await decodeRaster(image, job.textured ? Infinity : job.resolution);
  note("shaping", 20);
  return reliefOf(job, raster, "The relief was asked for.");
};

/** The same where the picture has been decoded already. */
export function reliefOf(job: EngineJob, raster: Raster, engineReason: string): ShapedJob {
  const { sizeMm, sizeAxis } = job;
  return {
    engine: "relief",
    engineReason,
    solid: solidOf(job, raster),
    sizeMm,
    sizeAxis,
    notes: [
      `The picture was laid flat: ${job.settings?.relief?.invert ? "dark" : "bright"} parts stand out.`,
    ],
  };
}

/** A whole picture stays in the plane; one with a cut-out subject goes through the core, which rounds its steep rim. */
function solidOf(job: EngineJob, raster: Raster): Solid {
  const { height_share, base_share, frame_share, invert, smoothing, max_error } = job.settings?.relief ?? {};
  const options = {
    resolution: job.resolution,
    heightShare: height_share,
    baseShare: base_share,
    frameShare: frame_share,
    invert,
    smoothing,
  };
  if (hasCutOut(raster)) return { kind: "field", ...reliefField(raster, options) };
  return {
    kind: "mesh",
    mesh: reliefMesh(raster, {
      ...options,
      maxError: max_error,
      maxTriangles: countAllowed(job),
      colored: job.textured,
    }),
  };
}

function hasCutOut({ data }: Raster): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] < 128) return true;
  return false;
}
