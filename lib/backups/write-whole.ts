import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";

/** Writes a file that is whole or not there, safe on the disk, and returns its size. */
export async function writeWhole(
  file: string,
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> {
  const place = await draftOf(file, parts);
  await place.keep();
  return place.sizeBytes;
}

export interface Draft {
  sizeBytes: number;
  /** Gives the file its name. */
  keep(): Promise<void>;
  remove(): Promise<void>;
}

/** The same, left under a draft's name until it is to be there. Nothing is left where the parts fail. */
export async function draftOf(
  file: string,
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<Draft> {
  const draft = `${file}.draft`;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  let sizeBytes = 0;
  const remove = () => rm(draft, { force: true });
  try {
    const handle = await open(draft, "wx", 0o600);
    try {
      for await (const part of parts) {
        await handle.writeFile(part);
        sizeBytes += part.length;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { sizeBytes, remove, keep: () => rename(draft, file) };
  } catch (error) {
    await remove();
    throw error;
  }
}
