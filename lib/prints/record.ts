import type { Prisma } from "@/lib/db";
import type { MeshOutput } from "@/lib/engines";
import type { PrintReport } from "@/lib/generations/schema";
import { signLink } from "@/lib/storage";
import type { Conversion, MeshFaults, MeshRepairs, PrintCheck } from "./schema";

const LINK_SECONDS = 3600;

export type PrintRow = Prisma.PrintGetPayload<object>;

/** Row to resource: names of the API, a signed address, no internal field. */
export function toConversion(row: PrintRow): Conversion {
  const settings = row.settings as Conversion["settings"];
  const { format } = settings;
  const file = row.resultObject && {
    format,
    url: signLink(`/api/v1/conversions/${row.id}/file`, { expiresInSeconds: LINK_SECONDS }),
    expires_in: LINK_SECONDS,
    content_type: row.contentType ?? "application/octet-stream",
    extension: row.extension ?? format,
    size_bytes: Number(row.sizeBytes),
    sha256: row.sha256 ?? "",
  };
  return { id: row.id, object: "conversion", ...shared(row), settings, file: file || null };
}

export function toPrintCheck(row: PrintRow): PrintCheck {
  const settings = row.settings as PrintCheck["settings"];
  const verdict = row.verdict as PrintCheck["verdict"];
  return { id: row.id, object: "print_check", ...shared(row), settings, verdict };
}

function shared(row: PrintRow) {
  return {
    status: row.status,
    progress: row.progress,
    test: row.test,
    read_format: row.readFormat as Conversion["read_format"],
    faults: row.faults as MeshFaults | null,
    repairs: row.repairs as MeshRepairs | null,
    report: row.report as PrintReport | null,
    notes: row.notes,
    error: row.errorCode ? { code: row.errorCode, message: row.errorMessage ?? "" } : null,
    created_at: row.createdAt.toISOString(),
    completed_at: row.completedAt?.toISOString() ?? null,
  };
}

export const toFaults = (faults: MeshOutput["faults"]): MeshFaults => ({
  open_edges: faults.boundaryEdges,
  non_manifold_edges: faults.nonManifoldEdges,
  misoriented_edges: faults.misorientedEdges,
  non_manifold_vertices: faults.nonManifoldVertices,
  degenerate_triangles: faults.degenerateTriangles,
  inverted: faults.inverted,
});

export const toRepairs = (repairs: NonNullable<MeshOutput["repairs"]>): MeshRepairs => ({
  welded_vertices: repairs.weldedVertices,
  dropped_triangles: repairs.droppedTriangles,
  filled_holes: repairs.filledHoles,
  flipped_triangles: repairs.flippedTriangles,
  dropped_shells: repairs.droppedShells,
});
