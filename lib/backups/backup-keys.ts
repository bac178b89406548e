import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { BackupDamaged, openBackup, sealBackup } from "./seal-backup";
import { writeWhole } from "./write-whole";

const FOLDER = "keys";
const NAME = /^[\dTZ-]{24}-bak_\w{22}\.ppk$/;

/** The table that no backup of the rows holds: a key that was destroyed must not come back with them. */
export const KEYS_TABLE = "public.organization_keys";

/** The keys of the organizations, wrapped, as rows of JSON. */
export type WrappedKeys = string;

/**
 * Writes the keys of all organizations into a file of their own, which is removed after a week: what a destroyed key was to
 * keep unreadable then is so in every backup.
 */
export async function writeKeys(client: pg.Client, folder: string, name: string): Promise<void> {
  const { rows } = await client.query<{ keys: string }>(
    `SELECT coalesce(json_agg(one), '[]')::text AS keys FROM ${KEYS_TABLE} AS one`,
  );
  await writeWhole(path.join(folder, FOLDER, `${name}.ppk`), sealBackup([Buffer.from(rows[0].keys)]));
}

/** Names of the files of keys in a folder of backups, the newest first. */
export async function listKeyFiles(folder: string): Promise<string[]> {
  const names = await readdir(path.join(folder, FOLDER)).catch(() => []);
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
}

export const keyFileAt = (folder: string, name: string): string => path.join(folder, FOLDER, name);

/**
 * The newest keys that lie in a folder of backups, whichever backup is restored: of those that were destroyed since it was
 * written there are none among them. Null where there is no file. Throws {@link BackupDamaged}.
 */
export async function readKeys(folder: string): Promise<WrappedKeys | null> {
  const [newest] = await listKeyFiles(folder);
  if (!newest) return null;
  const parts: Buffer[] = [];
  try {
    for await (const part of openBackup(createReadStream(keyFileAt(folder, newest)))) parts.push(part);
  } catch (error) {
    if (!(error instanceof BackupDamaged)) throw error;
    throw new BackupDamaged(`The file of keys ${newest} cannot be read: ${error.message}`);
  }
  return Buffer.concat(parts).toString();
}

/** Puts them into a restored database. */
export async function loadKeys(client: pg.Client, keys: WrappedKeys): Promise<void> {
  await client.query(
    `INSERT INTO ${KEYS_TABLE} SELECT * FROM json_populate_recordset(NULL::${KEYS_TABLE}, $1::json)
     ON CONFLICT DO NOTHING`,
    [keys],
  );
}
