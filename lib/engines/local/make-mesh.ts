import { AppError } from "@/lib/core/errors";
import { alone, type Crew } from "@/lib/geometry/crew/crew";
import { decimate, type Simplify } from "@/lib/geometry/mesh/decimate";
import { decimateBodies } from "@/lib/geometry/mesh/decimate-bodies";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { layOnBack } from "@/lib/geometry/mesh/lay-on-back";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { takeSmallParts } from "@/lib/geometry/mesh/split-parts";
import { flatTexture } from "@/lib/geometry/texture/flat-texture";
import type { EngineJob } from "../engine";
import { countAllowed } from "./count-allowed";
import { countHeldBytes, requireRoomToFinish, tellTooLarge } from "./count-memory";
import { HOLLOW_SHARE } from "./hollow-out";
import { readyForPrint } from "./ready-for-print";
import { refuseTouching } from "./refuse-unsound";
import { shapeJob } from "./shape-job";
import type { Note, ShapedJob } from "./shaped-job";
import { speckNotes } from "./speck-notes";
import { splitToFit, type SplitModel } from "./split-to-fit";

export interface MadeMesh extends Omit<ShapedJob, "solid"> {
  /** Sound, sized and placed, as it will be written. */
  mesh: Mesh;
  /** Its surfaces are exact, with edges that a viewer must not smooth over. */
  exact: boolean;
  /** Where the print contract asked for it. */
  split: SplitModel | null;
  notes: string[];
}

export interface Workshop {
  note: Note;
  simplify: Simplify;
  /** What surface, reduction and files may take, each with what it works on. */
  memoryBytes: number;
  /** Who shares field and surface; dismissed when that is made. */
  crew?: Crew;
}

/**
 * Picture or prompt → body → surface → one sound, sized mesh, made ready for its print. Runs in a browser as it does here:
 * the same job gives the same mesh. (The few folds that a reduction of millions may leave are mended when it is measured.)
 *
 * @throws AppError `engine_failed`, `print_contract_unmet`, `model_too_large`, or what {@link shapeJob} refuses.
 */
export async function makeMesh(job: EngineJob, workshop: Workshop): Promise<MadeMesh> {
  const { reduced, ...shaped } = await makeReduced(job, workshop);
  workshop.note("checking", 75);
  // Placed last: collapsing edges takes some hundredths off the outermost points.
  const placed = placeMesh(reduced, { sizeMm: shaped.sizeMm, axis: shaped.sizeAxis, inPlace: true });
  const ready = await readyForPrint(placed, job, shaped, workshop.simplify);
  const split = await splitToFit(ready.mesh, job.settings?.print, job.textured);
  const mesh = refuseTouching(split?.mesh ?? dress(ready.mesh, job, shaped));
  const notes = [...(shaped.notes ?? []), ...ready.notes, ...(split?.notes ?? [])];
  return { ...shaped, mesh, split, notes };
}

/** Of the triangles allowed, the share that the rims of cuts, pegs and holes may take. */
const SPLIT_SHARE = 0.1;

/** The two steps that take most memory, each looked at before it begins. */
async function makeReduced(job: EngineJob, workshop: Workshop) {
  const { note, simplify, memoryBytes } = workshop;
  try {
    const { surface, ...shaped } = await makeSurface(job, workshop);
    note("simplifying", 55);
    return { ...shaped, reduced: reduce(surface, job, shaped, { simplify, memoryBytes }) };
  } catch (error) {
    throw tellTooLarge(error, job, memoryBytes, countAllowed(job));
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

/** Only what is needed later leaves: the picture and the field's maps take up to 100 MB. */
async function makeSurface(
  job: EngineJob,
  { note, memoryBytes, crew = alone }: Workshop,
): Promise<Omit<ShapedJob, "solid"> & { surface: Mesh; exact: boolean }> {
  const { solid, ...shaped } = await shapeJob(job, note, crew);
  note("meshing", 35);
  if (solid.kind === "mesh") return { ...shaped, surface: requireSolid(solid.mesh), exact: true };
  const mesh = requireSolid(extractSurface(solid.field, memoryBytes - countHeldBytes(job), crew));
  crew.dismiss();
  const painted = job.textured || shaped.painted;
  const colored = painted ? { ...mesh, colors: solid.colorAt(mesh) } : mesh;
  const { mesh: surface, dropped } = takeSmallParts(colored);
  const notes = [...(shaped.notes ?? []), ...speckNotes(dropped)];
  // A picture that was laid on is worth its memory only where it will be written.
  if (job.textured && solid.texture) surface.texture = solid.texture(surface);
  return { ...shaped, notes, surface: shaped.lying ? layOnBack(surface) : surface, exact: false };
}

function requireSolid(mesh: Mesh): Mesh {
  if (mesh.indices.length > 0) return mesh;
  throw new AppError(
    "engine_failed",
    "The engine found no solid in the input. Try another picture or prompt.",
  );
}
