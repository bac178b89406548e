import { decodeFront, type Front } from "#host/decode-front";
import { decodeRaster } from "#host/decode-raster";
import { AppError } from "@/lib/core/errors";
import { alone, type Crew } from "@/lib/geometry/crew/crew";
import { figureField } from "@/lib/geometry/field/figure-field";
import { CLEAR_OUTLINE } from "@/lib/geometry/image/choose-engine";
import { EmptySubjectError } from "@/lib/geometry/image/find-subject";
import type { Raster } from "@/lib/geometry/image/raster";
import type { EngineJob } from "../engine";
import { requireImage } from "./require-input";
import { segmentOnce } from "./segment-once";
import type { ShapedJob, Shaper } from "./shaped-job";

/** A full body from one picture. Throws `empty_subject`. */
export const shapeFigure: Shaper = async (job, note, crew) => {
  const image = requireImage(job);
  note("decoding", 2);
  const raster = await decodeRaster(image, job.textured ? Infinity : job.resolution);
  note("segmenting", 8);
  const { alpha, confidence } = segmentOnce(raster);
  note("shaping", 20);
  const front = await decodeFront(job);
  const shaped = figureOf(job, raster, alpha, "The figure was asked for.", { front, crew });
  return confidence < CLEAR_OUTLINE
    ? { ...shaped, notes: [tellGuess(confidence), ...(shaped.notes ?? [])] }
    : shaped;
};

const tellGuess = (confidence: number): string =>
  `No subject stands clear of a background (confidence ${Math.round(100 * confidence)} of 100). If this is not what the picture shows, send it cut out, or use the relief.`;

/** The same where the subject has been found already. */
export function figureOf(
  job: EngineJob,
  raster: Raster,
  alpha: Uint8Array,
  engineReason: string,
  { front = {}, crew = alone }: { front?: Front; crew?: Crew } = {},
): ShapedJob {
  const { sizeMm, sizeAxis } = job;
  const { depth_ratio: depthRatio, tilt, symmetry, flat_back, emboss } = job.settings?.figure ?? {};
  try {
    const { field, colorAt, texture, notes } = figureField(
      raster,
      alpha,
      {
        resolution: job.resolution,
        seed: job.seed,
        depthRatio,
        tilt,
        symmetry,
        ...front,
        flatBack: flat_back,
        emboss,
      },
      crew,
    );
    return {
      engine: "figure",
      engineReason,
      solid: { kind: "field", field, colorAt, texture },
      sizeMm,
      sizeAxis,
      lying: flat_back,
      notes,
    };
  } catch (error) {
    if (!(error instanceof EmptySubjectError)) throw error;
    throw new AppError(
      "empty_subject",
      "No subject stands out in the picture. Send one with a plain or transparent background, or use the relief.",
      { param: "image", cause: error },
    );
  }
}
