import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { copyErasures, restoreBackup } from "@/lib/backups";
import { clock } from "@/lib/core/clock";
import { env, overrideEnv } from "@/lib/core/env";
import { closeDb } from "@/lib/db";
import { sealOpenRows } from "@/lib/db/sealed/seal-open-rows";
import { replayErasures } from "@/lib/privacy";
import { returnObjects } from "@/lib/storage";
import { makeMonths } from "@/lib/usage";

export interface Restored {
  tables: number;
  rows: number;
  /** Objects that were not stored any more. */
  objects: number;
  erasedAgain: number;
}

/**
 * Fills an empty database from a backup, stores again the objects that are missing, and erases again whoever was erased since,
 * by the ledger beside the backup and that of the data folder, which knows of them from then on.
 */
export async function fillDatabase(file: string, databaseUrl: string): Promise<Restored> {
  const counted = Object.values(await restoreBackup(file, databaseUrl));
  const before = env();
  const folder = path.dirname(path.resolve(file));
  await closeDb();
  overrideEnv({ databaseUrl });
  try {
    // Of an earlier version: nothing of it is found by its hash before.
    await sealOpenRows(databaseUrl);
    await copyErasures(folder, before.dataDir);
    // Before the erasing, which removes those of whoever was erased.
    const objects = (await returnObjects(folder)).length;
    const erasedAgain = await replayErasures(personalRooms);
    // While nobody waits for the log: its older calls find their months.
    await makeMonths();
    return {
      ...{ tables: counted.length, rows: counted.reduce((sum, rows) => sum + rows, 0) },
      ...{ objects, erasedAgain },
    };
  } finally {
    await closeDb();
    overrideEnv(before);
  }
}

/**
 * Puts a backup in the place of a database while others use it: it is restored beside it first, made ready by `prepare`, and
 * only when all that went well do the two change their names. Whoever was connected is cut off and comes back to the restored
 * one. The other is kept under the name that is returned, closed to everybody.
 */
export async function replaceDatabase(
  file: string,
  own: string,
  prepare: (databaseUrl: string) => Promise<unknown> = async () => {},
): Promise<Restored & { kept: string }> {
  const name = decodeURIComponent(new URL(own).pathname.slice(1));
  const stamp = clock.now().toISOString().replace(/\D/g, "").slice(0, 14);
  const [fresh, kept] = [`${name}_restored_${stamp}`, `${name}_before_${stamp}`];
  const server = await connect(addressOf(own, "postgres"));
  try {
    await server.query(`CREATE DATABASE ${quote(fresh)}`);
    try {
      const restored = await fillDatabase(file, addressOf(own, fresh));
      await prepare(addressOf(own, fresh));
      await closeTo(server, name);
      await server.query("BEGIN");
      await server.query(`ALTER DATABASE ${quote(name)} RENAME TO ${quote(kept)}`);
      await server.query(`ALTER DATABASE ${quote(fresh)} RENAME TO ${quote(name)}`);
      await server.query("COMMIT");
      return { ...restored, kept };
    } catch (error) {
      await server.query("ROLLBACK");
      await server.query(`ALTER DATABASE ${quote(name)} ALLOW_CONNECTIONS true`);
      await server.query(`DROP DATABASE IF EXISTS ${quote(fresh)} WITH (FORCE)`);
      throw error;
    }
  } finally {
    await server.end();
  }
}

/** Nobody comes in any more, and whoever is in is sent out: it cannot be renamed otherwise. */
async function closeTo(server: pg.Client, name: string): Promise<void> {
  await server.query(`ALTER DATABASE ${quote(name)} ALLOW_CONNECTIONS false`);
  const there = "FROM pg_stat_activity WHERE datname = $1";
  await server.query(`SELECT pg_terminate_backend(pid) ${there}`, [name]);
  for (let look = 0; (await server.query(`SELECT ${there}`, [name])).rowCount; look++) {
    if (look === LOOKS) throw new Error(`Somebody stays connected to ${name}.`);
    await sleep(20);
  }
}

const LOOKS = 1500;

const quote = (name: string): string => pg.escapeIdentifier(name);

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

function addressOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}
