import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { backupFolder, createBackup, restoreBackup, watchBackups } from "@/lib/backups";
import { backupRetention as rules } from "@/lib/backups/jobs";
import { clock } from "@/lib/core/clock";
import { env, overrideEnv } from "@/lib/core/env";
import { nobodySpared } from "@/lib/core/retention";
import { closeDb, databasePool, db } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { replayErasures } from "@/lib/privacy";
import { recordErasures } from "@/lib/privacy/erasure-ledger";
import { drillBackup } from "@/lib/run/backups/drill-backup";
import { replaceDatabase } from "@/lib/run/backups/replace-database";
import { findCanary } from "@/lib/run/privacy-audit/find-canary";
import { liveALife } from "@/lib/run/privacy-audit/live-a-life";
import { freshDatabase, type FreshDatabase } from "../support/database";
import { makeResult } from "../support/make-result";

const [backupRetention] = rules;
const canary = "canaryofthebackups";
let live: FreshDatabase;
let userId: string;
let organizationId: string;
beforeAll(async () => {
  live = await freshDatabase();
  overrideEnv({ backupDir: path.join(live.dataDir, "backups") });
  ({ userId, organizationId } = await liveALife(canary, (id) => makeResult(id)));
  await db().$executeRaw`SELECT fin_vault.record(${JSON.stringify({
    ...{ subject: "3f2f9d3e-58b6-4b58-9b49-3a3a9d8c1f11", kind: "payment", reference: "ch_of_the_backup" },
    ...{ occurred_at: "2026-11-01T00:00:00Z", amount_cents: 500, currency: "eur", description: "Credits" },
  })}::jsonb)`;
  // A line's end to some, and none to us.
  await db().organization.update({
    where: { id: organizationId },
    data: { name: "two\u2028lines\nof\r\nit" },
  });
  await db().$transaction((tx) => enqueue(tx, "status.probe", {}));
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});

/** Everything in the database that this process speaks to, table by table, the books of migrations and presence left out. */
async function everything(): Promise<Record<string, string>> {
  const { rows } = await databasePool().query<{ name: string }>(
    `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
     WHERE nspname IN ('public', 'fin_vault', 'graphile_worker') AND relkind IN ('r', 'p') AND NOT relispartition
       AND relname NOT IN ('_prisma_migrations', 'migrations', 'backups') ORDER BY 1`,
  );
  const all: Record<string, string> = {};
  for (const { name } of rows) {
    const found = await databasePool().query<{ rows: string | null }>(
      `SELECT string_agg(one::text, chr(10) ORDER BY one::text) AS rows FROM ${name} AS one`,
    );
    all[name] = found.rows[0].rows ?? "";
  }
  return all;
}

async function emptyDatabase(): Promise<string> {
  const kept = env();
  const { url } = await freshDatabase({ empty: true });
  overrideEnv(kept);
  return url;
}

async function inside<T>(databaseUrl: string, look: () => Promise<T>): Promise<T> {
  const kept = env();
  await closeDb();
  overrideEnv({ databaseUrl });
  try {
    return await look();
  } finally {
    await closeDb();
    overrideEnv(kept);
  }
}

describe("row 34: a backup", () => {
  it("lies encrypted and brings back every row of every table, jobs and financial records among them", async () => {
    const before = await everything();
    const { file } = await createBackup(live.url);
    expect((await readFile(file)).includes(canary)).toBe(false);
    const url = await emptyDatabase();
    const counted = await restoreBackup(file, url);
    expect(counted["public.users"]).toBe(await db().user.count());
    expect(counted["fin_vault.records"]).toBeGreaterThan(0);
    expect(counted["graphile_worker._private_jobs"]).toBeGreaterThan(0);
    expect(await inside(url, everything)).toEqual(before);
    // What is numbered goes on behind the last number.
    const next = "SELECT nextval(pg_get_serial_sequence('ledger_entries', 'number'))::int AS next";
    const [there, here] = [
      await inside(url, async () => (await databasePool().query<{ next: number }>(next)).rows[0].next),
      (await databasePool().query<{ next: number }>(next)).rows[0].next,
    ];
    expect(there).toBe(here);
    // Never over what is there.
    await expect(restoreBackup(file, url)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is refused with a bit flipped anywhere, cut, longer, or under another key, and leaves no row then", async () => {
    const { file } = await createBackup(live.url);
    const whole = await readFile(file);
    const url = await emptyDatabase();
    const broken = `${file}.broken`;
    const refused = async (bytes: Buffer) => {
      await writeFile(broken, bytes);
      await expect(restoreBackup(broken, url)).rejects.toMatchObject({ name: "BackupDamaged" });
    };
    for (const at of [0, 20, 40, 100, whole.length - 10]) {
      const flipped = Buffer.from(whole);
      flipped[at] ^= 1;
      await refused(flipped);
    }
    for (const length of [3, 36, 200, whole.length - 20]) await refused(whole.subarray(0, length));
    const { masterKey } = env();
    overrideEnv({ masterKey: "00".repeat(32) });
    onTestFinished(() => overrideEnv({ masterKey }));
    await refused(whole);
  });

  it("leaves nothing half written where it fails", async () => {
    const there = await readdir(backupFolder());
    await expect(createBackup(live.url.replace(/\/test_\w+/, "/no_such_database"))).rejects.toThrow();
    expect(await readdir(backupFolder())).toEqual(there);
  });
});

describe("row 34: the drill", () => {
  it("restores the newest, erases again whoever was erased since, and touches nothing of the portal's", async () => {
    await createBackup(live.url);
    const before = await everything();
    await recordErasures("prq_drill", [
      { kind: "user", subjectId: userId },
      { kind: "organization", subjectId: organizationId },
    ]);
    const noted = await everything();
    const receipt = await drillBackup();
    expect(receipt).toMatchObject({ ok: true, wrong: [], erased_again: 2 });
    expect(await everything()).toEqual(noted);
    expect(noted["public.users"]).toBe(before["public.users"]);
    const row = await db().backup.findFirstOrThrow({ where: { id: receipt.backup } });
    expect(row).toMatchObject({ drilledOk: true, receipt: { erased_again: 2, rows: receipt.rows } });
    const left = await databasePool().query("SELECT FROM pg_database WHERE datname LIKE 'printpal_drill_%'");
    expect(left.rowCount).toBe(0);
  });
});

describe("row 34: a backup in place of a database that is in use", () => {
  it("is there under its name for who comes back, and the other is kept, closed", async () => {
    const { file } = await createBackup(live.url);
    const kept = env();
    const { url } = await freshDatabase();
    overrideEnv(kept);
    const name = new URL(url).pathname.slice(1);
    const user = new pg.Client({ connectionString: url });
    await user.connect();
    const cutOff = new Promise((resolve) => user.on("error", resolve));
    const before = await everything();
    const replaced = await replaceDatabase(file, url);
    expect(replaced.kept.startsWith(`${name}_before_`)).toBe(true);
    expect(await cutOff).toMatchObject({ code: "57P01" });
    expect(await inside(url, everything)).toEqual(before);
    const closed = url.replace(name, replaced.kept);
    await expect(inside(closed, everything)).rejects.toThrow(/not currently accepting connections/);
    await databasePool().query(`DROP DATABASE ${replaced.kept}`);
  });

  it("leaves it as it is where the backup is damaged", async () => {
    const { file } = await createBackup(live.url);
    const broken = `${file}.broken`;
    await writeFile(broken, (await readFile(file)).subarray(0, 200));
    const before = await everything();
    await expect(replaceDatabase(broken, live.url)).rejects.toMatchObject({ name: "BackupDamaged" });
    expect(await everything()).toEqual(before);
    const left = await databasePool().query("SELECT FROM pg_database WHERE datname ~ '_(restored|before)_'");
    expect(left.rowCount).toBe(0);
  });
});

describe("row 34: a change of places that fails", () => {
  it("row 34: lets everybody in again where the two cannot change their names, and leaves nothing behind", async () => {
    const { file } = await createBackup(live.url);
    const kept = env();
    const { url } = await freshDatabase();
    overrideEnv(kept);
    const name = new URL(url).pathname.slice(1);
    const moment = new Date("2027-01-31T12:00:00Z");
    clock.now = () => moment;
    // Another took the name that the portal's own was to be kept under.
    const taken = `${name}_before_20270131120000`;
    await databasePool().query(`CREATE DATABASE ${taken}`);
    await expect(replaceDatabase(file, url)).rejects.toMatchObject({ code: "42P04" });
    expect(await inside(url, () => db().user.count())).toBe(0);
    await databasePool().query(`DROP DATABASE ${taken}`);
    const left = await databasePool().query("SELECT FROM pg_database WHERE datname LIKE $1", [`${name}_%`]);
    expect(left.rowCount).toBe(0);
  });
});

describe("row 34: whoever was erased", () => {
  it("is in the file of before, and cannot be read any more once it is restored", async () => {
    // As it was before: the ledger beside the database knows of it alone.
    await db().erasureEntry.deleteMany();
    const { file } = await createBackup(live.url);
    const url = await emptyDatabase();
    await restoreBackup(file, url);
    await inside(url, async () => {
      expect((await findCanary(canary)).length).toBeGreaterThan(10);
      await replayErasures(personalRooms);
      expect(await findCanary(canary)).toEqual([]);
    });
  });
});

describe("rows 27 and 34: a backup's time", () => {
  const START = realNow().getTime();
  const after = (days: number) => (clock.now = () => new Date(START + days * 86_400_000));
  const wrong = async () =>
    (await db().alert.findMany({ where: { subject: { startsWith: "backup:" }, endedAt: null } })).map(
      ({ subject }) => subject,
    );

  it("is over after 35 days: present on day 35, gone on day 36 with a receipt, also where no row knows of the file", async () => {
    await backupRetention.sweep(1000, nobodySpared);
    await db().backup.deleteMany();
    await rm(backupFolder(), { recursive: true });
    const { id, file } = await createBackup(live.url);
    const { file: unknown, id: unknownId } = await createBackup(live.url);
    await db().backup.delete({ where: { id: unknownId } });
    const there = async () => (await readdir(backupFolder())).filter((name) => name.endsWith(".ppb")).sort();
    const both = [path.basename(file), path.basename(unknown)].sort();
    after(34.9);
    expect([await backupRetention.due(clock.now(), nobodySpared), await there()]).toEqual([0, both]);
    expect([await backupRetention.sweep(10, nobodySpared), await there()]).toEqual([0, both]);
    after(36);
    const noted: number[] = [];
    const note = async (removed: number) => void noted.push(removed);
    expect(await backupRetention.due(clock.now(), nobodySpared)).toBe(1);
    expect([await backupRetention.sweep(10, nobodySpared, note), await there(), noted]).toEqual([1, [], [1]]);
    expect(await db().backup.count({ where: { id } })).toBe(0);
  });

  it("alerts who is on call after 15 minutes without one, and where its restoring failed or did not come, until it is good", async () => {
    after(0);
    const { file } = await createBackup(live.url);
    expect([await watchBackups(new Date(0)), await wrong()]).toEqual([[], []]);
    after(14 / 1440);
    expect(await watchBackups(new Date(0))).toEqual([]);
    after(16 / 1440);
    expect([await watchBackups(new Date(0)), await wrong()]).toEqual([["backup:late"], ["backup:late"]]);
    await createBackup(live.url);
    expect([await watchBackups(new Date(0)), await wrong()]).toEqual([[], []]);
    const newest = await db().backup.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    const whole = path.join(backupFolder(), newest.file);
    const bytes = await readFile(whole);
    await writeFile(whole, bytes.subarray(0, bytes.length - 30));
    const failed = await drillBackup();
    expect(failed).toMatchObject({ ok: false, backup: newest.id });
    expect([await watchBackups(new Date(0)), await wrong()]).toEqual([["backup:drill"], ["backup:drill"]]);
    await writeFile(whole, bytes);
    expect((await drillBackup()).ok).toBe(true);
    expect([await watchBackups(new Date(0)), await wrong()]).toEqual([[], []]);
    after(40);
    expect((await watchBackups(new Date(0))).sort()).toEqual(["backup:drill", "backup:late"]);
    overrideEnv({ backupDir: undefined });
    onTestFinished(() => overrideEnv({ backupDir: path.dirname(file) }));
    expect(await watchBackups(new Date(0))).toEqual([]);
    await expect(createBackup(live.url)).rejects.toMatchObject({ code: "conflict" });
  });
});
