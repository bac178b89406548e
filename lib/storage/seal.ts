import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { cutPieces } from "./cut-pieces";
import { KEY_BYTES, unwrapKey, wrapKey, WRAPPED_KEY_BYTES } from "@/lib/core/wrap-key";

/*
 * A sealed object, version 1:
 *
 *   "PPO1" | plain size, 8 bytes | chunk size, 4 bytes | wrapped data key, 60 bytes | chunk 0 | chunk 1 | …
 *
 * Every chunk is AES-256-GCM under the object's own random key: ciphertext and 16 bytes tag. Its nonce is its index (the
 * key is used for nothing else), and the object's name, the index and whether it is the last stand in what is
 * authenticated. The wrapped key is bound to the name and to everything before it. An empty object has one empty chunk.
 */
const MAGIC = Buffer.from("PPO1");
const FIXED_BYTES = MAGIC.length + 8 + 4;
export const HEADER_BYTES = FIXED_BYTES + WRAPPED_KEY_BYTES;
export const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;

/** A stored object does not decrypt to what was stored: it was altered, cut, moved or sealed by another key. */
export class ObjectDamaged extends Error {
  override name = "ObjectDamaged";
}

export interface SealedLayout {
  dataKey: Buffer;
  sizeBytes: number;
  chunkBytes: number;
  chunkCount: number;
}

/** The sealed object piece by piece, ready to be written. */
export function* seal(object: string, bytes: Uint8Array, organizationKey: Buffer): Generator<Buffer> {
  const { header, dataKey } = newHeader(object, bytes.length, organizationKey);
  yield header;
  const count = countChunks(bytes.length, CHUNK_BYTES);
  for (let index = 0; index < count; index++) {
    const plain = bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
    yield sealChunk(object, index, index === count - 1, plain, dataKey);
  }
}

/** The same of bytes that are still arriving, of which there must be exactly `sizeBytes`; throws Error otherwise. */
export async function* sealStream(
  object: string,
  source: AsyncIterable<Uint8Array>,
  sizeBytes: number,
  organizationKey: Buffer,
): AsyncGenerator<Buffer> {
  const { header, dataKey } = newHeader(object, sizeBytes, organizationKey);
  yield header;
  const count = countChunks(sizeBytes, CHUNK_BYTES);
  let index = 0;
  let arrivedBytes = 0;
  for await (const plain of cutPieces(source, CHUNK_BYTES)) {
    arrivedBytes += plain.length;
    if (arrivedBytes > sizeBytes) break;
    yield sealChunk(object, index, index === count - 1, plain, dataKey);
    index++;
  }
  if (arrivedBytes !== sizeBytes) throw new Error(`${object} was to have ${sizeBytes} bytes`);
  if (sizeBytes === 0) yield sealChunk(object, 0, true, new Uint8Array(0), dataKey);
}

function newHeader(object: string, sizeBytes: number, organizationKey: Buffer) {
  const dataKey = randomBytes(KEY_BYTES);
  const fixed = Buffer.alloc(FIXED_BYTES);
  MAGIC.copy(fixed);
  fixed.writeBigUInt64BE(BigInt(sizeBytes), MAGIC.length);
  fixed.writeUInt32BE(CHUNK_BYTES, MAGIC.length + 8);
  const header = Buffer.concat([fixed, wrapKey(dataKey, organizationKey, purposeOf(object, fixed))]);
  return { header, dataKey };
}

function sealChunk(object: string, index: number, last: boolean, plain: Uint8Array, dataKey: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", dataKey, nonceOf(index));
  cipher.setAAD(contextOf(object, index, last));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Reads a header and checks it against the object's name and its size on disk. Throws {@link ObjectDamaged}. */
export function openHeader(
  object: string,
  header: Buffer,
  storedBytes: number,
  organizationKey: Buffer,
): SealedLayout {
  const fixed = header.subarray(0, FIXED_BYTES);
  if (header.length !== HEADER_BYTES || !fixed.subarray(0, MAGIC.length).equals(MAGIC))
    throw new ObjectDamaged(`${object} is not a sealed object`);
  const sizeBytes = Number(fixed.readBigUInt64BE(MAGIC.length));
  const chunkBytes = fixed.readUInt32BE(MAGIC.length + 8);
  try {
    const dataKey = unwrapKey(header.subarray(FIXED_BYTES), organizationKey, purposeOf(object, fixed));
    const chunkCount = countChunks(sizeBytes, chunkBytes);
    if (storedBytes !== HEADER_BYTES + sizeBytes + chunkCount * TAG_BYTES)
      throw new Error(`it has ${storedBytes} bytes`);
    return { dataKey, sizeBytes, chunkBytes, chunkCount };
  } catch (cause) {
    throw new ObjectDamaged(`${object} was altered, cut or moved`, { cause });
  }
}

/** One chunk's plain bytes. Throws {@link ObjectDamaged} unless it is exactly what was sealed at this place. */
export function openChunk(object: string, index: number, sealed: Buffer, layout: SealedLayout): Buffer {
  try {
    const decipher = createDecipheriv("aes-256-gcm", layout.dataKey, nonceOf(index), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(contextOf(object, index, index === layout.chunkCount - 1));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new ObjectDamaged(`${object} was altered in chunk ${index}`, { cause });
  }
}

/** Where a chunk begins in the stored object. */
export const chunkOffset = (index: number, { chunkBytes }: SealedLayout): number =>
  HEADER_BYTES + index * (chunkBytes + TAG_BYTES);

const countChunks = (sizeBytes: number, chunkBytes: number) => Math.max(1, Math.ceil(sizeBytes / chunkBytes));

const purposeOf = (object: string, fixed: Buffer) =>
  Buffer.concat([Buffer.from(`printpal:object-key:${object}\0`), fixed]);

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  return nonce;
}

const contextOf = (object: string, index: number, last: boolean) =>
  Buffer.from(`printpal:object:1:${object}\0${index}\0${last ? "last" : "more"}`);
