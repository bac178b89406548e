import { clock } from "@/lib/core/clock";
import { AppError, isAppError } from "@/lib/core/errors";
import { db } from "@/lib/db";
import {
  meshKind,
  pictureKind,
  prepareDepthMap,
  prepareImage,
  prepareNormalMap,
  refuseMeshFile,
  type PreparedImage,
} from "@/lib/engines";
import {
  passingName,
  putObject,
  putStream,
  readObject,
  removeObject,
  requireStorage,
  type StoredObject,
} from "@/lib/storage";
import { live, notFound } from "./get-upload";
import { kindOf, toUpload, type UploadRow } from "./record";
import type { Upload } from "./schema";

export interface Arriving {
  /** As the sender states it. */
  contentType: string;
  /** The bytes as they come, refused beyond `maxBytes`. */
  body: (maxBytes: number) => AsyncIterable<Uint8Array>;
}

/**
 * Takes the bytes of an announced upload; the signature of the address has been verified, so no organization is asked
 * for. A picture is decoded and written anew before anything of it is kept; a mesh goes to the disk encrypted as it
 * arrives, and is removed again where it is none. A refusal leaves the upload waiting, so that it can be sent right.
 * Throws `not_found`, `conflict` where the bytes are there already, `unsupported_media_type`, `payload_too_large`,
 * `invalid_request` where too little comes, `storage_quota`, and what `prepareImage` and `refuseMeshFile` refuse.
 */
export async function receiveUpload(id: string, { contentType, body }: Arriving): Promise<Upload> {
  const row = await findWaiting(id);
  const stated = contentType.split(";")[0].trim().toLowerCase();
  if (stated !== row.contentType)
    throw mistaken(`Send the header Content-Type: ${row.contentType}, as the upload was announced.`);
  await requireStorage(row.organizationId);
  const source = exactly(row.sizeBytes, body(row.sizeBytes));
  const kind = kindOf(row);
  const keeping = kind === "mesh" ? keepMesh(row, source) : keepPixels(row, source, prepare[kind]);
  return finish(row, await keeping.catch(nameTheBody));
}

const prepare = { picture: prepareImage, depth_map: prepareDepthMap, normal_map: prepareNormalMap };

/** The refusals of files name the field that a form would have sent them in; here they are the whole body. */
function nameTheBody(error: unknown): never {
  if (!isAppError(error) || !["image", "depth_map", "normal_map", "mesh"].includes(error.details.param ?? ""))
    throw error;
  throw new AppError(error.code, error.message, { ...error.details, param: "body" });
}

interface Kept extends StoredObject {
  contentType: string;
  width: number;
  height: number;
}

async function keepPixels(
  row: UploadRow,
  source: AsyncIterable<Uint8Array>,
  prepare: (bytes: Uint8Array) => Promise<PreparedImage>,
): Promise<Kept> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  const sent = new Uint8Array(Buffer.concat(parts));
  const found = pictureKind(sent);
  if (found && `image/${found}` !== row.contentType)
    throw mistaken(`The upload was announced as ${row.contentType} and holds a picture in ${found}.`);
  const { bytes, contentType, width, height } = await prepare(sent);
  const { organizationId, id } = row;
  const kept = await putObject({ organizationId, name: passingName(id, "picture"), bytes });
  return { ...kept, contentType, width, height };
}

async function keepMesh(row: UploadRow, source: AsyncIterable<Uint8Array>): Promise<Kept> {
  const { organizationId, id, sizeBytes, contentType } = row;
  const kept = await putStream({ organizationId, name: passingName(id, "mesh"), source, sizeBytes });
  try {
    const bytes = await readObject(kept.object);
    refuseMeshFile(bytes);
    const found = meshKind(bytes);
    if (found !== meshKinds[contentType])
      throw mistaken(`The upload was announced as ${contentType} and holds another kind of mesh: ${found}.`);
    return { ...kept, contentType, width: 0, height: 0 };
  } catch (error) {
    await removeObject(kept.object);
    throw error;
  }
}

/** What a file of each type looks like from outside. */
const meshKinds: Partial<Record<string, ReturnType<typeof meshKind>>> = {
  "model/stl": "stl",
  "model/obj": "obj",
  "application/x-ply": "ply",
  "model/gltf-binary": "glb",
  "model/3mf": "zip",
  "application/zip": "zip",
};

/** Of several that arrive at once the first one stands. */
async function finish(
  row: UploadRow,
  { object, contentType, sizeBytes, width, height }: Kept,
): Promise<Upload> {
  const where = { id: row.id, status: "waiting" as const, ...live() };
  const data = {
    status: "ready" as const,
    object,
    objectType: contentType,
    width,
    height,
    storedBytes: sizeBytes,
    receivedAt: clock.now(),
  };
  const [ready] = await db()
    .upload.updateManyAndReturn({ where, data })
    .catch(async (error: unknown) => {
      await removeObject(object);
      throw error;
    });
  if (ready) return toUpload(ready);
  await removeObject(object);
  await findWaiting(row.id);
  throw notFound();
}

async function findWaiting(id: string): Promise<UploadRow> {
  const row = await db().upload.findFirst({ where: { id, ...live() } });
  if (!row) throw notFound();
  if (row.status === "waiting") return row;
  throw new AppError(
    "conflict",
    "The bytes of this upload have arrived before. Announce a new one for others.",
  );
}

/** Ends with a refusal where less comes than was announced; more is refused by who reads. */
async function* exactly(sizeBytes: number, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let arrivedBytes = 0;
  for await (const part of source) {
    arrivedBytes += part.length;
    yield part;
  }
  if (arrivedBytes < sizeBytes)
    throw new AppError(
      "invalid_request",
      `The upload was announced with ${sizeBytes} bytes, and ${arrivedBytes} arrived. Send the whole file.`,
      { param: "bytes" },
    );
}

const mistaken = (message: string): AppError =>
  new AppError("unsupported_media_type", message, { param: "content_type" });
