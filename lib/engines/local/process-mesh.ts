import { inflateRawSync } from "node:zlib";
import { MeshoptDecoder } from "meshoptimizer/decoder";
import { AppError } from "@/lib/core/errors";
import { readMesh, type ReadMesh } from "@/lib/geometry/formats/read-mesh";
import { writeMesh } from "@/lib/geometry/formats/write-mesh";
import { checkManifold } from "@/lib/geometry/mesh/check-manifold";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { splitParts } from "@/lib/geometry/mesh/split-parts";
import type { MeshReport, PrintReport } from "@/lib/geometry/mesh/print-report";
import { measurePrint } from "@/lib/geometry/print/measure-print";
import { repairMesh, UnrepairableMeshError } from "@/lib/geometry/repair/repair-mesh";
import { weldVertices } from "@/lib/geometry/repair/weld-vertices";
import type { EngineProgress } from "../engine";
import type { MeshJob, MeshOutput } from "../mesh-job";
import { toMeshRefusal } from "./inspect-mesh";
import { loadPacker } from "./load-packer";
import { judgeContract } from "./meet-contract";
import { paintUpload } from "./paint-upload";
import { refuseMalware } from "./refuse-malware";
import { deflateRaw, encodeAtlas } from "./write-output";

/**
 * The whole of a caller's mesh: read, judged as it came, mended if that was asked for, scaled, measured on the bed, and
 * written in another format where one is named. Colours and pictures stay where the format has them, and so does the
 * place: a factor is taken from the file's own origin. A few seconds a million triangles.
 *
 * @throws AppError `unsupported_media_type` for what is no mesh, `bad_mesh` for a file that is broken, encloses nothing or
 * cannot be mended, `malware_found`
 */
export async function processMesh(
  job: MeshJob,
  onProgress: (progress: EngineProgress) => void = () => {},
): Promise<MeshOutput> {
  refuseMalware(job.upload, "mesh");
  onProgress({ stage: "decoding", progress: 5 });
  await MeshoptDecoder.ready;
  const { mesh, ...found } = await open(job);
  onProgress({ stage: "checking", progress: 50 });
  const scaled = scaleMesh(mesh, job);
  const report = measureOnBed(scaled, job);
  const output: MeshOutput = { ...found, report };
  if (job.contract && Object.keys(job.contract).length > 0) output.verdict = judge(report, job.contract);
  if (!job.format) return output;
  onProgress({ stage: "writing", progress: 80 });
  const compress = job.compress ? await loadPacker() : undefined;
  const picture = await encodeAtlas(scaled);
  output.file = {
    format: job.format,
    ...writeMesh(scaled, job.format, { deflateRaw, compress, picture }),
  };
  return output;
}

type Opened = Pick<MeshOutput, "readFormat" | "faults" | "repairs" | "notes"> & { mesh: Mesh };

async function open({ upload, repair, format }: MeshJob): Promise<Opened> {
  try {
    const { format: readFormat, ...read } = readUpload(upload);
    const painted = await paintUpload(read, format);
    const welded = weldVertices(painted.mesh);
    const faults = findFaults(welded);
    const { mesh, repairs } = repair ? repairMesh(painted.mesh) : { mesh: welded, repairs: null };
    return { readFormat, faults, repairs, notes: painted.notes, mesh: painted.dress(mesh) };
  } catch (error) {
    if (error instanceof UnrepairableMeshError) throw badMesh(error.message);
    throw toMeshRefusal(error);
  }
}

function readUpload(upload: Uint8Array): ReadMesh {
  const read = readMesh(upload, {
    inflateRaw: (packed, maxOutputLength) => inflateRawSync(packed, { maxOutputLength }),
    unpackBuffer: MeshoptDecoder.decodeGltfBuffer,
  });
  const longest = Math.max(...extentsOf(read.mesh));
  if (longest > FARTHEST_MM)
    throw badMesh(
      `A vertex lies ${longest.toPrecision(3)} mm from the others, farther than any model reaches: ` +
        "the file is damaged there. Repair the model where it was made.",
    );
  return read;
}

/** A thousand kilometres: no unit of length makes a model of it, and figures of such a mesh would overflow. */
const FARTHEST_MM = 1e9;

function extentsOf(mesh: Mesh): number[] {
  const { low, high } = measureBounds(mesh);
  return [0, 1, 2].map((axis) => high[axis] - low[axis]);
}

/** A surface that is turned inside out encloses less than nothing. */
function findFaults(welded: Mesh): MeshOutput["faults"] {
  const volume = splitParts(welded).volumes.reduce((sum, each) => sum + each, 0);
  return { ...checkManifold(welded), inverted: volume < 0 };
}

/** Models of farms and of molecules: their figures would say nothing of a print, and overflow on the way. */
const LEAST_MM = 0.01;
const MOST_MM = 10_000;
/** A hundredth of the thinnest layer; files in text, with their four decimals, would make next to nothing of less. */
const LEAST_THICKNESS_MM = 0.001;

function scaleMesh(mesh: Mesh, { scale, sizeMm, sizeAxis = "longest", format }: MeshJob): Mesh {
  const extents = extentsOf(mesh);
  const longest = Math.max(...extents);
  const extent = sizeAxis === "longest" ? longest : extents["xyz".indexOf(sizeAxis)];
  if (sizeMm !== undefined && !(extent > 0))
    throw badMesh(`The mesh has no extent along ${sizeAxis}, so it cannot be brought to a size there.`);
  const factor = sizeMm === undefined ? (scale ?? 1) : sizeMm / extent;
  const size = longest * factor;
  if (!(size >= LEAST_MM && size <= MOST_MM))
    throw badMesh(
      `The mesh would measure ${size.toPrecision(3)} mm. Give a scale or size_mm that brings it between ${LEAST_MM} and ${MOST_MM.toLocaleString("en")} mm.`,
    );
  const thinnest = Math.min(...extents) * factor;
  if (format && thinnest > 0 && thinnest < LEAST_THICKNESS_MM)
    throw badMesh(
      `The mesh would be only ${thinnest.toPrecision(3)} mm thick, which no printer can make and not every file can hold. ` +
        `Give it at least ${LEAST_THICKNESS_MM} mm.`,
    );
  return factor === 1 ? mesh : { ...mesh, positions: mesh.positions.map((value) => value * factor) };
}

const badMesh = (message: string): AppError => new AppError("bad_mesh", message, { param: "mesh" });

/** What a printer meets behind walls and in layers can only be said of a closed mesh. */
function measureOnBed(mesh: Mesh, { contract }: MeshJob): PrintReport | MeshReport {
  const { low, high } = measureBounds(mesh);
  const sizeMm = Math.max(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
  const placed = placeMesh(mesh, { sizeMm, axis: "longest" });
  const report = measureMesh(placed, contract?.bed_mm);
  return report.watertight && report.manifold && report.volumeMm3 > 0 ? measurePrint(placed, report) : report;
}

function judge(
  report: PrintReport | MeshReport,
  contract: NonNullable<MeshJob["contract"]>,
): NonNullable<MeshOutput["verdict"]> {
  if (!("islands" in report))
    return {
      holds: false,
      findings: ["the surface is not closed, so nothing can be said of its walls: let it be repaired"],
    };
  const clauses = judgeContract(report, contract);
  return { holds: clauses.every(({ holds }) => holds), findings: clauses.map(({ measured }) => measured) };
}
