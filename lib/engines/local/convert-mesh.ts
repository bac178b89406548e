import { inflateRawSync } from "node:zlib";
import { MeshoptDecoder } from "meshoptimizer/decoder";
import { MeshoptEncoder } from "meshoptimizer/encoder";
import { AppError } from "@/lib/core/errors";
import { BadMeshError, UnknownMeshFormatError } from "@/lib/geometry/formats/bad-mesh-error";
import { readMesh, type ReadMesh } from "@/lib/geometry/formats/read-mesh";
import { writeMesh } from "@/lib/geometry/formats/write-mesh";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import type { PrintReport } from "@/lib/geometry/mesh/print-report";
import { measurePrint } from "@/lib/geometry/print/measure-print";
import { repairMesh, UnrepairableMeshError, type Repairs } from "@/lib/geometry/repair/repair-mesh";
import type { EngineFile, MeshFormat } from "../engine";
import { deflateRaw } from "./write-output";

export interface CheckedMesh {
  /** What the file turned out to be. */
  readFormat: ReadMesh["format"];
  /** What had to be done to make a solid of it. */
  repairs: Repairs;
  /** Measured on the repaired mesh, set down on the bed. */
  report: PrintReport;
}

export interface ConvertedMesh extends CheckedMesh {
  file: EngineFile;
}

/**
 * Reads, repairs and measures a mesh that a caller sends: STL, OBJ (also zipped with its materials), PLY, GLB or 3MF.
 * Runs on the calling thread, for a few seconds a million triangles.
 *
 * @throws AppError `unsupported_media_type` for anything else, `bad_mesh` for a file that is broken or encloses nothing
 */
export async function checkUploadedMesh(bytes: Uint8Array): Promise<CheckedMesh> {
  const { readFormat, repairs, mesh } = await openUpload(bytes);
  return { readFormat, repairs, report: measureOnBed(mesh) };
}

/**
 * The same, written in another format. Colours stay where the format has them; size and place stay as they are.
 * @param options.packed a GLB in about half the bytes, for readers that know EXT_meshopt_compression
 * @throws AppError as {@link checkUploadedMesh}
 */
export async function convertMesh(
  bytes: Uint8Array,
  format: MeshFormat,
  { packed = false }: { packed?: boolean } = {},
): Promise<ConvertedMesh> {
  const { readFormat, repairs, mesh } = await openUpload(bytes);
  if (packed) await MeshoptEncoder.ready;
  const compress = packed ? MeshoptEncoder.encodeGltfBuffer.bind(MeshoptEncoder) : undefined;
  const file = { format, ...writeMesh(mesh, format, { deflateRaw, compress }) };
  return { readFormat, repairs, report: measureOnBed(mesh), file };
}

async function openUpload(bytes: Uint8Array): Promise<Omit<CheckedMesh, "report"> & { mesh: Mesh }> {
  await MeshoptDecoder.ready;
  try {
    const { format, mesh } = readMesh(bytes, {
      inflateRaw: (packed, maxOutputLength) => inflateRawSync(packed, { maxOutputLength }),
      unpackBuffer: MeshoptDecoder.decodeGltfBuffer,
    });
    return { readFormat: format, ...repairMesh(mesh) };
  } catch (error) {
    if (error instanceof UnknownMeshFormatError)
      throw new AppError("unsupported_media_type", error.message, { param: "file" });
    if (error instanceof BadMeshError || error instanceof UnrepairableMeshError)
      throw new AppError("bad_mesh", error.message, { param: "file", cause: error });
    throw error;
  }
}

function measureOnBed(mesh: Mesh): PrintReport {
  const { low, high } = measureBounds(mesh);
  const sizeMm = Math.max(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
  const placed = placeMesh(mesh, { sizeMm, axis: "longest" });
  return measurePrint(placed, measureMesh(placed));
}
