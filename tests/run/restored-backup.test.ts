import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { keptFor } from "@/lib/api/retention/list-retention";
import { clock } from "@/lib/core/clock";
import { env, overrideEnv } from "@/lib/core/env";
import { closeDb, db } from "@/lib/db";
import { createKey } from "@/lib/keys";
import { confirmErasure, openPrivacyRequest } from "@/lib/privacy";
import { runPrivacyRequest } from "@/lib/privacy/own-requests/run-privacy-request";
import { findFreePort } from "@/lib/run/find-free-port";
import { prepareBundles, prepareWeb } from "@/lib/run/prepare.mjs";
import { findCanary } from "@/lib/run/privacy-audit/find-canary";
import { liveALife, type Life } from "@/lib/run/privacy-audit/live-a-life";
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
