import { chooseEngine } from "@/lib/geometry/image/choose-engine";
import type { EngineJob } from "../engine";
import { findTextWish } from "../find-text-wish";
import { LayersSettings } from "../settings/layers";
import { decodeRaster } from "#host/decode-raster";
import { requireImage } from "./require-input";
import { segmentOnce } from "./segment-once";
import { extrudeOf, FINER } from "./shape-extrude";
import { figureOf } from "./shape-figure";
import { layersOf } from "./shape-layers";
import { shapeParametric } from "./shape-parametric";
import { reliefOf } from "./shape-relief";
import { shapeText } from "./shape-text";
import type { Shaper } from "./shaped-job";

/**
 * Lets the input decide: a prompt goes to the text where it asks for words and else to the parametric engine, a picture
 * to what its measured properties suit.
 */
export const shapeAuto: Shaper = async (job, note, crew) => {
  if (job.prompt !== undefined) return (findTextWish(job) ? shapeText : shapeParametric)(job, note, crew);
  const image = requireImage(job);
  note("decoding", 2);
  const raster = await decodeRaster(image, job.textured ? Infinity : job.resolution);
  note("segmenting", 8);
  const segmentation = segmentOnce(raster);
  const { engine, reason } = chooseEngine(raster, segmentation);
  note("shaping", 20);
  if (engine === "relief") return reliefOf(job, raster, reason);
  if (engine === "figure") return figureOf(job, raster, segmentation.alpha, reason, { crew });
  // Outlines are worth more pixels than the search for the subject.
  const fine = await decodeRaster(image, FINER * job.resolution);
  if (engine === "layers") return layersOf(withColors(job), fine, reason);
  return extrudeOf(job, fine, reason, job.textured ? raster : fine);
};

/** A drawing is taken for one with up to four colours beside its ground: as many layers, unless the caller said otherwise. */
const withColors = (job: EngineJob): EngineJob => ({
  ...job,
  settings: { ...job.settings, layers: job.settings?.layers ?? LayersSettings.parse({ colors: 5 }) },
});
