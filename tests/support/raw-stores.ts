import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { env, overrideEnv } from "@/lib/core/env";
import { keyOf } from "@/lib/storage/object-key";
import { startS3StandIn } from "./s3-stand-in";

/** What a store really holds, past everything that seals and opens. */
export interface RawStore {
  read(object: string): Promise<Buffer>;
  write(object: string, bytes: Buffer): Promise<void>;
  /** Every file or object, by its place. */
  all(): Promise<Map<string, Buffer>>;
  /** How many writes are begun and neither finished nor taken back. */
  unfinished(): Promise<number>;
  close(): Promise<void>;
}

/** Both kinds, for `describe.each`; `open` after `freshDatabase`, and everything goes there until it is closed. */
export const rawStores: { store: string; open: () => Promise<RawStore> }[] = [
  { store: "the disk", open: openDisk },
  { store: "S3", open: openS3 },
];

async function openDisk(): Promise<RawStore> {
  const folder = path.join(env().dataDir, "objects");
  const files = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  };
  return {
    read: (object) => readFile(path.join(folder, object)),
    write: (object, bytes) => writeFile(path.join(folder, object), bytes),
    all: async () => {
      const found = await files();
      const read = found.map(async (file) => [path.relative(folder, file), await readFile(file)] as const);
      return new Map(await Promise.all(read));
    },
    unfinished: async () => (await files()).filter((file) => file.includes("/.incoming/")).length,
    close: async () => undefined,
  };
}

async function openS3(): Promise<RawStore> {
  const standIn = await startS3StandIn();
  overrideEnv({ s3: standIn.settings });
  const { bucket } = standIn;
  return {
    read: async (object) => bucket.get(keyOf(object)).bytes,
    write: async (object, bytes) => void bucket.put(keyOf(object), bytes),
    all: async () => new Map([...bucket.objects].map(([key, { bytes }]) => [key, bytes])),
    unfinished: async () => bucket.unfinished.size,
    close: async () => {
      overrideEnv({ s3: undefined });
      await standIn.close();
    },
  };
}
