import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import type { EngineJob, MeshJob } from "@/lib/engines";
import { ThreadPool } from "@/lib/engines/local/thread-pool";

/** A thread that does as the prompt says: the pool's own behaviour, without the cost of a model. */
const obedient = `
import { parentPort, threadId, Worker } from "node:worker_threads";
const hold = [];
const beat = "const { workerData } = require('node:worker_threads'); for (;;) Atomics.add(workerData, 0, 1);";
parentPort.on("message", ({ job, help }) => {
  const [order, value] = job.prompt.split(" ");
  const done = (retire = false) => parentPort.postMessage({ kind: "done", retire, output: { engineReason: String(threadId) } });
  if (order === "ok") done(value === "retire");
  if (order === "wait") setTimeout(done, Number(value));
  if (order === "spin") for (;;);
  if (order === "beat") for (;;) Atomics.add(job.pulse, 0, 1);
  if (order === "share") { new Worker(beat, { eval: true, workerData: job.pulse }); for (;;); }
  if (order === "help") setTimeout(() => parentPort.postMessage({ kind: "done", output: { engineReason: JSON.stringify(help) } }), 30);
  if (order === "note") { parentPort.postMessage({ kind: "progress", progress: { stage: "meshing", progress: 40 } }); done(); }
  if (order === "refuse") parentPort.postMessage({ kind: "error", code: "empty_subject", message: "Nothing there.", param: "image" });
  if (order === "fail") parentPort.postMessage({ kind: "error", message: "private detail" });
  if (order === "throw") throw new Error("private crash");
  if (order === "exit") process.exit(3);
  if (order === "eat") for (;;) hold.push(Array.from({ length: 1e5 }, (_, i) => ({ i })));
});
`;

let file: string;
let pool: ThreadPool;
beforeAll(() => {
  const folder = path.resolve("dist/tests/thread-pool");
  mkdirSync(folder, { recursive: true });
  file = path.join(folder, "obedient.mjs");
  writeFileSync(file, obedient);
});
afterEach(() => pool.close());

const open = (size: number, heapMb?: number) => (pool = new ThreadPool({ file, size, heapMb }));
const order = (prompt: string): EngineJob => ({ prompt }) as EngineJob;
const failure = (running: Promise<unknown>): Promise<unknown> =>
  running.then(
    () => "no failure",
    (reason: unknown) => reason,
  );
const codeOf = async (running: Promise<unknown>) => ((await failure(running)) as AppError).code;

describe("ThreadPool", () => {
  it("keeps a thread for the next job, and runs as many at once as its size", async () => {
    open(2);
    const first = await pool.run(order("ok"));
    expect((await pool.run(order("ok"))).engineReason).toBe(first.engineReason);
    const used = await Promise.all([1, 2, 3, 4, 5].map(() => pool.run(order("wait 30"))));
    expect(new Set(used.map((output) => output.engineReason)).size).toBe(2);
  });

  it("offers helpers for the cores that are free, in equal shares", async () => {
    pool = new ThreadPool({ file, size: 2, help: { file: "crew.mjs", cores: 4 } });
    const asked = ["help", "help"].map((what) => pool.run(order(what)));
    const [first, second] = await Promise.all(asked);
    expect(JSON.parse(first.engineReason)).toEqual({ file: "crew.mjs", helpers: 3 });
    expect(JSON.parse(second.engineReason)).toEqual({ file: "crew.mjs", helpers: 1 });
  });

  it("passes progress on", async () => {
    const seen: unknown[] = [];
    await open(1).run(order("note"), { onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([{ stage: "meshing", progress: 40 }]);
  });

  it("gives a refusal as the AppError it was, and keeps the thread", async () => {
    open(1);
    const { engineReason } = await pool.run(order("ok"));
    const error = await failure(pool.run(order("refuse")));
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: "empty_subject",
      message: "Nothing there.",
      details: { param: "image" },
    });
    expect((await pool.run(order("ok"))).engineReason).toBe(engineReason);
  });

  it.each(["fail", "throw", "exit"])(
    "turns %s into engine_failed without its details, and recovers",
    async (what) => {
      open(1);
      const waiting = Promise.all([failure(pool.run(order(what))), pool.run(order("ok"))]);
      const [error, next] = await waiting;
      expect(error).toMatchObject({ code: "engine_failed" });
      expect((error as AppError).message).not.toContain("private");
      expect(next.engineReason).toMatch(/^\d+$/);
    },
  );

  it("survives a thread that runs out of memory", async () => {
    open(1, 48);
    expect(await codeOf(pool.run(order("eat")))).toBe("engine_failed");
    await expect(pool.run(order("ok"))).resolves.toBeDefined();
  });

  it("replaces a thread that asks to retire", async () => {
    open(1);
    const { engineReason } = await pool.run(order("ok retire"));
    expect((await pool.run(order("ok"))).engineReason).not.toBe(engineReason);
  });

  it("ends a running job when it is aborted, with the signal's reason, and goes on", async () => {
    open(1);
    const control = new AbortController();
    const running = failure(pool.run(order("spin"), { signal: control.signal }));
    const next = pool.run(order("ok"));
    const reason = new Error("cancelled by its owner");
    setTimeout(() => control.abort(reason), 60);
    expect(await running).toBe(reason);
    await expect(next).resolves.toBeDefined();
  });

  it.each(["beat", "share"])("frees the threads of an aborted job for the next one: %s", async (what) => {
    open(1);
    const pulse = new Int32Array(new SharedArrayBuffer(4));
    const control = new AbortController();
    const beating = { ...order(what), pulse } as EngineJob;
    const running = failure(pool.run(beating, { signal: control.signal }));
    while (Atomics.load(pulse, 0) === 0) await sleep(5);
    control.abort();
    await running;
    await pool.run(order("ok"));
    const beats = async () => {
      const before = Atomics.load(pulse, 0);
      await sleep(20);
      return Atomics.load(pulse, 0) - before;
    };
    await expect.poll(beats).toBe(0);
  });

  it("takes an aborted job out of the queue, and never starts one that was aborted before", async () => {
    open(1);
    const busy = pool.run(order("wait 80"));
    const control = new AbortController();
    const queued = failure(pool.run(order("throw"), { signal: control.signal }));
    control.abort("enough");
    expect(await queued).toBe("enough");
    expect(await failure(pool.run(order("throw"), { signal: AbortSignal.abort("too late") }))).toBe(
      "too late",
    );
    await expect(busy).resolves.toBeDefined();
  });

  it("ends a job that takes too long", async () => {
    open(1);
    const error = await failure(pool.run(order("spin"), { timeoutMs: 100 }));
    expect(error).toMatchObject({ code: "engine_failed" });
    await expect(pool.run(order("ok"))).resolves.toBeDefined();
  });

  it("counts the time limit from the start of the job, not from its place in the queue", async () => {
    open(1);
    await pool.run(order("ok"));
    const jobs = [1, 2, 3, 4].map(() => pool.run(order("wait 100"), { timeoutMs: 300 }));
    await expect(Promise.all(jobs)).resolves.toHaveLength(4);
  });

  it("blames a caller's mesh, not itself, for taking too long or too much memory", async () => {
    open(1, 48);
    const mesh = (prompt: string) => ({ prompt, upload: new Uint8Array(1), repair: true }) as MeshJob;
    const slow = (await failure(pool.run(mesh("spin"), { timeoutMs: 1000 }))) as AppError;
    expect([slow.code, slow.message]).toEqual(["bad_mesh", expect.stringMatching(/longer than 1 s/)]);
    const large = (await failure(pool.run(mesh("eat")))) as AppError;
    expect([large.code, large.message]).toEqual(["bad_mesh", expect.stringMatching(/more memory/)]);
    const broken = (await failure(pool.run(mesh("throw")))) as AppError;
    expect([broken.code, broken.message]).toEqual(["engine_failed", expect.not.stringMatching(/private/)]);
    await expect(pool.run(order("ok"))).resolves.toBeDefined();
  });

  it("names the missing bundle", async () => {
    pool = new ThreadPool({ file: "/nowhere/engine-thread.mjs", size: 1 });
    await expect(pool.run(order("ok"))).rejects.toThrow(/nowhere\/engine-thread\.mjs.*Build the project/);
  });

  it("rejects what runs and waits when it is closed, and everything after", async () => {
    open(1);
    const jobs = [failure(pool.run(order("spin"))), failure(pool.run(order("ok")))];
    await pool.close();
    for (const error of await Promise.all(jobs)) expect((error as Error).message).toContain("closed");
    await expect(pool.run(order("ok"))).rejects.toThrow("closed");
  });
});
