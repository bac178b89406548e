import { createHash } from "node:crypto";
import { newObjectName, organizationOf } from "./object-name";
import { openObject } from "./open-object";
import { objectStore } from "./object-store";
import { organizationKey } from "./organization-key";
import type { NewObject, StoredObject } from "./put-object";
import { sealStream } from "./seal";

export interface NewStream extends Omit<NewObject, "bytes"> {
  source: AsyncIterable<Uint8Array>;
  sizeBytes: number;
}

/**
 * Encrypts and stores bytes while they arrive, a chunk in memory at a time. Throws as `putObject` does, and what the
 * source throws; also where it does not bring exactly `sizeBytes`. Nothing is left behind then.
 */
export async function putStream({
  organizationId,
  name,
  source,
  sizeBytes,
}: NewStream): Promise<StoredObject> {
  const object = newObjectName(organizationId, name);
  const key = await organizationKey(organizationOf(object), { make: true });
  const hash = createHash("sha256");
  await objectStore().put(object, sealStream(object, hashing(source, hash), sizeBytes, key));
  return { object, sizeBytes, sha256: hash.digest("hex") };
}

/** The same bytes under another name, sealed anew. Throws `gone` where there is no such object, or as {@link putStream}. */
export async function copyObject(object: string, to: Omit<NewObject, "bytes">): Promise<StoredObject> {
  const { stream, sizeBytes } = await openObject(object);
  return putStream({ ...to, source: stream as AsyncIterable<Buffer>, sizeBytes });
}

async function* hashing(source: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const part of source) {
    hash.update(part);
    yield part;
  }
}
