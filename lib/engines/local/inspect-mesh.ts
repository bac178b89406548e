import { inflateRawSync } from "node:zlib";
import { AppError } from "@/lib/core/errors";
import { BadMeshError, UnknownMeshFormatError } from "@/lib/geometry/formats/bad-mesh-error";
import { refuseAtSight } from "@/lib/geometry/formats/read-mesh";
import { refuseMalware } from "./refuse-malware";

export { tellMeshKind as meshKind } from "@/lib/geometry/formats/read-mesh";

/**
 * What can be said of an uploaded mesh at once, without reading it: malware, no mesh at all, cut short, counts that lie,
 * no faces, bombs. Takes milliseconds on the calling thread; all else is for `runMeshJob`.
 * @throws AppError `malware_found`, `unsupported_media_type`, `bad_mesh`
 */
export function refuseMeshFile(bytes: Uint8Array): void {
  refuseMalware(bytes, "mesh");
  try {
    refuseAtSight(bytes, (packed, maxOutputLength) => inflateRawSync(packed, { maxOutputLength }));
  } catch (error) {
    throw toMeshRefusal(error);
  }
}

/** A reader's complaint as a public refusal of the field `mesh`; anything else as it is. */
export function toMeshRefusal(error: unknown): unknown {
  if (error instanceof UnknownMeshFormatError)
    return new AppError("unsupported_media_type", error.message, { param: "mesh" });
  if (error instanceof BadMeshError)
    return new AppError("bad_mesh", error.message, { param: "mesh", cause: error });
  return error;
}
