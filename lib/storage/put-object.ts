import { createHash } from "node:crypto";
import { newObjectName, organizationOf } from "./object-name";
import { objectStore } from "./object-store";
import { organizationKey } from "./organization-key";
import { seal } from "./seal";

export interface NewObject {
  organizationId: string;
  /** What it is, such as `gen_…/model.stl`: letters, digits, dot, dash, underscore, and slashes between folders. */
  name: string;
  bytes: Uint8Array;
}

export interface StoredObject {
  /** Its name in storage, to be kept in a row; new for every put. */
  object: string;
  sizeBytes: number;
  /** Of the plain bytes, in hexadecimal. */
  sha256: string;
}

/**
 * Encrypts and stores bytes; durable when it resolves. Throws `storage_unavailable` where the disk is full or fails or
 * the master key is missing; nothing is left behind then, and never a plain byte.
 */
export async function putObject({ organizationId, name, bytes }: NewObject): Promise<StoredObject> {
  const object = newObjectName(organizationId, name);
  const key = await organizationKey(organizationOf(object), { make: true });
  await objectStore().put(object, seal(object, bytes, key));
  return { object, sizeBytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
