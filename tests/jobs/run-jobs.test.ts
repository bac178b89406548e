import pg from "pg";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db, transaction } from "@/lib/db";
import {
  countAhead,
  enqueue,
  hasJob,
  installJobs,
  listJobs,
  retryJob,
  runJobs,
  type EnqueueOptions,
} from "@/lib/jobs";
import { freshDatabase } from "@/tests/support/database";
import { eventually, runWorker } from "./run-worker";

let connectionString: string;
beforeAll(async () => {
  connectionString = (await freshDatabase()).url;
});
beforeEach(async () => {
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

const add = (job: string, payload = {}, options: EnqueueOptions = {}) =>
  transaction(undefined, (tx) => enqueue(tx, job, payload, options));

describe("a schedule", () => {
  it("makes one job for all workers together, and at once where they come late", async () => {
    const tick = vi.fn(async () => undefined);
    const schedules = [{ job: "tick", every: "* * * * *" }];
    await db().$executeRaw`
      INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
      VALUES ('tick', now() - interval '1 hour', now() - interval '90 seconds')`;
    for (let worker = 0; worker < 2; worker++) runWorker({ handlers: { tick }, schedules, connectionString });
    await eventually(() => expect(tick).toHaveBeenCalled());
    expect(tick).toHaveBeenCalledWith(
      expect.objectContaining({ _cron: expect.anything() }),
      expect.anything(),
    );
    await eventually(async () => expect(await listJobs()).toEqual([]));
    // The slot of the minute may begin meanwhile.
    expect(tick.mock.calls.length).toBeLessThanOrEqual(2);
  });
});

describe("enqueue", () => {
  it("adds the job with the commit, and the handler gets payload, attempt and id", async () => {
    const handler = vi.fn(async () => undefined);
    runWorker({ handlers: { note: handler }, connectionString });
    const id = await add("note", { generation_id: "gen_1" }, { maxAttempts: 3 });
    await eventually(() => expect(handler).toHaveBeenCalledTimes(1));
    const run = { attempt: 1, maxAttempts: 3, jobId: id };
    expect(handler).toHaveBeenCalledWith({ generation_id: "gen_1" }, expect.objectContaining(run));
    await eventually(async () => expect(await listJobs()).toEqual([]));
  });

  it("leaves no job where the transaction rolls back", async () => {
    const undone = transaction(undefined, async (tx) => {
      await enqueue(tx, "note", {}, { jobKey: "undone" });
      expect(await hasJob("undone", tx)).toBe(true);
      throw new Error("rolled back");
    });
    await expect(undone).rejects.toThrow("rolled back");
    expect(await hasJob("undone")).toBe(false);
    expect(await listJobs()).toEqual([]);
  });

  it("keeps one waiting job a key: the later one replaces it", async () => {
    await add("note", { text: "first" }, { jobKey: "one" });
    await add("note", { text: "second" }, { jobKey: "one" });
    expect(await listJobs()).toHaveLength(1);
    const handler = vi.fn(async () => undefined);
    runWorker({ handlers: { note: handler }, connectionString });
    await eventually(() => expect(handler).toHaveBeenCalledTimes(1));
    expect(handler).toHaveBeenCalledWith({ text: "second" }, expect.anything());
  });

  it("starts jobs by priority, then in the order they came, and none before its time", async () => {
    const order: unknown[] = [];
    const later = new Date(Date.now() + 3_600_000);
    await add("note", { n: 3 }, { priority: 5 });
    await add("note", { n: 1 });
    await add("note", { n: 2 });
    await add("note", { n: 0 }, { priority: -1 });
    await add("note", { n: 9 }, { runAt: later, jobKey: "later" });
    const note = async (payload: unknown) => void order.push((payload as { n: number }).n);
    const { stop } = runWorker({ handlers: { note }, connectionString, concurrency: 1 });
    await eventually(() => expect(order).toHaveLength(4));
    await stop();
    expect(order).toEqual([0, 1, 2, 3]);
    expect(await listJobs()).toMatchObject([{ jobKey: "later", state: "waiting", runAt: later }]);
  });

  it("runs the jobs of one queue one after the other", async () => {
    let running = 0;
    let most = 0;
    const note = vi.fn(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 30));
      running--;
    });
    for (let index = 0; index < 4; index++) await add("note", { index }, { queueName: "single" });
    runWorker({ handlers: { note }, connectionString, concurrency: 3 });
    await eventually(() => expect(note).toHaveBeenCalledTimes(4));
    expect(most).toBe(1);
  });

  it("installs twice, and twice at once, without harm", async () => {
    await Promise.all([installJobs(connectionString), installJobs(connectionString)]);
    expect(await listJobs()).toEqual([]);
  });
});

describe("what waits", () => {
  it("counts what comes before a job: only waiting ones of its kind", async () => {
    await add("note", {}, { jobKey: "a" });
    await add("other", {}, { jobKey: "x" });
    await add("note", {}, { jobKey: "b" });
    await add("note", {}, { jobKey: "first", priority: -1 });
    await add("note", {}, { jobKey: "far", priority: -9, runAt: new Date(Date.now() + 3_600_000) });
    const counts = await Promise.all(["first", "a", "b", "x", "none"].map(countAhead));
    expect(counts).toEqual([0, 1, 2, 0, null]);
  });

  it("knows a waiting and a running job, no longer one that is done", async () => {
    let finish = () => undefined as void;
    const running = new Promise<void>((resolve) => (finish = resolve));
    await add("note", {}, { jobKey: "mine" });
    expect(await hasJob("mine")).toBe(true);
    runWorker({ handlers: { note: () => running }, connectionString });
    await eventually(async () => expect((await listJobs())[0]?.state).toBe("running"));
    expect([await hasJob("mine"), await countAhead("mine")]).toEqual([true, null]);
    finish();
    await eventually(async () => expect(await hasJob("mine")).toBe(false));
  });
});

describe("failing", () => {
  it("tries again later, then tells that the attempts are used up, once; the job stays for staff", async () => {
    const end = vi.fn(async () => undefined);
    const attempts: number[] = [];
    const failing = async (_payload: unknown, { attempt }: { attempt: number }) => {
      attempts.push(attempt);
      throw new Error(`no luck ${attempt}`);
    };
    const id = await add("failing", { a: 1 }, { maxAttempts: 2 });
    runWorker({ handlers: { failing }, onExhausted: { failing: end }, connectionString });
    await eventually(async () =>
      expect(await listJobs()).toMatchObject([{ id, state: "retrying", attempts: 1 }]),
    );
    expect(end).not.toHaveBeenCalled();
    await db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
    await eventually(() => expect(end).toHaveBeenCalledTimes(1));
    expect(attempts).toEqual([1, 2]);
    expect(end).toHaveBeenCalledWith({ a: 1 }, { jobId: id, attempts: 2, lastError: "no luck 2" });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(end).toHaveBeenCalledTimes(1);
    expect(await listJobs()).toMatchObject([
      { id, job: "failing", state: "exhausted", lastError: "no luck 2" },
    ]);
  });

  it("tells again until the handler takes it", async () => {
    const end = vi.fn().mockRejectedValueOnce(new Error("the database is away")).mockResolvedValue(undefined);
    const failing = () => Promise.reject(new Error("no luck"));
    await add("failing", {}, { maxAttempts: 1 });
    runWorker({ handlers: { failing }, onExhausted: { failing: end }, connectionString });
    await eventually(() => expect(end).toHaveBeenCalledTimes(2));
  });

  it("tells once although several workers look", async () => {
    const end = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 400)));
    const failing = () => Promise.reject(new Error("no luck"));
    const options = {
      handlers: { failing },
      onExhausted: { failing: end },
      connectionString,
      recoverEveryMs: 50,
    };
    for (let index = 0; index < 3; index++) runWorker(options);
    for (let index = 0; index < 3; index++) await add("failing", { index }, { maxAttempts: 1 });
    await eventually(() => expect(end.mock.calls.length).toBeGreaterThanOrEqual(3));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(end).toHaveBeenCalledTimes(3);
  });

  it("lets staff retry an exhausted job, and refuses a running or unknown one", async () => {
    let broken = true;
    let finish = () => undefined as void;
    const running = new Promise<void>((resolve) => (finish = resolve));
    const end = vi.fn(async () => undefined);
    const failing = () => (broken ? Promise.reject(new Error("no luck")) : running);
    const id = await add("failing", {}, { maxAttempts: 1 });
    runWorker({ handlers: { failing }, onExhausted: { failing: end }, connectionString });
    await eventually(() => expect(end).toHaveBeenCalledTimes(1));
    broken = false;
    await eventually(() => retryJob(id));
    await eventually(async () =>
      expect(await listJobs()).toMatchObject([{ id, state: "running", attempts: 1 }]),
    );
    await expect(retryJob(id)).rejects.toMatchObject({ code: "conflict" });
    finish();
    await eventually(async () => expect(await listJobs()).toEqual([]));
    for (const unknown of [id, "x", "1; DROP TABLE users"])
      await expect(retryJob(unknown)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("stopping", () => {
  it("lets what runs end, and starts nothing new", async () => {
    let finish = () => undefined as void;
    const note = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const { stop, done } = runWorker({ handlers: { note }, connectionString, concurrency: 1 });
    await add("note", { n: 1 });
    await add("note", { n: 2 });
    await eventually(() => expect(note).toHaveBeenCalledTimes(1));
    void stop();
    await new Promise((resolve) => setTimeout(resolve, 200));
    finish();
    await done;
    expect(note).toHaveBeenCalledTimes(1);
    expect(await listJobs()).toMatchObject([{ state: "waiting", attempts: 0 }]);
  });

  it("interrupts what takes too long, which then runs at once elsewhere without losing an attempt", async () => {
    const seen: number[] = [];
    const interrupted = (_: unknown, { signal, attempt }: { signal: AbortSignal; attempt: number }) => {
      seen.push(attempt);
      return new Promise<void>((_resolve, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason)),
      );
    };
    const end = vi.fn(async () => undefined);
    const options = { connectionString, onExhausted: { slow: end }, drainMs: 50 };
    const first = runWorker({ ...options, handlers: { slow: interrupted } });
    await add("slow", {}, { maxAttempts: 1 });
    await eventually(() => expect(seen).toEqual([1]));
    await first.stop();
    const second = vi.fn(async () => undefined);
    runWorker({ ...options, handlers: { slow: second } });
    await eventually(() => expect(second).toHaveBeenCalledTimes(1));
    expect(second).toHaveBeenCalledWith({}, expect.objectContaining({ attempt: 1 }));
    expect(end).not.toHaveBeenCalled();
  });

  it("rejects where the database cannot be had at start", async () => {
    const url = new URL(connectionString);
    url.pathname = "no_such_database";
    const signal = new AbortController().signal;
    const done = runJobs({ handlers: {}, concurrency: 1, connectionString: url.href, signal });
    await expect(done).rejects.toThrow(/no_such_database/);
  });
});

describe("losing the database for a moment", () => {
  it("goes on, and does not take a live worker's job away", async () => {
    const starts: number[] = [];
    let finish = () => undefined as void;
    const running = new Promise<void>((resolve) => (finish = resolve));
    const slow = async (_: unknown, { attempt }: { attempt: number }) => {
      starts.push(attempt);
      await running;
    };
    const quick = vi.fn(async () => undefined);
    runWorker({ handlers: { slow, quick }, connectionString, recoverEveryMs: 1_000 });
    await add("slow", {}, { jobKey: "slow" });
    await eventually(() => expect(starts).toEqual([1]));
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    await client.end();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await eventually(() => add("quick"));
    await eventually(() => expect(quick).toHaveBeenCalledTimes(1));
    finish();
    await eventually(async () => expect(await hasJob("slow")).toBe(false));
    expect(starts).toEqual([1]);
  });
});
