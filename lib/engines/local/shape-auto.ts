import { chooseEngine } from "@/lib/geometry/image/choose-engine";
import { segmentSubject } from "@/lib/geometry/image/segment-subject";
import { findTextWish } from "../find-text-wish";
import { decodeRaster } from "./decode-raster";
import { requireImage } from "./require-input";
import { figureOf } from "./shape-figure";
import { shapeParametric } from "./shape-parametric";
import { reliefOf } from "./shape-relief";
import { shapeText } from "./shape-text";
import type { Shaper } from "./shaped-job";

/**
 * Lets the input decide: a prompt goes to the text where it asks for words and else to the parametric engine, a picture
 * to what its measured properties suit.
 */
export const shapeAuto: Shaper = async (job, note) => {
  if (job.prompt !== undefined) return (findTextWish(job) ? shapeText : shapeParametric)(job, note);
  const image = requireImage(job);
  note("decoding", 2);
  const raster = await decodeRaster(image, job.textured ? Infinity : job.resolution);
  note("segmenting", 8);
  const segmentation = segmentSubject(raster);
  const { engine, reason } = chooseEngine(raster, segmentation);
  note("shaping", 20);
  return engine === "relief"
    ? reliefOf(job, raster, reason)
    : figureOf(job, raster, segmentation.alpha, reason);
};
