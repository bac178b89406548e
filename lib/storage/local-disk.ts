import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { link, mkdir, open, readdir, rename, rm, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { env } from "@/lib/core/env";
import { isAppError } from "@/lib/core/errors";
import type { ObjectStore } from "./object-store";
import { isPassing } from "./passing-name";
import { unavailable } from "./storage-unavailable";

/** Objects as files under `DATA_DIR/objects`. Throws `storage_unavailable` where the disk is full or fails. */
export class LocalDisk implements ObjectStore {
  constructor(private readonly folder = path.join(env().dataDir, "objects")) {}

  /** Beside its place under another name, flushed, then renamed: a reader never meets half an object. */
  async put(name: string, chunks: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
    const target = this.at(name);
    const temporary = path.join(this.folder, TEMPORARY, randomUUID());
    try {
      await this.removeLeftovers();
      await write(temporary, chunks);
      const folder = path.dirname(target);
      const made = await mkdir(folder, { recursive: true });
      await rename(temporary, target);
      await syncFolders(folder, { top: this.folder, made });
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

  async *list(
    wanted: (name: string) => boolean = () => true,
    folder = "",
  ): AsyncGenerator<{ name: string; storedAt: Date }> {
    for (const entry of await ifThere(readdir(this.at(folder), { withFileTypes: true }), [])) {
      if (entry.name.startsWith(".")) continue;
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) yield* this.list(wanted, name);
      else if (wanted(name)) {
        const found = await ifThere(stat(this.at(name)), null);
        if (found) yield { name, storedAt: found.mtime };
      }
    }
  }

  listPassing(): AsyncGenerator<{ name: string; storedAt: Date }> {
    return this.list(isPassing);
  }

  async remove(name: string): Promise<void> {
    await rm(this.at(name), { force: true }).catch((error) => Promise.reject(unavailable(error)));
  }

  async removeAll(folder: string): Promise<void> {
    const target = this.at(folder);
    await rm(target, { force: true, recursive: true }).catch((error) => Promise.reject(unavailable(error)));
  }

  async describe(): Promise<string> {
    return `files under ${this.folder}`;
  }

  /** Not to another disk, nor where a file can have but one name. */
  async share(name: string, file: string): Promise<boolean> {
    return link(this.at(name), file).then(
      () => true,
      () => false,
    );
  }

  /** What a killed writer left, once a process and folder: half-written files are sealed, yet they take space. */
  private async removeLeftovers(): Promise<void> {
    if (tidied.has(this.folder)) return;
    const folder = path.join(this.folder, TEMPORARY);
    await mkdir(folder, { recursive: true });
    tidied.add(this.folder);
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
  const handle = await create(file);
  try {
    for await (const piece of gather(chunks)) await handle.writeFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The folder may have been taken away since this process made it. */
async function create(file: string): Promise<FileHandle> {
  try {
    return await open(file, "wx", 0o600);
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(path.dirname(file), { recursive: true });
    return open(file, "wx", 0o600);
  }
}

const PIECE_BYTES = 1024 * 1024;

/** Fewer, larger pieces: a small object is written at once, and a large one never stands in memory as a whole. */
async function* gather(chunks: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes < PIECE_BYTES) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    sizeBytes = 0;
  }
  if (sizeBytes > 0) yield Buffer.concat(waiting);
}

/** Folders of the first level that this process has seen to be durable. One that it makes again counts as new. */
const settled = new Set<string>();
const MAX_SETTLED = 10_000;

/**
 * A new name is durable once its folder is, and that folder's own name once the one above is: up to the first that this
 * process knows to be settled and did not just make (`made`: the topmost it made). All at once, so that a journal takes
 * them together.
 */
async function syncFolders(folder: string, { top, made }: { top: string; made?: string }): Promise<void> {
  const isNew = (current: string) =>
    made !== undefined && (current === made || current.startsWith(made + path.sep));
  const chain = [folder];
  for (let current = folder; current !== top && current !== path.dirname(current);) {
    if (settled.has(current) && !isNew(current)) break;
    current = path.dirname(current);
    chain.push(current);
  }
  await Promise.all(chain.map(syncFolder));
  if (settled.size >= MAX_SETTLED) settled.clear();
  for (const current of chain) if (path.dirname(current) === top) settled.add(current);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** What is removed meanwhile is no failure. */
const ifThere = <T, E>(read: Promise<T>, otherwise: E): Promise<T | E> =>
  read.catch((error: unknown) => {
    if (isMissing(error)) return otherwise;
    throw unavailable(error);
  });

const isMissing = (error: unknown) =>
  ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
