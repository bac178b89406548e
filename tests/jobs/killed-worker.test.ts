import { spawn, type ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { db, transaction } from "@/lib/db";
import { enqueue, listJobs } from "@/lib/jobs";
import { freshDatabase } from "@/tests/support/database";
import { eventually, runWorker } from "./run-worker";

let connectionString: string;
let notes: string;
beforeAll(async () => {
  const { url, dataDir } = await freshDatabase();
  connectionString = url;
  notes = path.join(dataDir, "notes");
});
beforeEach(async () => {
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

/** A worker process in the middle of the job, and how to kill it like the kernel would. */
async function workerInTheMiddle(maxAttempts: number, queueName?: string) {
  const script = path.join(import.meta.dirname, "worker-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, connectionString, notes], {
    stdio: "inherit",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const id = await transaction(undefined, (tx) =>
    enqueue(tx, "endless", { n: 1 }, { maxAttempts, queueName }),
  );
  await eventually(async () => expect(await readFile(notes, "utf8")).toContain(`${child.pid} 1 `));
  return { child, id };
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exit;
}

it("gives a killed worker's job to another within seconds", async () => {
  const { child, id } = await workerInTheMiddle(3, "a queue");
  const endless = vi.fn(async () => undefined);
  runWorker({ handlers: { endless }, connectionString, recoverEveryMs: 2_000 });
  await new Promise((resolve) => setTimeout(resolve, 4_500));
  expect(endless).not.toHaveBeenCalled();
  await kill(child);
  await eventually(() => expect(endless).toHaveBeenCalledTimes(1));
  expect(endless).toHaveBeenCalledWith({ n: 1 }, expect.objectContaining({ attempt: 2, jobId: id }));
  await eventually(async () => expect(await listJobs()).toEqual([]));
});

it("tells of a job whose workers were killed as often as it may be tried", async () => {
  const { child, id } = await workerInTheMiddle(1);
  const endless = vi.fn(async () => undefined);
  const end = vi.fn(async () => undefined);
  await kill(child);
  runWorker({ handlers: { endless }, onExhausted: { endless: end }, connectionString, recoverEveryMs: 500 });
  await eventually(() => expect(end).toHaveBeenCalledTimes(1));
  expect(end).toHaveBeenCalledWith({ n: 1 }, { jobId: id, attempts: 1, lastError: null });
  expect(endless).not.toHaveBeenCalled();
});
