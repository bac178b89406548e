import { execFile, spawn } from "node:child_process";
import { watch } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { keptFor } from "@/lib/api/retention/list-retention";
import { clock } from "@/lib/core/clock";
import { env, overrideEnv } from "@/lib/core/env";
import { closeDb, databasePool, db } from "@/lib/db";
import { createKey } from "@/lib/keys";
import { confirmErasure, openPrivacyRequest } from "@/lib/privacy";
import { runPrivacyRequest } from "@/lib/privacy/own-requests/run-privacy-request";
import { findFreePort } from "@/lib/run/find-free-port";
import { prepareBundles, prepareWeb } from "@/lib/run/prepare.mjs";
import { findCanary } from "@/lib/run/privacy-audit/find-canary";
import { liveALife, type Life } from "@/lib/run/privacy-audit/live-a-life";
import { readObject } from "@/lib/storage";
import { eventually } from "../jobs/run-worker";
import { freshDatabase, restoreBackup, type FreshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";
import { launch } from "../support/run-portal";

/** An installation that is started on a backup from before an erasure, with the ledger of erasures of today. */

const canary = "canaryofabackup";
let live: FreshDatabase;
let life: Life;
beforeAll(async () => {
  await Promise.all([prepareBundles(), prepareWeb()]);
  live = await freshDatabase();
  life = await liveALife(canary, (id) => makeResult(id));
});
const realNow = clock.now;

it("row 34: a backup killed amid its writing leaves the one before it to a machine that has nothing else", async () => {
  const kept = env();
  const folder = await mkdtemp(path.join(os.tmpdir(), "printpal-test-backups-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const command = (...args: string[]) => ["dist/portal.mjs", "backup", ...args, "--json"];
  const asOperator = (dataDir: string): NodeJS.ProcessEnv => ({
    ...{ ...process.env, NODE_ENV: "production", DATA_DIR: dataDir, BACKUP_DIR: folder },
    ...{ DATABASE_URL: live.url, MASTER_KEY: kept.masterKey, AUTH_SECRET: kept.authSecret },
  });
  const run = promisify(execFile);
  const made = await run(process.execPath, command("create"), { env: asOperator(live.dataDir) });
  const first = JSON.parse(made.stdout) as { file: string; objects: number };
  expect(first.objects).toBeGreaterThan(1);
  // So many that their writing takes a while.
  await databasePool().query(`INSERT INTO api_requests
    (id, organization_id, api_key_id, method, endpoint, status_code, duration_ms, created_at)
    SELECT 'req_' || one, 'org_killed', 'key_a', 'GET', '/', 200, 1, now() FROM generate_series(1, 20000) AS one`);
  const begun = watch(folder);
  const child = spawn(process.execPath, command("create"), {
    env: asOperator(live.dataDir),
    stdio: "ignore",
  });
  begun.on("change", (_event, name) => String(name).endsWith(".draft") && child.kill("SIGKILL"));
  await new Promise((resolve) => child.once("exit", resolve));
  begun.close();
  // The database has noticed as well, and nobody of theirs is connected to it any more.
  const theirs = `SELECT FROM pg_stat_activity WHERE datname = current_database()
    AND (query ~ '^(FETCH|DECLARE|BEGIN ISOLATION)' OR query ~ '^SELECT pg_try_advisory_lock')`;
  await eventually(async () => expect((await databasePool().query(theirs)).rowCount).toBe(0));
  await databasePool().query("DELETE FROM api_requests WHERE organization_id = 'org_killed'");
  const whole = (await readdir(folder)).filter((name) => name.endsWith(".ppb")).sort();
  expect(whole[0]).toBe(path.basename(first.file));

  const { url, dataDir } = await freshDatabase({ empty: true });
  overrideEnv(kept);
  const restored = await run(process.execPath, command("restore", first.file, "--into", url), {
    env: asOperator(dataDir),
  });
  expect(JSON.parse(restored.stdout)).toMatchObject({ objects: first.objects, erased_again: 0 });
  await closeDb();
  overrideEnv({ databaseUrl: url, dataDir });
  const files = await db().generationFile.findMany({ where: { generationId: life.generationId } });
  for (const { object, sizeBytes } of files)
    expect((await readObject(object)).length).toBe(Number(sizeBytes));
  expect(files.length).toBeGreaterThan(0);
  await closeDb();
  overrideEnv(kept);
});

const WAITING = "SELECT FROM pg_locks WHERE relation = 'erasure_entries'::regclass AND NOT granted";

it("row 34: erases anew whom the backup brought back before it gives its first answer", async () => {
  const { secret: key } = await createKey(life.ctx, { name: "Shop" });
  const { secret: other } = await createKey((await makeAccount()).ctx, { name: "Shop" });
  const restored = await restoreBackup(live);
  clock.now = () => new Date(realNow().getTime() - 73 * 3_600_000);
  const { id } = await openPrivacyRequest(life.ctx, { type: "erasure" });
  await confirmErasure(life.ctx, { id, password: life.password });
  clock.now = realNow;
  await runPrivacyRequest(id, { rooms: personalRooms, keptFor }, new AbortController().signal);
  expect(await findCanary(canary)).toEqual([]);

  await closeDb();
  overrideEnv({ databaseUrl: restored.url });
  expect((await findCanary(canary)).length).toBeGreaterThan(10);
  expect(await db().erasureEntry.count()).toBe(0);
  // What writes down whom the replay erased has to wait, and with it whatever comes after the replay.
  const hold = new pg.Client(restored.url);
  await hold.connect();
  await hold.query("BEGIN; LOCK TABLE erasure_entries IN EXCLUSIVE MODE");
  const { masterKey, authSecret, dataDir } = env();
  const port = String(await findFreePort());
  const { launcher, output } = launch({
    ...{ DATA_DIR: dataDir, PORT: port, DATABASE_URL: restored.url, DEMO: "off", LOG_LEVEL: "warn" },
    ...{ MASTER_KEY: masterKey!, AUTH_SECRET: authSecret! },
  });
  const ended = new Promise((resolve) => launcher.once("exit", resolve));
  try {
    const ask = (secret: string) =>
      fetch(`http://127.0.0.1:${port}/api/v1/credits`, { headers: { "X-API-Key": secret } }).then(
        ({ status }) => status,
        () => null,
      );
    await eventually(async () => expect((await hold.query(WAITING)).rowCount).toBeGreaterThan(0));
    for (let time = 0; time < 40; time++) {
      expect(await ask(key)).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    await hold.end();
    // Asked without a pause from before it listens: whatever it says first it says to this.
    let first: number | null = null;
    while ((first ??= await ask(key)) === null && launcher.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5));
    const left = await findCanary(canary);
    expect([first, left], output()).toEqual([401, []]);
    expect(await db().erasureEntry.count()).toBeGreaterThanOrEqual(2);
    expect(await ask(other)).toBe(200);
  } finally {
    await hold.end();
    launcher.kill("SIGINT");
    await ended;
  }
});
