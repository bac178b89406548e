import type { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { MeshReport } from "@/lib/geometry/mesh/print-report";
import { splitCreases } from "@/lib/geometry/mesh/split-creases";
import { vertexNormals } from "@/lib/geometry/mesh/vertex-normals";
import type { EngineJob, EngineName } from "../engine";
import { EngineSettings } from "../settings";
import { loadSimplifier } from "../local/load-simplifier";
import { makeMesh } from "../local/make-mesh";

/** A job as a page previews it: shape alone, without files. */
export interface PreviewJob extends Omit<EngineJob, "formats" | "textured" | "settings"> {
  /** As a caller says them: what is left out takes its default. */
  settings?: z.input<typeof EngineSettings>;
}

export interface PreviewModel {
  positions: Float32Array;
  normals: Float32Array;
  indices: Uint32Array;
  /** sRGB, three a vertex, where colours belong to the wish itself. */
  colors?: Uint8Array;
  engine: EngineName;
  engineReason: string;
  notes: string[];
  triangles: number;
  sizeMm: { x: number; y: number; z: number };
  /** Of the whole pass only: a draft is not measured. */
  report?: MeshReport;
  /** Extents of what a split model is printed as. */
  pieces?: { x: number; y: number; z: number }[];
}

/**
 * The mesh that a job will give, by the very steps of the engine at the job's own resolution. A draft leaves out what takes
 * long and hardly shows: the bound of triangles, hollows, cuts and measures. Throws what {@link makeMesh} refuses.
 */
export async function makePreview(job: PreviewJob, pass: "draft" | "whole"): Promise<PreviewModel> {
  const settings = parseSettings(job.settings);
  const whole: EngineJob = { ...job, settings, formats: [], textured: false };
  const workshop = { note: () => {}, simplify: await loadSimplifier(), memoryBytes: MEMORY_BYTES };
  const made = await makeMesh(pass === "draft" ? toDraft(whole) : whole, workshop);
  const { mesh, exact, split, engine, engineReason, notes } = made;
  const { low, high } = measureBounds(mesh);
  const sizeMm = split?.sizeMm ?? { x: high[0] - low[0], y: high[1] - low[1], z: high[2] - low[2] };
  const shown = exact ? splitCreases(mesh) : mesh;
  return {
    ...pickArrays(shown),
    normals: vertexNormals(shown),
    engine,
    engineReason,
    notes,
    triangles: mesh.indices.length / 3,
    sizeMm,
    ...(pass === "whole" ? { report: measureMesh(mesh, settings.print?.bed_mm) } : {}),
    ...(split && split.pieces.length > 1 ? { pieces: split.pieces.map((piece) => piece.sizeMm) } : {}),
  };
}

function parseSettings(said: PreviewJob["settings"] = {}): EngineSettings {
  const parsed = EngineSettings.safeParse(said);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new AppError("invalid_request", `${path.join(".")}: ${message}`);
}

/** What a tab may take for one model. */
const MEMORY_BYTES = 1.5 * 1024 ** 3;

function toDraft(job: EngineJob): EngineJob {
  const { base, orientation } = job.settings?.print ?? {};
  return { ...job, maxTriangles: 0, settings: { ...job.settings, print: { base, orientation } } };
}

const pickArrays = ({
  positions,
  indices,
  colors,
}: Mesh): Pick<PreviewModel, "positions" | "indices" | "colors"> => ({
  positions,
  indices,
  ...(colors ? { colors } : {}),
});
