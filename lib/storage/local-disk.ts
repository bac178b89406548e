import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { env } from "@/lib/core/env";
import { AppError, isAppError } from "@/lib/core/errors";
import type { ObjectStore } from "./object-store";

/** Objects as files under `DATA_DIR/objects`. Throws `storage_unavailable` where the disk is full or fails. */
export class LocalDisk implements ObjectStore {
  constructor(private readonly folder = path.join(env().dataDir, "objects")) {}

  /** Beside its place under another name, flushed, then renamed: a reader never meets half an object. */
  async put(name: string, chunks: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
    const target = this.at(name);
    const temporary = path.join(this.folder, TEMPORARY, randomUUID());
    try {
      await mkdir(path.dirname(temporary), { recursive: true });
      await this.removeLeftovers();
      await mkdir(path.dirname(target), { recursive: true });
      await write(temporary, chunks);
      await rename(temporary, target);
      await syncFolders(path.dirname(target), this.folder);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw isAppError(error) ? error : unavailable(error);
    }
  }

  async open(name: string, start: number, end: number): Promise<Readable | null> {
    if (!(await this.head(name))) return null;
    const stream = createReadStream(this.at(name), { start, end: end - 1, highWaterMark: 256 * 1024 });
    return stream;
  }

  async head(name: string): Promise<{ sizeBytes: number } | null> {
    try {
      return { sizeBytes: (await stat(this.at(name))).size };
    } catch (error) {
      if (isMissing(error)) return null;
      throw unavailable(error);
    }
  }

  async remove(name: string): Promise<void> {
    await rm(this.at(name), { force: true }).catch((error) => Promise.reject(unavailable(error)));
  }

  async removeAll(folder: string): Promise<void> {
    const target = this.at(folder);
    await rm(target, { force: true, recursive: true }).catch((error) => Promise.reject(unavailable(error)));
  }

  /** What a killed writer left, once a process and folder: half-written files are sealed, yet they take space. */
  private async removeLeftovers(): Promise<void> {
    if (tidied.has(this.folder)) return;
    tidied.add(this.folder);
    const folder = path.join(this.folder, TEMPORARY);
    for (const name of await readdir(folder)) {
      const { mtimeMs } = await stat(path.join(folder, name));
      if (Date.now() - mtimeMs > LEFTOVER_AFTER_MS) await rm(path.join(folder, name), { force: true });
    }
  }

  private at(name: string): string {
    return path.join(this.folder, name);
  }
}

/** No object's first segment starts with a dot, so that it cannot lie in here. */
const TEMPORARY = ".incoming";
const LEFTOVER_AFTER_MS = 60 * 60 * 1000;
const tidied = new Set<string>();

async function write(file: string, chunks: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new name is durable once its folder is, and that folder's own name once the one above is. */
async function syncFolders(folder: string, top: string): Promise<void> {
  for (let current = folder; ; current = path.dirname(current)) {
    const handle = await open(current, "r");
    await handle.sync().finally(() => handle.close());
    if (current === top || current === path.dirname(current)) return;
  }
}

const isMissing = (error: unknown) =>
  ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");

export function unavailable(cause: unknown): AppError {
  return new AppError(
    "storage_unavailable",
    "Files cannot be stored or read at the moment. Try again shortly.",
    {
      retryAfterSeconds: 30,
      cause,
    },
  );
}
