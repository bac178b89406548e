import { AppError } from "@/lib/core/errors";
import type { MeshReport } from "@/lib/geometry/mesh/print-report";

/** The last gate: gives the report back, or throws `engine_failed` where the mesh is not one that can be printed. */
export function refuseUnsound(report: MeshReport): MeshReport {
  if (report.watertight && report.manifold && report.volumeMm3 > 0) return report;
  throw new AppError(
    "engine_failed",
    "The model did not pass the check for a closed surface, so it was not handed out. Try again or change the input.",
  );
}
