import { AppError } from "@/lib/core/errors";
import { figureField } from "@/lib/geometry/field/figure-field";
import type { Field } from "@/lib/geometry/field/field";
import { EmptySubjectError } from "@/lib/geometry/image/find-subject";
import { reliefField } from "@/lib/geometry/field/relief-field";
import { shapeField } from "@/lib/geometry/field/shape-field";
import { chooseEngine } from "@/lib/geometry/image/choose-engine";
import { segmentSubject } from "@/lib/geometry/image/segment-subject";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { EngineJob, EngineName, EngineProgress } from "../engine";
import { understandPrompt } from "../check-prompt";
import { decodeRaster } from "./decode-raster";

export interface ShapedJob {
  engine: EngineName;
  engineReason: string;
  field: Field;
  colorAt: (mesh: Mesh) => Uint8Array;
  sizeMm: number;
  sizeAxis: EngineJob["sizeAxis"];
}

/**
 * From a job to a field: a prompt's shape, or the picture's figure or relief. A size stated in a prompt wins over the
 * job's, because it is the nearer wish.
 * @throws AppError `prompt_not_understood`, `invalid_image`, `empty_subject`, `invalid_request`.
 */
export async function shapeJob(
  job: EngineJob,
  note: (stage: EngineProgress["stage"], progress: number) => void,
): Promise<ShapedJob> {
  if (job.prompt !== undefined) return shapePrompt(job, job.prompt, note);
  if (!job.image) throw new AppError("invalid_request", "Send a picture or a prompt.", { param: "image" });
  if (job.engine === "parametric")
    throw new AppError("invalid_request", "The engine parametric needs a prompt.", { param: "prompt" });
  return shapePicture(job, job.image, note);
}

function shapePrompt(
  job: EngineJob,
  prompt: string,
  note: (stage: EngineProgress["stage"], progress: number) => void,
): ShapedJob {
  note("shaping", 10);
  const recipe = understandPrompt(prompt);
  const { field, colorAt, sizeMmHint } = shapeField(recipe, { resolution: job.resolution });
  return {
    engine: "parametric",
    engineReason: `The prompt names a shape that is built from measures: ${recipe.noun}.`,
    field,
    colorAt,
    sizeMm: sizeMmHint?.sizeMm ?? job.sizeMm,
    sizeAxis: sizeMmHint?.axis ?? job.sizeAxis,
  };
}

async function shapePicture(
  job: EngineJob,
  image: Uint8Array,
  note: (stage: EngineProgress["stage"], progress: number) => void,
): Promise<ShapedJob> {
  note("decoding", 2);
  const raster = await decodeRaster(image, job.resolution);
  const placed = { sizeMm: job.sizeMm, sizeAxis: job.sizeAxis };
  if (job.engine === "relief") {
    note("shaping", 20);
    const { field, colorAt } = reliefField(raster, { resolution: job.resolution });
    return { engine: "relief", engineReason: "The relief was asked for.", field, colorAt, ...placed };
  }
  note("segmenting", 8);
  const segmentation = segmentSubject(raster);
  const choice =
    job.engine === "figure"
      ? ({ engine: "figure", reason: "The figure was asked for." } as const)
      : chooseEngine(raster, segmentation);
  note("shaping", 20);
  const shaped =
    choice.engine === "relief"
      ? reliefField(raster, { resolution: job.resolution })
      : figureOf(() =>
          figureField(raster, segmentation.alpha, { resolution: job.resolution, seed: job.seed }),
        );
  return {
    engine: choice.engine,
    engineReason: choice.reason,
    field: shaped.field,
    colorAt: shaped.colorAt,
    ...placed,
  };
}

function figureOf<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof EmptySubjectError)) throw error;
    throw new AppError(
      "empty_subject",
      "No subject stands out in the picture. Send one with a plain or transparent background, or use the relief.",
      { param: "image", cause: error },
    );
  }
}
