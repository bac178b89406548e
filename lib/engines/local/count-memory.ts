import { AppError } from "@/lib/core/errors";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { OverMemoryError, requireMemory } from "@/lib/geometry/mesh/require-memory";
import { estimateReduction } from "@/lib/geometry/mesh/simplify-in-parts";
import type { EngineJob, MeshFormat } from "../engine";

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

/** Throws `OverMemoryError` where reducing the surface, or then the files, will not fit into `allowedBytes`. */
export function requireRoomToFinish(
  surface: Mesh,
  { formats }: Pick<EngineJob, "formats">,
  target: number,
  allowedBytes: number,
): void {
  requireMemory(estimateReduction(surface, target), allowedBytes);
  const triangles = Math.min(target, surface.indices.length / 3);
  const fileBytes = formats.reduce((sum, format) => sum + FILE_BYTES[format], 0);
  requireMemory(triangles * (MESH_BYTES + fileBytes), allowedBytes);
}

/** A triangle with its half vertex, in plain and in print measures. */
const MESH_BYTES = 60;

/** Says in public words what did not fit, and which grid will: memory grows with its square. Passes on other errors. */
export function tellTooLarge(error: unknown, { resolution }: Pick<EngineJob, "resolution">): unknown {
  if (!(error instanceof OverMemoryError)) return error;
  const { neededBytes, allowedBytes } = error;
  const fitting = 128 * Math.floor((resolution * Math.sqrt(allowedBytes / neededBytes)) / 128);
  const advice = fitting >= 256 ? `a quality of at most ${fitting}³` : "a lower quality";
  return new AppError(
    "model_too_large",
    `This input fills its frame so fully that ${resolution}³ needs about ${gigabytes(neededBytes)} GB; this server ` +
      `allows ${gigabytes(allowedBytes)} GB a model. Choose ${advice}. Nothing was charged.`,
    { param: "quality", cause: error },
  );
}

const gigabytes = (bytes: number): string => (bytes / 1024 ** 3).toFixed(bytes < 1024 ** 3 / 10 ? 3 : 1);
