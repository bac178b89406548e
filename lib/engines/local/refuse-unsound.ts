import { AppError } from "@/lib/core/errors";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { MeshReport } from "@/lib/geometry/mesh/print-report";
import { partTouching } from "@/lib/geometry/repair/part-touching";

/** The last gate: gives the report back, or throws `engine_failed` where the mesh is not one that can be printed. */
export function refuseUnsound(report: MeshReport): MeshReport {
  if (report.watertight && report.manifold && report.volumeMm3 > 0) return report;
  throw unsound();
}

/** The mesh with a hair's breadth between what readers of STL would join; `engine_failed` where that cannot be. */
export function refuseTouching(mesh: Mesh): Mesh {
  const parted = partTouching(mesh);
  if (!parted) throw unsound();
  return parted;
}

const unsound = (): AppError =>
  new AppError(
    "engine_failed",
    "The model did not pass the check for a closed surface, so it was not handed out. Try again or change the input.",
  );
