import type { Crew } from "@/lib/geometry/crew/crew";
import type { EngineJob } from "../engine";
import { shapeAuto } from "./shape-auto";
import { shapeExtrude } from "./shape-extrude";
import { shapeGenerative } from "#host/shape-generative";
import { shapeFigure } from "./shape-figure";
import { shapeHull } from "./shape-hull";
import { shapeLayers } from "./shape-layers";
import { shapeLithophane } from "./shape-lithophane";
import { shapeParametric } from "./shape-parametric";
import { shapeRelief } from "./shape-relief";
import { shapeText } from "./shape-text";
import type { Note, ShapedJob, Shaper } from "./shaped-job";

const shapers: Record<EngineJob["engine"], Shaper> = {
  auto: shapeAuto,
  figure: shapeFigure,
  relief: shapeRelief,
  lithophane: shapeLithophane,
  extrude: shapeExtrude,
  layers: shapeLayers,
  hull: shapeHull,
  text: shapeText,
  parametric: shapeParametric,
  generative: shapeGenerative,
};

/**
 * From a job to a body, by the engine that it names or that its input calls for.
 * @throws AppError `prompt_not_understood`, `invalid_image`, `empty_subject`, `invalid_request`.
 */
export const shapeJob = (job: EngineJob, note: Note, crew?: Crew): Promise<ShapedJob> =>
  shapers[job.engine](job, note, crew);
