import { AppError } from "@/lib/core/errors";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { decimate } from "@/lib/geometry/mesh/decimate";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { dropSmallParts } from "@/lib/geometry/mesh/split-parts";
import type { EngineJob, EngineOutput, EngineProgress } from "../engine";
import { engineVersion } from "../engine-version";
import { loadSimplifier } from "./load-simplifier";
import { refuseUnsound } from "./refuse-unsound";
import { shapeJob, type ShapedJob } from "./shape-job";
import { drawThumbnail, writeFiles, writePreview } from "./write-output";

/**
 * The whole of an embedded engine: picture or prompt → field → surface → one sound, sized, measured mesh → files.
 * What is not watertight and manifold is never handed out. The same job gives the same bytes.
 *
 * @throws AppError `engine_failed` for a mesh that fails the check, or what {@link shapeJob} refuses.
 */
export async function makeModel(
  job: EngineJob,
  onProgress: (progress: EngineProgress) => void = () => {},
): Promise<EngineOutput> {
  const note = (stage: EngineProgress["stage"], progress: number): void => onProgress({ stage, progress });
  const simplify = await loadSimplifier();
  const { surface, ...shaped } = await makeSurface(job, note);

  note("simplifying", 55);
  const reduced = job.maxTriangles > 0 ? decimate(surface, job.maxTriangles, simplify).mesh : surface;
  note("checking", 75);
  // Placed last: collapsing edges takes some hundredths off the outermost points.
  const mesh = placeMesh(reduced, { sizeMm: shaped.sizeMm, axis: shaped.sizeAxis, inPlace: true });
  const report = refuseUnsound(measureMesh(mesh));

  note("writing", 82);
  const provenance = { engine: shaped.engine, engineVersion, generated: true };
  const files = writeFiles(mesh, job, shaped.engine, provenance);
  note("writing", 92);
  const small = decimate(mesh, PREVIEW_TRIANGLES, simplify).mesh;
  return {
    engine: shaped.engine,
    engineReason: shaped.engineReason,
    engineVersion,
    files,
    preview: writePreview(small, provenance),
    thumbnail: await drawThumbnail(small, shaped.engine),
    report,
  };
}

const PREVIEW_TRIANGLES = 40_000;

/** Only what is needed later leaves: the picture and the field's maps take up to 100 MB. */
async function makeSurface(
  job: EngineJob,
  note: (stage: EngineProgress["stage"], progress: number) => void,
): Promise<Omit<ShapedJob, "field" | "colorAt"> & { surface: Mesh }> {
  const shaped = await shapeJob(job, note);
  note("meshing", 35);
  const { engine, engineReason, sizeMm, sizeAxis } = shaped;
  return { engine, engineReason, sizeMm, sizeAxis, surface: dropSmallParts(paintedSurface(shaped, job)) };
}

/** A prompt's shape is painted in any case: its colours are part of the wish. */
function paintedSurface(shaped: ShapedJob, job: EngineJob): Mesh {
  const mesh = extractSurface(shaped.field);
  if (mesh.indices.length === 0)
    throw new AppError(
      "engine_failed",
      "The engine found no solid in the input. Try another picture or prompt.",
    );
  return job.textured || shaped.engine === "parametric" ? { ...mesh, colors: shaped.colorAt(mesh) } : mesh;
}
