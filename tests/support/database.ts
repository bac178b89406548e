import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import { closeDb, stopListening } from "@/lib/db";
import { askForShared } from "./shared-parts";

export interface FreshDatabase {
  url: string;
  /** A temporary folder, for stored objects. */
  dataDir: string;
}

const made: FreshDatabase[] = [];

/**
 * A migrated database and data folder for this test file alone, with keys of its own, set as the process's settings; removed
 * when the file ends. Call it in `beforeAll`. `empty` leaves the database without a table.
 */
export async function freshDatabase({ empty = false } = {}): Promise<FreshDatabase> {
  const { url } = await askForShared<{ url: string }>(empty ? "/database/empty" : "/database/create");
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "printpal-test-data-"));
  made.push({ url, dataDir });
  const hex = () => randomBytes(32).toString("hex");
  overrideEnv({
    databaseUrl: url,
    dataDir,
    backupDir: undefined,
    databasePool: 5,
    masterKey: hex(),
    authSecret: hex(),
    demo: false,
    logLevel: "silent",
  });
  return { url, dataDir };
}

/** A copy of a database as it is now, as a backup of it would be when it is restored; this process then has no connection. */
export async function restoreBackup({ url, dataDir }: FreshDatabase): Promise<FreshDatabase> {
  await stopListening();
  await closeDb();
  const copy = { ...(await askForShared<{ url: string }>("/database/copy", url)), dataDir };
  made.push(copy);
  return copy;
}

afterAll(async () => {
  await stopListening();
  await closeDb();
  for (const { url, dataDir } of made) {
    await askForShared("/database/drop", url);
    await rm(dataDir, { recursive: true, force: true });
  }
});
