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
async function takenJob(worker: string) {
  await transaction(undefined, (tx) => enqueue(tx, "note", {}));
  await db()
    .$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = 1, locked_at = now(), locked_by = ${worker}`;
  const recovery = new JobRecovery(connectionString, {}, 3_600_000);
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

const held = async () =>
  (
    await db().$queryRaw<unknown[]>`SELECT 1 FROM pg_locks WHERE mode = 'ShareLock' AND locktype = 'advisory'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  ).length;
