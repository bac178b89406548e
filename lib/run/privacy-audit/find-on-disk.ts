import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { plainPool } from "@/lib/db";

/**
 * The files of the database's server in which a word stands as it is: those of this database, and all that the server writes
 * besides, its log of changes among it. Null where its disk is another machine's, or may not be read.
 */
export async function findOnDisk(word: string): Promise<string[] | null> {
  const place = await findFolder();
  if (!place) return null;
  const entries = await readdir(place.folder, { recursive: true, withFileTypes: true }).catch(() => null);
  const files = entries
    ?.filter((entry) => entry.isFile())
    .map((entry) => path.relative(place.folder, path.join(entry.parentPath, entry.name)))
    // Other databases lie beside this one.
    .filter((file) => path.dirname(file) === path.join("base", place.own) || !file.startsWith("base"));
  if (!files?.length) return null;
  const found: string[] = [];
  for (const file of files) {
    // What the server removes meanwhile is gone.
    const bytes = await readFile(path.join(place.folder, file)).catch(() => Buffer.alloc(0));
    if (bytes.includes(word)) found.push(file);
  }
  return found;
}

async function findFolder(): Promise<{ folder: string; own: string } | null> {
  const pool = plainPool();
  try {
    // All that was written so far reaches the tables' files.
    await pool.query("CHECKPOINT");
    const { rows } = await pool.query<{ folder: string; own: string }>(
      `SELECT current_setting('data_directory') AS folder, oid::text AS own FROM pg_database
       WHERE datname = current_database()`,
    );
    return rows[0];
  } catch (error) {
    const INSUFFICIENT_PRIVILEGE = "42501";
    if ((error as { code?: string }).code === INSUFFICIENT_PRIVILEGE) return null;
    throw error;
  }
}
