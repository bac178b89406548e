import type { Crew } from "@/lib/geometry/crew/crew";
import { decimate, type Simplify } from "@/lib/geometry/mesh/decimate";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { RoomMm } from "@/lib/geometry/mesh/fits-room";
import type { PrintReport } from "@/lib/geometry/mesh/print-report";
import { mendCrossings } from "@/lib/geometry/repair/mend-crossings";
import { splitCreases } from "@/lib/geometry/mesh/split-creases";
import type { EngineJob, EngineOutput, EngineProgress } from "../engine";
import { engineVersion } from "../engine-version";
import { loadSimplifier } from "./load-simplifier";
import { type MadeMesh, makeMesh } from "./make-mesh";
import { measureModel } from "./measure-model";
import { meetContract } from "./meet-contract";
import { PREVIEW_TRIANGLES } from "./preview-triangles";
import type { Note } from "./shaped-job";
import { drawThumbnail, liesDown, writeFiles, writePreview } from "./write-output";

/**
 * The whole of an embedded engine: a mesh by {@link makeMesh}, measured → files. What is not watertight and manifold is
 * never handed out. The same job gives the same bytes.
 *
 * @param memoryBytes what surface, reduction and files may take, each with what it works on
 * @param crew who shares field and surface
 * @throws AppError `engine_failed` for a mesh that fails the check, `print_contract_unmet`, or what makeMesh refuses.
 */
export async function makeModel(
  job: EngineJob,
  onProgress: (progress: EngineProgress) => void = () => {},
  memoryBytes = Infinity,
  crew?: Crew,
): Promise<EngineOutput> {
  const note: Note = (stage, progress) => onProgress({ stage, progress });
  const simplify = await loadSimplifier();
  const made = await makeMesh(job, { note, simplify, memoryBytes, crew });
  const { split, ...shaped } = made;
  const { mesh, report } = await measureMended(made, job.settings?.print?.bed_mm);
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
    notes: [...shaped.notes, ...held],
  };
}

/** Measures the mesh; where triangles go through each other, it is mended, and taken so if fewer do. */
async function measureMended(
  { mesh, split }: Pick<MadeMesh, "mesh" | "split">,
  room?: RoomMm,
): Promise<{ mesh: Mesh; report: PrintReport }> {
  const report = await measureModel(mesh, room, split ?? undefined);
  const mended = report.selfIntersections && !split ? mendCrossings(mesh) : mesh;
  if (mended === mesh) return { mesh, report };
  const second = await measureModel(mended, room);
  const better = (second.selfIntersections ?? Infinity) < (report.selfIntersections ?? Infinity);
  return better ? { mesh: mended, report: second } : { mesh, report };
}

/** Pieces of a split model are reduced as one: they are as fine as the model was. */
function reduceForPreview(mesh: Mesh, split: boolean, simplify: Simplify): Mesh {
  if (mesh.bodies && !split) return mesh;
  return decimate({ ...mesh, bodies: undefined }, PREVIEW_TRIANGLES, simplify).mesh;
}
