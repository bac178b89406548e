import { AppError } from "@/lib/core/errors";
import { hullField, ViewsContradictError, type ViewAngle } from "@/lib/geometry/field/hull-field";
import { EmptySubjectError } from "@/lib/geometry/image/find-subject";
import type { EngineJob } from "../engine";
import { HullSettings } from "../settings/hull";
import { decodeRaster } from "#host/decode-raster";
import { requireImage } from "./require-input";
import { segmentOnce } from "./segment-once";
import type { Shaper } from "./shaped-job";

/** One body from two to six pictures of it. Throws `invalid_request`, `empty_subject`. */
export const shapeHull: Shaper = async (job, note) => {
  const pictures = [requireImage(job), ...(job.views ?? [])];
  const { angles, rounding } = job.settings?.hull ?? HullSettings.parse({});
  const from = angles?.map(toAngle) ?? usualAngles(pictures.length);
  if (from.length !== pictures.length)
    throw new AppError(
      "invalid_request",
      `There are ${pictures.length} pictures and ${from.length} angles. Name one angle for each picture.`,
      { param: "hull" },
    );
  const views = [];
  for (const [n, picture] of pictures.entries()) {
    note("segmenting", 2 + (16 * n) / pictures.length);
    const raster = await decodeRaster(picture, finenessOf(job, pictures.length));
    views.push({ raster, alpha: segmentOnce(raster).alpha, angle: from[n] });
  }
  note("shaping", 20);
  try {
    const { field, colorAt, texture, notes } = hullField(views, { resolution: job.resolution, rounding });
    return {
      engine: "hull",
      engineReason: `The hull of ${pictures.length} views was asked for.`,
      solid: { kind: "field", field, colorAt, texture },
      sizeMm: job.sizeMm,
      sizeAxis: job.sizeAxis,
      notes,
    };
  } catch (error) {
    if (error instanceof ViewsContradictError)
      throw new AppError(
        "invalid_request",
        `${error.message} Check the pictures' order and angles, and that all show the whole object.`,
        { param: "image", cause: error },
      );
    if (!(error instanceof EmptySubjectError)) throw error;
    throw new AppError(
      "empty_subject",
      "No subject stands out in one of the pictures. Send each with a plain or transparent background.",
      { param: "image", cause: error },
    );
  }
};

/** Pixels beyond what an atlas holds of so many pictures would cost memory and show nowhere. */
const finenessOf = ({ textured, resolution }: EngineJob, pictures: number): number =>
  textured ? Math.max(resolution, TEXTURED_CELLS / Math.sqrt(pictures)) : resolution;
/** Of one picture alone: 5,600 pixels, for its subject need not fill the frame. */
const TEXTURED_CELLS = 3200;

const sides: Record<string, ViewAngle> = {
  front: 0,
  right: 90,
  back: 180,
  left: 270,
  top: "top",
  bottom: "bottom",
};
const toAngle = (named: number | string): ViewAngle => (typeof named === "number" ? named : sides[named]);

/** Two are a front and a side; three and four go round; a fifth and a sixth look from above and below. */
function usualAngles(count: number): ViewAngle[] {
  if (count === 2) return [0, 90];
  if (count === 3) return [0, 120, 240];
  const all: ViewAngle[] = [0, 90, 180, 270, "top", "bottom"];
  return all.slice(0, count);
}
