import { AppError } from "@/lib/core/errors";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { OverMemoryError, requireMemory } from "@/lib/geometry/mesh/require-memory";
import { estimateReduction } from "@/lib/geometry/mesh/simplify-in-parts";
import { MOST_TREE_TRIANGLES } from "@/lib/geometry/print/triangle-tree";
import type { EngineJob, MeshFormat } from "../engine";
import { PREVIEW_TRIANGLES } from "./preview-triangles";

/** Bytes a triangle that writing each format takes at its peak, texts before they are packed included. */
const FILE_BYTES: Record<MeshFormat, number> = {
  stl: 50,
  glb: 60,
  obj: 160,
  ply: 25,
  "3mf": 180,
  fbx: 80,
  usdz: 120,
};

/** A triangle with its half vertex, in plain and in print measures. */
const MESH_BYTES = 60;
/** The report's trees; beyond their reach the corners of the check alone. */
const TREE_BYTES = 120;
const CHECK_BYTES = 75;
/** Of each picture, for every square of the grid's face: pixels, coverage, distances, thickness, slopes. */
const MAP_BYTES = 60;
/** The largest atlas, beside its encoder's copy. */
const ATLAS_BYTES = 2 * 4 * 4096 ** 2;

/** What a job's pictures, and the maps that its field is made from, take beside the surface. */
export function countHeldBytes({ image, views = [], resolution }: MemoryJob): number {
  return ((image ? 1 : 0) + views.length) * MAP_BYTES * resolution ** 2;
}

type MemoryJob = Pick<EngineJob, "image" | "views" | "resolution" | "formats" | "textured">;

/** Throws `OverMemoryError` where reducing the surface, measuring it, or its files will not fit into `allowedBytes`. */
export function requireRoomToFinish(
  { indices, colors }: Mesh,
  job: MemoryJob,
  target: number,
  allowedBytes: number,
): void {
  const neededAt = countToFinish(indices.length / 3, colors !== undefined, job, target);
  requireMemory(neededAt(1), allowedBytes, { neededAt });
}

/** Bytes that reducing a surface, measuring it, and its files take where the grid has only such a share of its cells. */
function countToFinish(triangles: number, colored: boolean, job: MemoryJob, target: number) {
  const fileBytes = job.formats.reduce((sum, format) => sum + FILE_BYTES[format], 0);
  return (share: number): number => {
    const all = share * triangles;
    const kept = Math.min(target, all);
    const measured = kept * (kept <= MOST_TREE_TRIANGLES ? TREE_BYTES : CHECK_BYTES);
    const preview = estimateReduction(kept, colored, PREVIEW_TRIANGLES) - kept * MESH_BYTES;
    const finishing = kept * MESH_BYTES + Math.max(measured, preview, kept * fileBytes);
    const beside = share * countHeldBytes(job) + (job.textured ? ATLAS_BYTES : 0);
    return beside + Math.max(estimateReduction(all, colored, target), finishing);
  };
}

/**
 * Says in public words what did not fit into `memoryBytes`, and the largest grid at which everything up to the files will:
 * a surface grows with its square. Passes on other errors.
 *
 * @param target triangles that are kept
 */
export function tellTooLarge(
  error: unknown,
  job: MemoryJob,
  memoryBytes: number,
  target = Infinity,
): unknown {
  if (!(error instanceof OverMemoryError)) return error;
  const { neededBytes, allowedBytes, neededAt, triangles } = error;
  const { resolution } = job;
  const heldBytes = memoryBytes - allowedBytes;
  const finishAt = countToFinish(triangles, job.textured, job, target);
  const neededOn = (grid: number): number => {
    const share = (grid / resolution) ** 2;
    return Math.max(neededAt(share) + share * heldBytes, triangles > 0 ? finishAt(share) : 0);
  };
  let fitting = 128 * (Math.ceil(resolution / 128) - 1);
  while (fitting >= 256 && neededOn(fitting) > memoryBytes) fitting -= 128;
  const advice = fitting >= 256 ? `a quality of at most ${fitting}³` : "a lower quality";
  const needed = gigabytes(Math.max(neededOn(resolution), neededBytes + heldBytes));
  return new AppError(
    "model_too_large",
    `This input fills its frame so fully that ${resolution}³ needs about ${needed} GB; this server allows ` +
      `${gigabytes(memoryBytes)} GB a model. Choose ${advice}. Nothing was charged.`,
    { param: "quality", cause: error },
  );
}

const gigabytes = (bytes: number): string => (bytes / 1024 ** 3).toFixed(bytes < 1024 ** 3 / 10 ? 3 : 1);
