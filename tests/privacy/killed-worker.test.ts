import { spawn } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { apiJobs } from "@/lib/api/jobs";
import { objectOwners } from "@/lib/api/retention/object-owners";
import { ORPHAN_AFTER_MS, sweepOrphans } from "@/lib/api/retention/sweep-orphans";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { getBalance } from "@/lib/credits";
import { databasePool, db, transaction } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { ZipReader } from "@/lib/geometry/formats/unzip-archive";
import { enqueue } from "@/lib/jobs";
import { confirmErasure, createRequest, openPrivacyRequest } from "@/lib/privacy";
import { privacyJobs } from "@/lib/privacy/jobs";
import { withExports } from "@/lib/privacy/request-record";
import { readObject } from "@/lib/storage";
import { eventually, runWorker } from "../jobs/run-worker";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";
import { vasePhoto } from "../support/vase-photo";
import type { ToBeKilled } from "./worker-process";

/** A process that is killed outright amid erasures, an export, a sweep and a submission: what is left, and who goes on. */

let connectionString: string;
let photo: string;
beforeAll(async () => {
  const { url, dataDir } = await freshDatabase();
  connectionString = url;
  photo = path.join(dataDir, "photo");
  await writeFile(photo, await vasePhoto());
});
const realNow = clock.now;
afterAll(() => {
  clock.now = realNow;
});

const finished = async ({ ctx }: TestAccount): Promise<string> => {
  const settings = GenerationSettings.parse({ prompt: "a tall vase", end_user_id: "somebody" });
  const { id } = await createGeneration(ctx, { settings });
  await makeResult(id);
  return id;
};
const ask = async ({ ctx, organizationId }: TestAccount, type: "erasure" | "portability") => {
  await createRequest(ctx, { type, end_user_id: "somebody" });
  return () => db().dataSubjectRequest.findFirstOrThrow({ where: { organizationId }, include: withExports });
};
/** An erasure of a person that was asked for so long ago that it begins now. */
async function leave({ ctx, password }: TestAccount) {
  clock.now = () => new Date(realNow().getTime() - 73 * 3_600_000);
  const { id } = await openPrivacyRequest(ctx, { type: "erasure" });
  await confirmErasure(ctx, { id, password });
  clock.now = realNow;
  return () => db().privacyRequest.findUniqueOrThrow({ where: { id } });
}
const doneOf = async (read: Awaited<ReturnType<typeof leave>>) =>
  ((await read()).steps as { state: string }[]).filter(({ state }) => state === "done");

/** More than two batches. */
const SWEPT = 450;
const SWEPT_RULE = "outside_requests";
async function planSweep(count: number): Promise<void> {
  await databasePool().query(
    `INSERT INTO outside_requests (id, kind, language, address_hash, network_hash, received_at, expires_at)
     SELECT 'osr_' || n, 'access', 'en', 'a', 'b', now() - interval '3 days', now() - interval '2 days'
     FROM generate_series(1, $1) AS n`,
    [count],
  );
  await transaction(undefined, (tx) => enqueue(tx, "retention.sweep", {}));
}
const removed = async () =>
  (await db().retentionReceipt.aggregate({ where: { rule: SWEPT_RULE }, _sum: { removed: true } }))._sum
    .removed ?? 0;
const isSweepHeld = async (hold: { query: (sql: string) => Promise<{ rows: unknown[] }> }) =>
  (await hold.query(`SELECT FROM pg_locks WHERE relation = 'retention_receipts'::regclass AND NOT granted`))
    .rows.length > 0;

/** Every stored object of an organization. */
const stored = async ({ organizationId }: TestAccount): Promise<string[]> => {
  const folder = path.join(env().dataDir, "objects", organizationId);
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return files.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
};

it("leaves requests that another worker ends, and an object that the sweep removes after a day", async () => {
  const [erased, packed, asking] = [await makeAccount(), await makeAccount(), await makeAccount()];
  const ids = [await finished(erased), await finished(erased), await finished(erased)].sort();
  for (let made = 0; made < 2; made++) await finished(packed);
  const before = (await stored(packed)).length;
  const leaving = await leave(await makeAccount());
  await planSweep(SWEPT);
  const erasure = await ask(erased, "erasure");
  const packing = await ask(packed, "portability");

  // Held in the midst: behind the second of three, between an export and its row, between a picture and its row, between
  // one room of a person's erasure and the next, and between what a sweep removed and its receipt.
  const hold = await databasePool().connect();
  await hold.query("BEGIN");
  await hold.query("SELECT FROM generations WHERE id = $1 FOR UPDATE", [ids[2]]);
  for (const table of ["data_exports", "api_keys", "retention_receipts"])
    await hold.query(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
  await hold.query("SELECT FROM credit_balances WHERE organization_id = $1 FOR UPDATE", [
    asking.organizationId,
  ]);
  const { databaseUrl, dataDir, masterKey, authSecret } = env();
  const task: ToBeKilled = {
    settings: { databaseUrl, dataDir, masterKey, authSecret, databasePool: 12, logLevel: "silent" },
    connectionString,
    ctx: asking.ctx,
    photo,
  };
  const script = path.join(import.meta.dirname, "worker-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(task)], {
    stdio: "inherit",
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await eventually(async () => expect((await erasure()).items).toBe(2));
  await eventually(async () => expect(await stored(packed)).toHaveLength(before + 1));
  await eventually(async () => expect(await stored(asking)).toHaveLength(1));
  await eventually(async () => expect(await doneOf(leaving)).toHaveLength(6));
  await eventually(async () => expect(await isSweepHeld(hold)).toBe(true));
  const steps = await doneOf(leaving);
  child.kill("SIGKILL");
  await ended;
  // What it had asked for last would be done once the locks are gone, whether or not it lives to hear of it.
  const waiting = "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  await hold.query(`SELECT pg_terminate_backend(pid) FROM ${waiting}`);
  await eventually(async () => expect((await hold.query(`SELECT pid FROM ${waiting}`)).rows).toEqual([]));
  await hold.query("ROLLBACK");
  hold.release();

  const rowsLeft = () => db().generation.count({ where: { id: { in: ids }, deletedAt: null } });
  expect([(await erasure()).status, await rowsLeft()]).toEqual(["in_progress", 1]);
  expect(await packing()).toMatchObject({ status: "in_progress", items: 0, exports: [] });
  expect(await db().generation.count({ where: { organizationId: asking.organizationId } })).toBe(0);
  expect(await getBalance(asking.organizationId)).toBe(100);

  // What a sweep removes and the receipt of it are one: of a batch that was not noted nothing is gone.
  expect([await db().outsideRequest.count(), await removed()]).toEqual([SWEPT, 0]);

  runWorker({ handlers: { ...privacyJobs, ...apiJobs }, connectionString, concurrency: 4 });
  await eventually(async () => expect((await leaving()).status).toBe("completed"));
  await eventually(async () => expect(await removed()).toBe(SWEPT));
  expect(await db().outsideRequest.count()).toBe(0);
  // No step is taken again that was done, the ledger names each once, and the receipt tells of all of it.
  const { receipt, attempt: attempts, userId, organizationIds, ...rest } = await leaving();
  expect((rest.steps as object[]).slice(0, steps.length)).toEqual(steps);
  expect((rest.steps as { state: string }[]).every(({ state }) => state === "done")).toBe(true);
  expect(attempts).toBe(2);
  expect((receipt as { erased: { what: string }[] }).erased.map(({ what }) => what)).toEqual(
    (rest.steps as { name: string }[]).map(({ name }) => name),
  );
  const ledger = (await readFile(path.join(dataDir, "erasures.jsonl"), "utf8")).trim().split("\n");
  const named = ledger.map((line) => (JSON.parse(line) as { subjectId: string }).subjectId);
  expect(named.filter((name) => name === userId || organizationIds.includes(name))).toEqual([
    userId,
    ...organizationIds,
  ]);
  expect(await db().user.count({ where: { id: userId! } })).toBe(0);

  for (const row of [erasure, packing])
    await eventually(async () => expect((await row()).status).toBe("completed"));
  expect(await erasure()).toMatchObject({ items: 3, attempt: 2 });
  expect([await rowsLeft(), await stored(erased)]).toEqual([0, []]);
  const { items, attempt, exports } = await packing();
  expect([items, attempt, exports.length]).toEqual([2, 2, 1]);
  // The one that was stored without a row was replaced.
  expect(await stored(packed)).toHaveLength(before + 1);
  const zip = new ZipReader(await readObject(exports[0].object), (packed) => inflateRawSync(packed));
  expect(JSON.parse(Buffer.from(zip.read("manifest.json") ?? []).toString())).toMatchObject({
    generations: 2,
    part: 1,
    last_part: true,
  });

  const sweepAfter = (ms: number) => {
    clock.now = () => new Date(Date.now() + ms);
    return sweepOrphans(objectOwners, new AbortController().signal);
  };
  expect(await sweepAfter(ORPHAN_AFTER_MS - 60_000)).toBe(0);
  expect(await stored(asking)).toHaveLength(1);
  expect(await sweepAfter(ORPHAN_AFTER_MS + 60_000)).toBe(1);
  expect([await stored(asking), (await stored(packed)).length]).toEqual([[], before + 1]);
});
