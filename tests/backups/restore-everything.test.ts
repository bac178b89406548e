import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { backupFolder, createBackup } from "@/lib/backups";
import { backupRetention } from "@/lib/backups/jobs";
import { keyFileAt, listKeyFiles } from "@/lib/backups/backup-keys";
import { clock } from "@/lib/core/clock";
import { env, overrideEnv, type Env } from "@/lib/core/env";
import { nobodySpared, type RetentionRule } from "@/lib/core/retention";
import { closeDb, db } from "@/lib/db";
import { createGeneration, findZeroRetention } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { enqueue } from "@/lib/jobs";
import { toCronItems } from "@/lib/jobs/schedule";
import { recordErasures } from "@/lib/privacy/erasure-ledger";
import { drillBackup } from "@/lib/run/backups/drill-backup";
import { backupSchedules, makeBackupJobs } from "@/lib/run/backups/jobs";
import { fillDatabase, type Restored } from "@/lib/run/backups/replace-database";
import { findCanary } from "@/lib/run/privacy-audit/find-canary";
import { liveALife } from "@/lib/run/privacy-audit/live-a-life";
import { putObject, readObject } from "@/lib/storage";
import { eventually, runWorker } from "../jobs/run-worker";
import { freshDatabase, type FreshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";

/** Row 34 of the policy's table of clauses, of everything: rows, keys and files, lost with their disk and had back. */

let live: FreshDatabase;
let settings: Env;
let account: TestAccount;
const folders: string[] = [];
beforeAll(async () => {
  live = await freshDatabase();
  account = await makeAccount({ credits: 500 });
});
beforeEach(async () => {
  const backupDir = await mkdtemp(path.join(os.tmpdir(), "printpal-test-backups-"));
  folders.push(backupDir);
  await db().backup.deleteMany();
  overrideEnv({ backupDir });
  settings = env();
});
const realNow = clock.now;
afterEach(async () => {
  clock.now = realNow;
  await closeDb();
  overrideEnv(settings);
});
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});
const at = (moment: Date) => (clock.now = () => moment);
const backUp = () => createBackup(live.url, findZeroRetention);

async function makeModel(more: object = {}): Promise<{ id: string; objects: string[] }> {
  const { id } = await createGeneration(account.ctx, {
    settings: GenerationSettings.parse({ prompt: "a cube", ...more }),
  });
  await makeResult(id);
  const files = await db().generationFile.findMany({
    where: { generationId: id },
    orderBy: { object: "asc" },
  });
  return { id, objects: files.map(({ object }) => object) };
}

/** A machine that has nothing but the backups and the keys of the installation: another database, another data folder. */
async function onCleanBox<T>(file: string, look: (restored: Restored) => Promise<T>): Promise<T> {
  const { url, dataDir } = await freshDatabase({ empty: true });
  overrideEnv({ ...settings, dataDir });
  const restored = await fillDatabase(file, url);
  await closeDb();
  overrideEnv({ databaseUrl: url });
  try {
    return await look(restored);
  } finally {
    await closeDb();
    overrideEnv(settings);
  }
}

/** The minutes of UTC in which a schedule's slot lies, from one moment on up to another. */
function* slots(job: string, from: Date, to: Date, everyMinutes = 1): Generator<Date> {
  const [{ match }] = toCronItems(backupSchedules.filter((schedule) => schedule.job === job));
  for (
    let time = Math.ceil(from.getTime() / 60_000) * 60_000;
    time <= to.getTime();
    time += everyMinutes * 60_000
  ) {
    const now = new Date(time);
    const digest = {
      ...{ min: now.getUTCMinutes(), hour: now.getUTCHours(), date: now.getUTCDate() },
      ...{ month: now.getUTCMonth() + 1, dow: now.getUTCDay() },
    };
    if ((match as (digest: object) => boolean)(digest)) yield now;
  }
}

const context = { attempt: 1, maxAttempts: 5, jobId: "1", signal: new AbortController().signal };

describe("row 34: everything is lost", () => {
  it("row 34: a row and a model come back as of five minutes ago at most, byte for byte, on a machine that has nothing", async () => {
    // Just too late for a slot.
    const written = new Date("2027-03-01T00:00:00.001Z");
    at(written);
    const { id, objects } = await makeModel();
    const bytes = await Promise.all(objects.map((object) => readObject(object)));
    const call = {
      id: "req_older",
      organizationId: account.organizationId,
      apiKeyId: "key_a",
      method: "GET",
    };
    const answer = {
      endpoint: "/",
      statusCode: 200,
      durationMs: 1,
      createdAt: new Date("2026-08-15T00:00:00Z"),
    };
    await db().apiRequest.create({ data: { ...call, ...answer } });
    const before = await db().generation.findUniqueOrThrow({ where: { id }, include: { files: true } });
    const lost = new Date(written.getTime() + 5 * 60_000);
    let file = "";
    const jobs = makeBackupJobs(async () => (file = (await backUp()).file));
    for (const slot of slots("backup.run", written, lost)) {
      at(slot);
      await jobs["backup.run"]({}, context);
    }
    at(lost);
    await onCleanBox(file, async ({ objects: stored }) => {
      expect(stored).toBeGreaterThanOrEqual(objects.length);
      const after = await db().generation.findUniqueOrThrow({ where: { id }, include: { files: true } });
      expect(after).toEqual(before);
      const [lies] = await db().$queryRaw<{ month: string }[]>`
        SELECT tableoid::regclass::text AS month FROM api_requests WHERE id = 'req_older'`;
      expect(lies.month).toBe("api_requests_2026_08");
      expect(await Promise.all(objects.map((object) => readObject(object)))).toEqual(bytes);
    });
  });

  it("row 34: comes every four minutes, all year, and the drill on each first of a month", () => {
    const from = new Date("2028-02-01T00:00:00Z");
    const runs = [...slots("backup.run", from, new Date("2028-03-02T00:00:00Z"))].map((slot) =>
      slot.getTime(),
    );
    expect(runs.every((slot, index) => index === 0 || slot - runs[index - 1] === 240_000)).toBe(true);
    const drills = [
      ...slots("backup.drill", new Date("2028-02-01T00:17:00Z"), new Date("2029-03-31T00:00:00Z"), 60),
    ];
    expect(drills.map((slot) => slot.toISOString().slice(0, 16))).toEqual(
      Array.from({ length: 14 }, (_, month) => new Date(Date.UTC(2028, 1 + month, 1, 3, 17))).map((slot) =>
        slot.toISOString().slice(0, 16),
      ),
    );
  });

  it("row 34: killed midway, a backup leaves the one before it as it was, and nothing of itself for long", async () => {
    const { objects } = await makeModel();
    const { file } = await backUp();
    await makeModel();
    const rows = await db().backup.count();
    // After the rows and the keys, amid the files.
    const killed = createBackup(live.url, async () => Promise.reject(new Error("killed")));
    await expect(killed).rejects.toThrow("killed");
    // As a process leaves it that had no time to tidy.
    await writeFile(`${file}.ppb.draft`, (await readFile(file)).subarray(0, 1000));
    expect(await db().backup.count()).toBe(rows);
    await onCleanBox(file, async () => {
      for (const object of objects) expect((await readObject(object)).length).toBeGreaterThan(0);
    });
    await backUp();
    const left = await readdir(backupFolder());
    expect(left.filter((name) => name.includes("draft"))).toEqual([]);
  });

  it("row 34: two at once write one, and the other says so", async () => {
    const both = await Promise.allSettled([backUp(), backUp()]);
    const failed = both.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
    for (const { reason } of failed) expect(reason).toMatchObject({ code: "conflict" });
    expect(await db().backup.count()).toBe(2 - failed.length);
  });
});

describe("row 34: a disk that is nearly full", () => {
  it("row 34: is not filled by a backup, which is refused and leaves nothing", async () => {
    const ours = { id: "bak_large", file: "large.ppb", rows: 1n, createdAt: clock.now() };
    await db().backup.create({ data: { ...ours, sizeBytes: 10n ** 15n } });
    await expect(backUp()).rejects.toMatchObject({ code: "storage_unavailable" });
    expect(await readdir(backupFolder())).toEqual([]);
  });
});

describe("row 34: whoever was erased since", () => {
  const canary = "canaryofeverything";

  it("row 34: is in no row and no file that comes back, and their copies can be read by nobody, ledger or not", async () => {
    const { userId, organizationId } = await liveALife(canary, (id) => makeResult(id));
    const kept = await makeModel();
    const { file } = await backUp();
    const copies = path.join(backupFolder(), "objects");
    const theirs = (await readdir(copies, { recursive: true })).filter((name) =>
      name.startsWith(`${organizationId}/`),
    );
    expect(theirs.length).toBeGreaterThan(3);

    await recordErasures("prq_everything", [
      { kind: "user", subjectId: userId },
      { kind: "organization", subjectId: organizationId },
    ]);
    // At once, and not with the next backup.
    expect(await readFile(path.join(backupFolder(), "erasures.jsonl"), "utf8")).toContain(userId);
    const subject = { userId, organizationIds: [organizationId] };
    for (const room of personalRooms) await room.erase(subject, context.signal);
    expect(await findCanary(canary)).toEqual([]);

    // Before the next backup, by the ledger; the key is in the newest file of keys still.
    await onCleanBox(file, async ({ erasedAgain }) => {
      expect(erasedAgain).toBe(2);
      expect(await findCanary(canary)).toEqual([]);
      expect(await readdir(path.join(env().dataDir, "objects"))).not.toContain(organizationId);
      expect((await readObject(kept.objects[0])).length).toBeGreaterThan(0);
    });

    // After it, by the keys alone: nobody is named, the rows are there, and what they had stored is not to be read.
    await backUp();
    await rm(path.join(backupFolder(), "erasures.jsonl"));
    const ledger = path.join(settings.dataDir, "erasures.jsonl");
    await rm(ledger);
    await onCleanBox(file, async ({ erasedAgain }) => {
      expect(erasedAgain).toBe(0);
      expect(await db().organizationKey.count({ where: { organizationId } })).toBe(0);
      const files = await db().generationFile.findMany({ where: { object: { startsWith: organizationId } } });
      expect(files.length).toBeGreaterThan(0);
      expect(await readdir(path.join(env().dataDir, "objects"))).not.toContain(organizationId);
      for (const { object } of files) await expect(readObject(object)).rejects.toThrow();
      expect((await readObject(kept.objects[0])).length).toBeGreaterThan(0);
    });
  });
});

describe("row 34: the drill of the worker", () => {
  const WAITING = "SELECT FROM graphile_worker.jobs WHERE task_identifier = 'backup.drill'";
  const alerts = async () =>
    (await db().alert.findMany({ where: { subject: { startsWith: "backup:" }, endedAt: null } })).map(
      ({ subject }) => subject,
    );

  it("row 34: restores the newest with its keys and files, and alerts where either is damaged or missing", async () => {
    for (let model = 0; model < 2; model++) await makeModel();
    const { id, file } = await backUp();
    const jobs = makeBackupJobs((command) => (command === "drill" ? drillBackup() : backUp()));
    runWorker({ handlers: jobs, connectionString: live.url });
    const watcher = new pg.Client({ connectionString: live.url });
    await watcher.connect();
    onTestFinished(() => watcher.end());
    let drills = 0;
    const drill = async () => {
      at(new Date(Date.UTC(2028, 1 + drills++, 1, 3, 17)));
      await db().$transaction((tx) => enqueue(tx, "backup.drill", {}));
      // The drill points this process at a database of its own meanwhile, so that another connection has to look.
      await eventually(async () => expect((await watcher.query(WAITING)).rowCount).toBe(0));
      expect((await db().backup.findUniqueOrThrow({ where: { id } })).drilledAt).toEqual(clock.now());
      const { drilledOk, receipt } = await db().backup.findUniqueOrThrow({ where: { id } });
      return { drilledOk, ...(receipt as { files: number; wrong: string[] }) };
    };
    expect(await drill()).toMatchObject({ drilledOk: true, wrong: [], files: 5 });
    expect(await alerts()).not.toContain("backup:drill");
    const [newest] = await listKeyFiles(backupFolder());
    const ways: [string, RegExp][] = [
      [file, /cannot be read from its part/],
      [keyFileAt(backupFolder(), newest), /file of keys .* cannot be read/],
    ];
    for (const [damaged, says] of ways) {
      const whole = await readFile(damaged);
      const flipped = Buffer.from(whole);
      flipped[flipped.length - 5] ^= 1;
      await writeFile(damaged, flipped);
      const { drilledOk, wrong } = await drill();
      expect([drilledOk, wrong]).toEqual([false, [expect.stringMatching(says)]]);
      expect(await alerts()).toContain("backup:drill");
      await writeFile(damaged, whole);
      expect((await drill()).drilledOk).toBe(true);
      expect(await alerts()).not.toContain("backup:drill");
    }
    await rm(path.join(backupFolder(), "keys"), { recursive: true });
    expect(await drill()).toMatchObject({
      drilledOk: false,
      wrong: [expect.stringMatching(/No file of keys/)],
    });
    expect(await alerts()).toContain("backup:drill");
  });
});

describe("rows 27 and 34: how long what is kept", () => {
  const [copies, keys, files] = backupRetention;
  const START = new Date("2027-01-30T12:00:00Z").getTime();
  const after = (hours: number) => at(new Date(START + hours * 3_600_000));
  const sweep = (rule: RetentionRule) => rule.sweep(10_000, nobodySpared);

  it("row 27: each backup for an hour, one of each hour for a day, one of each day for 35 days, and one that was tried", async () => {
    const ageHours = [0, 0.1, 0.9, 1.2, 1.3, 5.5, 5.6, 26, 30, 31, 200, 839, 841];
    after(0);
    for (const hours of ageHours) {
      const createdAt = new Date(START - hours * 3_600_000);
      const id = `bak_${hours}`;
      const drilledAt = hours === 31 ? createdAt : null;
      await db().backup.create({
        data: { id, file: `${id}.ppb`, sizeBytes: 1n, rows: 1n, createdAt, drilledAt },
      });
    }
    // 26 and 30 hours ago are of one day; so are 1.2 and 1.3, 5.5 and 5.6 hours ago of one hour.
    expect(await copies.due(clock.now(), nobodySpared)).toBe(4);
    expect(await sweep(copies)).toBe(4);
    const left = (await db().backup.findMany({ orderBy: { createdAt: "desc" } })).map(({ id }) => id);
    expect(left).toEqual([0, 0.1, 0.9, 1.2, 5.5, 26, 31, 200, 839].map((hours) => `bak_${hours}`));
  });

  it("row 27: the keys for a week, and the newest for as long as there is no newer", async () => {
    after(0);
    await backUp();
    after(24);
    await backUp();
    after(168);
    expect(await keys.due(clock.now(), nobodySpared)).toBe(1);
    expect(await sweep(keys)).toBe(1);
    after(5000);
    expect([await sweep(keys), (await listKeyFiles(backupFolder())).length]).toEqual([0, 1]);
  });

  it("row 27: a copy of a file goes within 35 days of the file, and one that must not be copied never is", async () => {
    after(0);
    const { objects } = await makeModel();
    const zero = await makeModel({ processing: { retention: "zero" } });
    const passing = await putObject({ ...account, name: "gen_x/passing/input", bytes: new Uint8Array(9) });
    await backUp();
    const there = async () =>
      (await readdir(backupFolder(), { recursive: true })).filter((name) =>
        name.includes(account.organizationId),
      );
    const find = async (object: string) => (await there()).filter((name) => name.endsWith(object));
    expect(await find(objects[0])).toEqual([`objects/${objects[0]}`]);
    for (const object of [...zero.objects, passing.object]) expect(await find(object)).toEqual([]);
    // On the same disk it takes no space.
    expect((await stat(path.join(backupFolder(), "objects", objects[0]))).nlink).toBe(2);
    await rm(path.join(live.dataDir, "objects", objects[0]));
    after(24);
    const { file } = await backUp();
    expect(await find(objects[0])).toEqual([`removed/2027-01-31/${objects[0]}`]);
    await onCleanBox(file, async () => {
      expect((await readObject(objects[0])).length).toBeGreaterThan(0);
    });
    after(24 * 35);
    expect([await sweep(files), await find(objects[0])]).toEqual([0, [`removed/2027-01-31/${objects[0]}`]]);
    after(24 * 36);
    expect(await files.due(clock.now(), nobodySpared)).toBe(1);
    expect([await sweep(files), await find(objects[0])]).toEqual([1, []]);
  });
});
