import { beforeAll, beforeEach, expect, it, onTestFinished } from "vitest";
import { db, transaction } from "@/lib/db";
import { enqueue, listJobs } from "@/lib/jobs";
import { JobRecovery } from "@/lib/jobs/job-recovery";
import { WorkerPresence } from "@/lib/jobs/worker-presence";
import { freshDatabase } from "@/tests/support/database";

let connectionString: string;
beforeAll(async () => {
  connectionString = (await freshDatabase()).url;
});
beforeEach(async () => {
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

/** A job that a worker of this name took and holds, and one who looks for the dead only when asked. */
async function takenJob(worker: string, hungAfterSeconds?: number) {
  await transaction(undefined, (tx) => enqueue(tx, "note", {}));
  await db()
    .$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = 1, locked_at = now(), locked_by = ${worker}`;
  const recovery = new JobRecovery(connectionString, {}, 3_600_000, hungAfterSeconds);
  onTestFinished(() => recovery.stop());
  const state = async () => (await listJobs())[0].state;
  return { recovery, state };
}

it("frees a job at the second look that misses its worker, not at the first", async () => {
  const { recovery, state } = await takenJob("pool-gone");
  await recovery.look();
  expect(await state()).toBe("running");
  await recovery.look();
  expect(await state()).toBe("retrying");
});

it("frees nothing of a worker that lives, nor of one that was missed once only", async () => {
  const { recovery, state } = await takenJob("pool-alive");
  await recovery.look();
  const presence = new WorkerPresence(connectionString);
  presence.start("pool-alive");
  onTestFinished(() => presence.stop());
  while (!(await held())) await new Promise((resolve) => setTimeout(resolve, 20));
  for (let look = 0; look < 3; look++) await recovery.look();
  expect(await state()).toBe("running");
  await presence.stop();
  await recovery.look();
  expect(await state()).toBe("running");
  await recovery.look();
  expect(await state()).toBe("retrying");
});

it("frees a job of a worker that holds its lock but says nothing any more", async () => {
  const { recovery, state } = await takenJob("pool-hung", 1);
  const silent = new WorkerPresence(connectionString, 3_600_000);
  silent.start("pool-hung");
  onTestFinished(() => silent.stop());
  while (!(await held())) await new Promise((resolve) => setTimeout(resolve, 20));
  await recovery.look();
  await recovery.look();
  expect(await state()).toBe("running");
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  await recovery.look();
  await recovery.look();
  expect(await state()).toBe("retrying");
});

it("leaves a worker alone that says so in time", async () => {
  const { recovery, state } = await takenJob("pool-beating", 1);
  const beating = new WorkerPresence(connectionString, 100);
  beating.start("pool-beating");
  onTestFinished(() => beating.stop());
  while (!(await held())) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  await recovery.look();
  await recovery.look();
  expect(await state()).toBe("running");
});

const held = async () =>
  (
    await db().$queryRaw<unknown[]>`SELECT 1 FROM pg_locks WHERE mode = 'ShareLock' AND locktype = 'advisory'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  ).length;
