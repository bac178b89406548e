import type { Prisma } from "@/lib/db";
import type { MeshReport, PrintReport as MeasuredReport } from "@/lib/geometry/mesh/print-report";
import { signLink } from "@/lib/storage";
import type { Callback } from "@/lib/webhooks";
import type { DownloadName } from "./contract";
import { mapOf } from "./map-of";
import { tellProcessing } from "./outside/tell-processing";
import { Generation, type PrintReport } from "./schema";

/** How long a download address stays valid. */
export const LINK_SECONDS = 3600;

export type GenerationRow = Prisma.GenerationGetPayload<{ include: { files: true } }>;

/** What a row alone cannot say: its place in the queue and what similar runs took. */
export interface Outlook {
  queuePosition: number | null;
  estimatedTimeSeconds: number;
  /** The newest event on its way to the address that it names. */
  callback: Callback | null;
  /** Sealed in the row. */
  endUserId: string | null;
}

/** Row to resource: names of the API, signed addresses, no internal field. */
export function toGeneration(row: GenerationRow, outlook: Outlook): Generation {
  const link = (name: DownloadName) =>
    signLink(downloadPath(row.id, name), { expiresInSeconds: LINK_SECONDS });
  const kept = row.status === "completed" || row.status === "pending" || row.status === "processing";
  const processing = tellProcessing(row);
  const passing = processing.retention === "zero" || !row.storeInput;
  return {
    id: row.id,
    object: "generation",
    status: row.status,
    stage: row.stage,
    progress: row.progress,
    queue_position: row.status === "pending" ? outlook.queuePosition : null,
    estimated_time_seconds: outlook.estimatedTimeSeconds,
    quality: row.quality as Generation["quality"],
    resolution: row.resolution,
    textured: row.textured,
    formats: row.formats as Generation["formats"],
    // An answer may be kept for a repeated call, longer than the prompt may.
    prompt: passing ? null : row.prompt,
    size_mm: row.sizeMm,
    size_axis: row.sizeAxis as Generation["size_axis"],
    seed: row.seed,
    settings: row.engineSettings as Generation["settings"],
    engine: row.engine,
    engine_requested: row.engineRequested as Generation["engine_requested"],
    engine_reason: row.engineReason,
    engine_version: row.engineVersion,
    notes: row.notes,
    credits_used: kept ? row.credits : 0,
    test: row.test,
    files: row.files.map((file) => ({
      format: file.format as Generation["formats"][number],
      url: link(file.format as DownloadName),
      expires_in: LINK_SECONDS,
      content_type: file.contentType,
      extension: file.extension,
      size_bytes: Number(file.sizeBytes),
      sha256: file.sha256,
    })),
    preview_url: row.previewObject && link("preview"),
    thumbnail_url: row.thumbnailObject && link("thumbnail"),
    input_url: row.storeInput ? row.inputObject && link("input") : null,
    depth_map_url: row.storeInput && mapOf(row, "depth_map") ? link("depth_map") : null,
    normal_map_url: row.storeInput && mapOf(row, "normal_map") ? link("normal_map") : null,
    report: row.report as PrintReport | null,
    metadata: row.metadata as Generation["metadata"],
    end_user_id: outlook.endUserId,
    project_id: row.projectId,
    processing,
    training_eligible: row.trainingEligible,
    deadline_at: row.deadlineAt?.toISOString() ?? null,
    webhook_url: row.webhookUrl,
    callback: row.webhookUrl === null ? null : outlook.callback,
    store_input: row.storeInput && processing.retention !== "zero",
    input_erased_at: row.inputErasedAt?.toISOString() ?? null,
    deletes_at: row.deletesAt?.toISOString() ?? null,
    feedback: row.feedbackRating
      ? { rating: row.feedbackRating as "good" | "bad", comment: row.feedbackComment ?? "" }
      : null,
    error: row.errorCode ? { code: row.errorCode, message: row.errorMessage ?? "" } : null,
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    completed_at: row.completedAt?.toISOString() ?? null,
  };
}

export const downloadPath = (id: string, name: DownloadName): string => `/api/v1/downloads/${id}/${name}`;

/**
 * The engine's report in the API's names, rounded to what the measurement can bear. Of a mesh that is not closed there is
 * only the first half.
 */
export function toPrintReport(report: MeasuredReport | MeshReport): PrintReport {
  return { ...toMeshReport(report), ...("islands" in report ? toFindings(report) : {}) };
}

function toMeshReport(report: MeshReport): PrintReport {
  return {
    watertight: report.watertight,
    manifold: report.manifold,
    triangles: report.triangles,
    vertices: report.vertices,
    parts: report.parts,
    volume_mm3: round(report.volumeMm3, 1),
    area_mm2: round(report.areaMm2, 1),
    size_mm: roundSize(report.sizeMm),
    overhang_share: round(report.overhangShare, 4),
    bed_contact_mm2: round(report.bedContactMm2, 1),
    filament_grams: round(report.filamentGrams, 1),
    print_minutes: Math.round(report.printMinutes),
    fits_bed: report.fitsBed,
  };
}

function toFindings(report: MeasuredReport): Partial<PrintReport> {
  return {
    self_intersections: report.selfIntersections,
    thinnest_wall_mm: report.thinnestWallMm === null ? null : round(report.thinnestWallMm, 2),
    thin_wall_share: {
      fdm: round(report.thinWallShare.fdm, 4),
      sla: round(report.thinWallShare.sla, 4),
      sls: round(report.thinWallShare.sls, 4),
    },
    islands: report.islands,
    filament_error_share: report.filamentErrorShare,
    print_time_error_share: report.printTimeErrorShare,
    pieces: report.pieces?.map(({ name, sizeMm, pegs }) => ({ name, size_mm: roundSize(sizeMm), pegs })),
    filament_swaps: report.filamentSwaps?.map(({ heightMm, layer, color }) => ({
      height_mm: heightMm,
      layer,
      color,
    })),
  };
}

const roundSize = ({ x, y, z }: MeshReport["sizeMm"]) => ({
  x: round(x, 2),
  y: round(y, 2),
  z: round(z, 2),
});

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
