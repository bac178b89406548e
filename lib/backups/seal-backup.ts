import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { cutPieces } from "@/lib/storage";
import { masterKey } from "@/lib/core/env";

/*
 * A backup, version 1:
 *
 *   "PPB1" | salt, 32 bytes | chunk | chunk | …        chunk: plain bytes in it, 4 bytes | ciphertext | tag, 16 bytes
 *
 * AES-256-GCM under a key that follows from the master key and the salt, so that it is this file's alone; a chunk's nonce is
 * its index, and the index and whether it is the last are authenticated. A file that was cut does not end with a last chunk.
 */
const MAGIC = Buffer.from("PPB1");
const SALT_BYTES = 32;
const HEADER_BYTES = MAGIC.length + SALT_BYTES;
const CHUNK_BYTES = 256 * 1024;
const LENGTH_BYTES = 4;
const TAG_BYTES = 16;

/** The backup was altered, cut, or written under another master key. */
export class BackupDamaged extends Error {
  override name = "BackupDamaged";
}

const keyOf = (salt: Buffer) => Buffer.from(hkdfSync("sha256", masterKey(), salt, "printpal:backup:1", 32));
const contextOf = (index: number, last: boolean) => Buffer.from(`${index} ${last ? "last" : "more"}`);

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  return nonce;
}

/** The sealed file of what arrives, a chunk in memory at a time. */
export async function* sealBackup(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const key = keyOf(salt);
  yield Buffer.concat([MAGIC, salt]);
  let index = 0;
  const chunk = (plain: Uint8Array, last: boolean) => {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(index)).setAAD(contextOf(index, last));
    index++;
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(plain.length);
    return Buffer.concat([length, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  for await (const plain of cutPieces(source, CHUNK_BYTES)) yield chunk(plain, false);
  yield chunk(new Uint8Array(0), true);
}

/** The plain bytes of a sealed file. Throws {@link BackupDamaged} instead of giving other bytes, or fewer. */
export async function* openBackup(sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const take = taker(sealed);
  const header = await take(HEADER_BYTES);
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new BackupDamaged("This is no backup of ours.");
  const key = keyOf(header.subarray(MAGIC.length));
  for (let index = 0; ; index++) {
    const size = (await take(LENGTH_BYTES)).readUInt32BE();
    if (size > CHUNK_BYTES) throw damaged(index);
    // The last chunk is empty, and no other is.
    const last = size === 0;
    const bytes = await take(size + TAG_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(index), { authTagLength: TAG_BYTES });
    decipher.setAAD(contextOf(index, last)).setAuthTag(bytes.subarray(size));
    try {
      yield Buffer.concat([decipher.update(bytes.subarray(0, size)), decipher.final()]);
    } catch {
      throw damaged(index);
    }
    if (last) return;
  }
}

const damaged = (index: number) =>
  new BackupDamaged(
    `The backup cannot be read from its part ${index} on: it was altered, or written under another MASTER_KEY.`,
  );

/** Reads a stream by lengths. */
function taker(source: AsyncIterable<Uint8Array>): (length: number) => Promise<Buffer> {
  const parts = source[Symbol.asyncIterator]();
  let left: Buffer = Buffer.alloc(0);
  return async (length) => {
    const pieces = [left];
    let have = left.length;
    while (have < length) {
      const { value, done } = await parts.next();
      if (done) throw new BackupDamaged("The backup ends too early: it was cut.");
      pieces.push(Buffer.from(value));
      have += value.length;
    }
    const all = Buffer.concat(pieces);
    left = all.subarray(length);
    return all.subarray(0, length);
  };
}
