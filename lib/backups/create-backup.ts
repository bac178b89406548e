import { createReadStream } from "node:fs";
import { mkdir, readdir, rm, statfs } from "node:fs/promises";
import path from "node:path";
import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import pg from "pg";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import { mirrorObjects, type Withheld } from "@/lib/storage";
import { readKeys, writeKeys } from "./backup-keys";
import { copyErasures } from "./copy-erasures";
import { dumpDatabase } from "./dump-database";
import { loadDatabase } from "./load-database";
import { openBackup, sealBackup } from "./seal-backup";
import { draftOf } from "./write-whole";

export interface CreatedBackup {
  id: string;
  /** Its whole path. */
  file: string;
  sizeBytes: number;
  /** Objects that were stored since the backup before. */
  objects: number;
  durationMs: number;
}

/** Where backups lie. Throws `conflict` where the operator wants none. */
export function backupFolder(): string {
  const { backupDir } = env();
  if (!backupDir) throw new AppError("conflict", "BACKUP_DIR is off. Name a folder for backups.");
  return backupDir;
}

/**
 * Writes the whole database, as the connection sees it, encrypted into a file of the folder of backups, with the keys in a
 * file of their own, the ledger of erasures and each object that is not there yet. The file is whole or not there, and there
 * only once all that belongs to it is. Of the objects those that are `withheld` are left out. The connection must be allowed
 * to read the financial records. Throws `conflict` where another is being written, and `storage_unavailable` where the disk
 * is nearly full.
 */
export async function createBackup(connectionString: string, withheld?: Withheld): Promise<CreatedBackup> {
  const folder = backupFolder();
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>("SELECT pg_try_advisory_lock($1) AS free", [LOCK]);
    if (!rows[0].free) throw new AppError("conflict", "Another backup is being written.");
    return await write(client, connectionString, folder, withheld);
  } finally {
    await client.end();
  }
}

/** Any fixed number: two that wrote at once would write the same. */
const LOCK = 7_712_061_946;

async function write(
  client: pg.Client,
  connectionString: string,
  folder: string,
  withheld?: Withheld,
): Promise<CreatedBackup> {
  const began = performance.now();
  const createdAt = clock.now();
  const id = newId("backup");
  const name = `${timeInName(createdAt)}-${id}`;
  const file = path.join(folder, `${name}.ppb`);
  let rows = 0;
  await removeDrafts(folder);
  await requireRoom(folder);
  const plain = dumpDatabase(connectionString, (count) => (rows += count));
  const draft = await draftOf(file, sealBackup(through(plain, createGzip())));
  try {
    // After the rows: whatever they speak of is there, unless it was removed meanwhile.
    await writeKeys(client, folder, name);
    await copyErasures(env().dataDir, folder);
    const objects = await mirrorObjects(folder, withheld);
    await draft.keep();
    const { sizeBytes } = draft;
    const durationMs = Math.round(performance.now() - began);
    await db().backup.create({
      data: {
        id,
        file: `${name}.ppb`,
        sizeBytes: BigInt(sizeBytes),
        rows: BigInt(rows),
        durationMs,
        createdAt,
      },
    });
    return { id, file, sizeBytes, objects, durationMs };
  } catch (error) {
    await draft.remove();
    throw error;
  }
}

const LEAST_FREE_BYTES = 200_000_000;

/** Where it is the database's own disk, a backup must not be what fills it. */
async function requireRoom(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [{ bavail, bsize }, newest] = await Promise.all([
    statfs(folder),
    db().backup.findFirst({ orderBy: { createdAt: "desc" }, select: { sizeBytes: true } }),
  ]);
  if (bavail * bsize < LEAST_FREE_BYTES + 2 * Number(newest?.sizeBytes ?? 0))
    throw new AppError(
      "storage_unavailable",
      "The disk of the backups is nearly full. Make room there, or name another in BACKUP_DIR.",
    );
}

/** As every file system takes it, and in the order of time. */
export const timeInName = (moment: Date): string => moment.toISOString().replace(/[:.]/g, "-");

/** Of what a name begins with. */
export const momentInName = (name: string): Date =>
  new Date(name.slice(0, 24).replace(/T(..)-(..)-(..)-/, "T$1:$2:$3."));

/** What a killed writer left: there is no other than this one. */
async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (name.endsWith(".ppb.draft")) await rm(path.join(folder, name), { force: true });
}

/**
 * Fills an empty database from a backup's file and the newest keys beside it, see {@link loadDatabase}. Throws
 * {@link BackupDamaged} as well.
 */
export async function restoreBackup(file: string, connectionString: string): Promise<Record<string, number>> {
  const keys = await readKeys(path.dirname(file));
  return loadDatabase(connectionString, through(openBackup(createReadStream(file)), createGunzip()), keys);
}

/** What fails before it fails behind it as well. */
function through(source: AsyncIterable<Uint8Array>, step: Transform): AsyncIterable<Buffer> {
  pipeline(Readable.from(source), step).catch((error: Error) => step.destroy(error));
  return step;
}
