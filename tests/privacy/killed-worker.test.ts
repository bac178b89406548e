import { spawn } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { objectOwners } from "@/lib/api/retention/object-owners";
import { ORPHAN_AFTER_MS, sweepOrphans } from "@/lib/api/retention/sweep-orphans";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { getBalance } from "@/lib/credits";
import { databasePool, db } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { ZipReader } from "@/lib/geometry/formats/unzip-archive";
import { createRequest } from "@/lib/privacy";
import { privacyJobs } from "@/lib/privacy/jobs";
import { withExports } from "@/lib/privacy/request-record";
import { readObject } from "@/lib/storage";
import { eventually, runWorker } from "../jobs/run-worker";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";
import { vasePhoto } from "../support/vase-photo";
import type { ToBeKilled } from "./worker-process";

/** A process that is killed outright amid an erasure, an export and a submission: what is left, and who goes on. */

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
  const erasure = await ask(erased, "erasure");
  const packing = await ask(packed, "portability");

  // Held in the midst: behind the second of three, between an export and its row, between a picture and its row.
  const hold = await databasePool().connect();
  await hold.query("BEGIN");
  await hold.query("SELECT FROM generations WHERE id = $1 FOR UPDATE", [ids[2]]);
  await hold.query("LOCK TABLE data_exports IN EXCLUSIVE MODE");
  await hold.query("SELECT FROM credit_balances WHERE organization_id = $1 FOR UPDATE", [
    asking.organizationId,
  ]);
  const { databaseUrl, dataDir, masterKey, authSecret } = env();
  const task: ToBeKilled = {
    settings: { databaseUrl, dataDir, masterKey, authSecret, databasePool: 5, logLevel: "silent" },
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

  runWorker({ handlers: privacyJobs, connectionString });
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
