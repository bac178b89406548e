import { AppError } from "@/lib/core/errors";
import { flatTexture } from "@/lib/geometry/texture/flat-texture";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { decimate, type Simplify } from "@/lib/geometry/mesh/decimate";
import { decimateBodies } from "@/lib/geometry/mesh/decimate-bodies";
import { layOnBack } from "@/lib/geometry/mesh/lay-on-back";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { splitCreases } from "@/lib/geometry/mesh/split-creases";
import { dropSmallParts } from "@/lib/geometry/mesh/split-parts";
import type { EngineJob, EngineOutput, EngineProgress } from "../engine";
import { engineVersion } from "../engine-version";
import { countAllowed } from "./count-allowed";
import { requireRoomToFinish, tellTooLarge } from "./count-memory";
import { HOLLOW_SHARE } from "./hollow-out";
import { loadSimplifier } from "./load-simplifier";
import { measureModel } from "./measure-model";
import { meetContract } from "./meet-contract";
import { readyForPrint } from "./ready-for-print";
import { refuseTouching } from "./refuse-unsound";
import { shapeJob } from "./shape-job";
import type { Note, ShapedJob } from "./shaped-job";
import { splitToFit } from "./split-to-fit";
import { drawThumbnail, liesDown, writeFiles, writePreview } from "./write-output";

/**
 * The whole of an embedded engine: picture or prompt → body → surface → one sound, sized, measured mesh → files.
 * What is not watertight and manifold is never handed out. The same job gives the same bytes.
 *
 * @param memoryBytes what surface, reduction and files may take, each with what it works on.
 * @throws AppError `engine_failed` for a mesh that fails the check, `print_contract_unmet`, `model_too_large`, or what
 * {@link shapeJob} refuses.
 */
export async function makeModel(
  job: EngineJob,
  onProgress: (progress: EngineProgress) => void = () => {},
  memoryBytes = Infinity,
): Promise<EngineOutput> {
  const note: Note = (stage, progress) => onProgress({ stage, progress });
  const simplify = await loadSimplifier();
  const { reduced, ...shaped } = await makeReduced(job, note, simplify, memoryBytes);
  note("checking", 75);
  // Placed last: collapsing edges takes some hundredths off the outermost points.
  const placed = placeMesh(reduced, { sizeMm: shaped.sizeMm, axis: shaped.sizeAxis, inPlace: true });
  const ready = await readyForPrint(placed, job, shaped, simplify);
  const split = await splitToFit(ready.mesh, job.settings?.print, job.textured);
  const mesh = refuseTouching(split?.mesh ?? dress(ready.mesh, job, shaped));
  const report = await measureModel(mesh, job.settings?.print?.bed_mm, split ?? undefined);
  const held = meetContract(report, job.settings?.print);

  note("writing", 82);
  const provenance = { engine: shaped.engine, engineVersion, generated: true };
  const reducedAgain = reduceForPreview(mesh, split !== null, simplify);
  const small = shaped.exact ? splitCreases(reducedAgain) : reducedAgain;
  const thumbnail = await drawThumbnail(small, shaped.lying ?? liesDown(shaped.engine));
  note("writing", 88);
  const painted = shaped.painted || (split !== null && mesh.bodies !== undefined);
  const files = await writeFiles(mesh, job, painted, { extras: provenance, thumbnail });
  note("writing", 96);
  return {
    engine: shaped.engine,
    engineReason: shaped.engineReason,
    engineVersion,
    files,
    preview: await writePreview(small, provenance),
    thumbnail,
    report: shaped.swaps ? { ...report, filamentSwaps: shaped.swaps } : report,
    notes: [...(shaped.notes ?? []), ...ready.notes, ...(split?.notes ?? []), ...held],
  };
}

const PREVIEW_TRIANGLES = 40_000;

/** Of the triangles allowed, the share that the rims of cuts, pegs and holes may take. */
const SPLIT_SHARE = 0.1;

/** The two steps that take most memory, each looked at before it begins. */
async function makeReduced(job: EngineJob, note: Note, simplify: Simplify, memoryBytes: number) {
  try {
    const { surface, ...shaped } = await makeSurface(job, note, memoryBytes);
    note("simplifying", 55);
    return { ...shaped, reduced: reduce(surface, job, shaped, { simplify, memoryBytes }) };
  } catch (error) {
    throw tellTooLarge(error, job);
  }
}

function reduce(
  surface: Mesh,
  job: EngineJob,
  { matched }: Pick<ShapedJob, "matched">,
  { simplify, memoryBytes }: { simplify: Simplify; memoryBytes: number },
): Mesh {
  const { hollow_mm, split } = job.settings?.print ?? {};
  const spared = (hollow_mm === undefined ? 0 : HOLLOW_SHARE) + (split === "pegs" ? SPLIT_SHARE : 0);
  const limit = matched ? Infinity : countAllowed(job) * (1 - spared);
  requireRoomToFinish(surface, job, limit, memoryBytes);
  if (limit === Infinity) return surface;
  if (surface.bodies) return decimateBodies(surface, surface.bodies, limit, simplify);
  return decimate(surface, limit, simplify).mesh;
}

/**
 * Few colours are crisp as a texture and blurred as vertex colours. Bodies for which no texture was bought keep a plain
 * material each, by which programs tell them apart.
 */
function dress(mesh: Mesh, job: EngineJob, { painted }: Pick<ShapedJob, "painted">): Mesh {
  const wanted = job.textured || (painted && !mesh.bodies);
  const texture = mesh.texture ?? (wanted ? flatTexture(mesh) : undefined);
  return texture ? { ...mesh, texture } : mesh;
}

/** Pieces of a split model are reduced as one: they are as fine as the model was. */
function reduceForPreview(mesh: Mesh, split: boolean, simplify: Simplify): Mesh {
  if (mesh.bodies && !split) return mesh;
  return decimate({ ...mesh, bodies: undefined }, PREVIEW_TRIANGLES, simplify).mesh;
}

/** Only what is needed later leaves: the picture and the field's maps take up to 100 MB. */
async function makeSurface(
  job: EngineJob,
  note: Note,
  memoryBytes: number,
): Promise<Omit<ShapedJob, "solid"> & { surface: Mesh; exact: boolean }> {
  const { solid, ...shaped } = await shapeJob(job, note);
  note("meshing", 35);
  if (solid.kind === "mesh") return { ...shaped, surface: requireSolid(solid.mesh), exact: true };
  const mesh = requireSolid(extractSurface(solid.field, memoryBytes));
  const painted = job.textured || shaped.painted;
  const surface = dropSmallParts(painted ? { ...mesh, colors: solid.colorAt(mesh) } : mesh);
  // A picture that was laid on is worth its memory only where it will be written.
  if (job.textured && solid.texture) surface.texture = solid.texture(surface);
  return { ...shaped, surface: shaped.lying ? layOnBack(surface) : surface, exact: false };
}

function requireSolid(mesh: Mesh): Mesh {
  if (mesh.indices.length > 0) return mesh;
  throw new AppError(
    "engine_failed",
    "The engine found no solid in the input. Try another picture or prompt.",
  );
}
