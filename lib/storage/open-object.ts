import { Readable } from "node:stream";
import { AppError } from "@/lib/core/errors";
import { cutPieces } from "./cut-pieces";
import { checkObjectName, organizationOf } from "./object-name";
import { objectStore, type ObjectStore } from "./object-store";
import { organizationKey } from "./organization-key";
import { chunkOffset, HEADER_BYTES, ObjectDamaged, openChunk, openHeader, type SealedLayout } from "./seal";
import { unavailable } from "./storage-unavailable";

/** Bytes `start` to `end`, both included, as in HTTP; `end` may lie behind the last. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface OpenedObject {
  /** Plain bytes, decrypted as they are read; ends with an error, never with other bytes, where it was altered. */
  stream: Readable;
  /** Of the whole object, whatever the range. */
  sizeBytes: number;
}

/**
 * Opens an object, whole or in part. Throws `gone` where there is none, `storage_unavailable` where the disk fails or
 * the key cannot be had, and `internal_error` where it was altered, cut, or put under another name. Destroy the stream
 * if it is not read to its end.
 */
export async function openObject(object: string, range?: ByteRange): Promise<OpenedObject> {
  const store = objectStore();
  const layout = await readLayout(store, checkObjectName(object));
  const start = Math.max(0, range?.start ?? 0);
  const end = Math.min(layout.sizeBytes, (range?.end ?? Infinity) + 1);
  if (range && (start >= end || !Number.isInteger(start)))
    throw new AppError("invalid_request", "The range lies outside the file.", { param: "range" });
  const stream = Readable.from(decrypt(store, object, layout, start, end), { objectMode: false });
  return { stream, sizeBytes: layout.sizeBytes };
}

async function readLayout(store: ObjectStore, object: string): Promise<SealedLayout> {
  const head = await store.head(object);
  const source = head && (await store.open(object, 0, HEADER_BYTES));
  if (!head || !source) throw new AppError("gone", "The file is no longer here.");
  const header = await collect(source);
  const key = await organizationKey(organizationOf(object), { make: false });
  try {
    return openHeader(object, header, head.sizeBytes, key);
  } catch (error) {
    throw damaged(error);
  }
}

/** The plain bytes from `start` up to `end`: whole chunks are read and checked, then cut to the range. */
async function* decrypt(
  store: ObjectStore,
  object: string,
  layout: SealedLayout,
  start: number,
  end: number,
) {
  const { chunkBytes, chunkCount } = layout;
  const first = Math.floor(start / chunkBytes);
  const last = Math.min(chunkCount, Math.max(first + 1, Math.ceil(end / chunkBytes)));
  const source = await store.open(object, chunkOffset(first, layout), chunkOffset(last, layout));
  if (!source) throw new AppError("gone", "The file is no longer here.");
  try {
    let index = first;
    for await (const sealed of cutPieces(
      source as AsyncIterable<Buffer>,
      chunkOffset(1, layout) - chunkOffset(0, layout),
    )) {
      const plain = openChunk(object, index, sealed, layout);
      const from = index * chunkBytes;
      yield plain.subarray(Math.max(0, start - from), Math.max(0, end - from));
      index++;
    }
    if (index !== last) throw new ObjectDamaged(`${object} ends early`);
  } catch (error) {
    throw damaged(error);
  } finally {
    source.destroy();
  }
}

async function collect(source: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  try {
    for await (const part of source) parts.push(part as Buffer);
  } catch (error) {
    throw unavailable(error);
  }
  return Buffer.concat(parts);
}

function damaged(cause: unknown): unknown {
  if (cause instanceof ObjectDamaged)
    return new AppError("internal_error", "The stored file is damaged and cannot be read.", { cause });
  return cause instanceof AppError ? cause : unavailable(cause);
}
