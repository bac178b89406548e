import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import { dumpDatabase } from "./dump-database";
import { loadDatabase } from "./load-database";
import { openBackup, sealBackup } from "./seal-backup";

export interface CreatedBackup {
  id: string;
  /** Its whole path. */
  file: string;
  sizeBytes: number;
}

/** Where backups lie. Throws `conflict` where the operator has named no folder. */
export function backupFolder(): string {
  const { backupDir } = env();
  if (!backupDir) throw new AppError("conflict", "BACKUP_DIR is not set. Name a folder for backups.");
  return backupDir;
}

/**
 * Writes the whole database, as the connection sees it, encrypted into a file of the folder of backups: whole or not there.
 * The connection must be allowed to read the financial records.
 */
export async function createBackup(connectionString: string): Promise<CreatedBackup> {
  const folder = backupFolder();
  const createdAt = clock.now();
  const id = newId("backup");
  const name = `${timeInName(createdAt)}-${id}.ppb`;
  const file = path.join(folder, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let rows = 0;
  const plain = dumpDatabase(connectionString, (count) => (rows += count));
  const sizeBytes = await write(file, sealBackup(through(plain, createGzip())));
  await db().backup.create({
    data: { id, file: name, sizeBytes: BigInt(sizeBytes), rows: BigInt(rows), createdAt },
  });
  return { id, file, sizeBytes };
}

/** As every file system takes it, and in the order of time. */
export const timeInName = (moment: Date): string => moment.toISOString().replace(/[:.]/g, "-");

async function write(file: string, parts: AsyncIterable<Buffer>): Promise<number> {
  const draft = `${file}.draft`;
  let sizeBytes = 0;
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
    await rename(draft, file);
    return sizeBytes;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Fills an empty database from a backup's file, see {@link loadDatabase}. Throws {@link BackupDamaged} as well. */
export async function restoreBackup(file: string, connectionString: string): Promise<Record<string, number>> {
  return loadDatabase(connectionString, through(openBackup(createReadStream(file)), createGunzip()));
}

/** What fails before it fails behind it as well. */
function through(source: AsyncIterable<Uint8Array>, step: Transform): AsyncIterable<Buffer> {
  pipeline(Readable.from(source), step).catch((error: Error) => step.destroy(error));
  return step;
}
