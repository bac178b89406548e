import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { backupFolder, copyErasures, restoreBackup } from "@/lib/backups";
import { clock } from "@/lib/core/clock";
import { env, overrideEnv } from "@/lib/core/env";
import { closeDb, db } from "@/lib/db";
import { replayErasures } from "@/lib/privacy";
import { readObject, returnObjects } from "@/lib/storage";
import { checkBooks, type InvariantCheck } from "../invariants";

export interface DrillReceipt {
  backup: string;
  ok: boolean;
  tables: number;
  rows: number;
  /** Files that were looked at: stored again from their copies, and read. */
  files: number;
  /** Who was erased since the backup was written, and was erased in it again. */
  erased_again: number;
  /** What is not as it must be. */
  wrong: string[];
}

/**
 * Restores the newest backup into a database of its own beside the portal's, erases again whoever was erased since, holds the
 * books against each other, writes a receipt and removes the database. The portal's own database and objects are not
 * touched: for this process there is a data folder of its own meanwhile, with nothing in it but the ledger of erasures.
 */
export async function drillBackup(): Promise<DrillReceipt> {
  const newest = await db().backup.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
  const live = env();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "printpal-drill-"));
  await copyErasures(live.dataDir, dataDir);
  const receipt: DrillReceipt = {
    ...{ backup: newest.id, ok: false, tables: 0, rows: 0, files: 0, erased_again: 0, wrong: [] },
  };
  try {
    const file = path.join(backupFolder(), newest.file);
    await inScratch(live.databaseUrl ?? "", async (databaseUrl) => {
      const counted = Object.values(await restoreBackup(file, databaseUrl));
      receipt.tables = counted.length;
      receipt.rows = counted.reduce((sum, rows) => sum + rows, 0);
      if (BigInt(receipt.rows) !== newest.rows) receipt.wrong.push("There are other rows than were written");
      await closeDb();
      // Nobody outside hears of it.
      overrideEnv({ databaseUrl, dataDir, s3: undefined, smtpUrl: undefined, stripeSecretKey: undefined });
      receipt.wrong.push(...broken(await checkBooks()));
      receipt.files = await readSome(path.dirname(file), receipt.wrong);
      receipt.erased_again = await replayErasures(personalRooms);
      receipt.wrong.push(...broken(await checkBooks()));
    });
  } catch (error) {
    receipt.wrong.push(error instanceof Error ? error.message : String(error));
  } finally {
    overrideEnv(live);
    await rm(dataDir, { recursive: true, force: true });
  }
  receipt.ok = receipt.wrong.length === 0;
  await db().backup.update({
    where: { id: newest.id },
    data: { drilledAt: clock.now(), drilledOk: receipt.ok, receipt: { ...receipt } },
  });
  return receipt;
}

const SOME = 5;

/** Whether what is sealed opens with the keys that came back. */
async function readSome(folder: string, wrong: string[]): Promise<number> {
  const objects = await returnObjects(folder, SOME);
  for (const object of objects)
    await readObject(object).catch(() => wrong.push(`The copy of the file ${object} cannot be read`));
  return objects.length;
}

const broken = (checks: readonly InvariantCheck[]): string[] =>
  checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);

async function inScratch(own: string, body: (url: string) => Promise<void>): Promise<void> {
  const name = `printpal_drill_${randomBytes(6).toString("hex")}`;
  await execute(own, `CREATE DATABASE ${name}`);
  const url = new URL(own);
  url.pathname = `/${name}`;
  try {
    await body(url.href);
  } finally {
    await closeDb();
    await execute(own, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function execute(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
