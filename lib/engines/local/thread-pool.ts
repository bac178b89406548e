import { existsSync } from "node:fs";
import * as threads from "node:worker_threads";
import { AppError } from "@/lib/core/errors";
import type { EngineJob, EngineOutput, RunEngineOptions } from "../engine";
import { countHelpers } from "./count-threads";
import type { MeshJob, MeshOutput } from "../mesh-job";
import {
  isMeshJob,
  type ThreadJob,
  type ThreadOutput,
  type ThreadReply,
  type ThreadRequest,
} from "./thread-messages";

export interface ThreadPoolOptions {
  /** Absolute path of the bundled `thread-entry`. */
  file: string;
  /** Jobs at once; the others wait in the order in which they came. */
  size: number;
  /** Limit for each thread's own heap, in MiB. Pixels and meshes lie outside it. */
  heapMb?: number;
  /** What one model's pixels, fields and meshes may take, in MiB; more is refused as `model_too_large`. */
  memoryMb?: number;
  /** Where cores are free, a large job is shared with helpers: the bundled `crew-entry`, and the machine's cores. */
  help?: { file: string; cores: number };
}

/**
 * Runs engine jobs in threads of their own, so that none of them can stall or bring down its process. A thread that
 * crashes, runs out of memory or over its time costs its own job, and the next job gets a new one.
 */
export class ThreadPool {
  private readonly waiting: Task[] = [];
  private readonly threads = new Set<EngineThread>();
  private closed = false;

  constructor(private readonly options: ThreadPoolOptions) {}

  /**
   * @throws AppError with the engine's refusal, or `engine_failed`; the signal's reason once it is aborted; Error where
   * the bundle is missing or the pool is closed.
   */
  run(job: EngineJob, options?: RunEngineOptions): Promise<EngineOutput>;
  run(job: MeshJob, options?: RunEngineOptions): Promise<MeshOutput>;
  run(job: ThreadJob, options: RunEngineOptions = {}): Promise<ThreadOutput> {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new Error("The engines are closed."));
      if (signal?.aborted) return reject(signal.reason);
      const task: Task = { job, options, resolve, reject };
      task.abort = () => this.stop(task, signal?.reason);
      signal?.addEventListener("abort", task.abort, { once: true });
      this.waiting.push(task);
      this.startNext();
    });
  }

  /** Ends every thread; jobs that run or wait are rejected. */
  async close(): Promise<void> {
    this.closed = true;
    const error = new Error("The engines were closed.");
    for (const task of this.waiting.splice(0)) this.settle(task, () => task.reject(error));
    await Promise.all([...this.threads].map((thread) => this.discard(thread, error)));
  }

  private startNext(): void {
    while (this.waiting.length > 0) {
      const idle = [...this.threads].find((thread) => !thread.task);
      if (!idle && this.threads.size >= this.options.size) return;
      const task = this.waiting.shift();
      if (!task) return;
      try {
        this.start(idle ?? this.open(), task);
      } catch (error) {
        this.settle(task, () => task.reject(error));
      }
    }
  }

  private open(): EngineThread {
    const { file, heapMb = 1536 } = this.options;
    if (!existsSync(file))
      throw new Error(`The engines' thread file is missing: ${file}. Build the project first.`);
    const worker = new Thread(file, { resourceLimits: { maxOldGenerationSizeMb: heapMb }, name: "engine" });
    const thread: EngineThread = { worker };
    this.threads.add(thread);
    worker.on("message", (reply: ThreadReply) => this.receive(thread, reply));
    // An error is followed by an exit; whichever comes first fails the job.
    worker.on("error", (cause) => void this.discard(thread, crashed(thread.task, cause)));
    worker.on("exit", () => void this.discard(thread, crashed(thread.task)));
    return thread;
  }

  private start(thread: EngineThread, task: Task): void {
    thread.task = task;
    thread.worker.ref();
    const { timeoutMs } = task.options;
    if (timeoutMs) task.timer = setTimeout(() => this.stop(task, tooSlow(task, timeoutMs)), timeoutMs);
    const request: ThreadRequest = { job: task.job, memoryMb: this.options.memoryMb, help: this.findHelp() };
    thread.worker.postMessage(request);
  }

  private findHelp(): ThreadRequest["help"] {
    const { help } = this.options;
    const running = [...this.threads].filter(({ task }) => task).length;
    const helpers = help ? countHelpers(running, help.cores) : 0;
    return help && helpers > 0 ? { file: help.file, helpers } : undefined;
  }

  private receive(thread: EngineThread, reply: ThreadReply): void {
    const { task } = thread;
    if (!task) return;
    if (reply.kind === "progress") return task.options.onProgress?.(reply.progress);
    thread.task = undefined;
    thread.worker.unref();
    this.settle(task, () =>
      reply.kind === "done" ? task.resolve(reply.output) : task.reject(toError(reply, task)),
    );
    // What is not a refusal may have left the thread in any state.
    const spent = reply.kind === "done" ? reply.retire : reply.code === undefined;
    if (spent) void this.discard(thread, crashed(task));
    this.startNext();
  }

  /** Takes a task out, wherever it is; a running one takes its thread with it. */
  private stop(task: Task, reason: unknown): void {
    const at = this.waiting.indexOf(task);
    if (at >= 0) {
      this.waiting.splice(at, 1);
      this.settle(task, () => task.reject(reason));
      return;
    }
    for (const thread of this.threads) if (thread.task === task) void this.discard(thread, reason);
  }

  /** Ends a thread and rejects the job it held. Harmless when repeated. */
  private async discard(thread: EngineThread, reason: unknown): Promise<void> {
    if (!this.threads.delete(thread)) return;
    const { task } = thread;
    thread.task = undefined;
    if (task) this.settle(task, () => task.reject(reason));
    if (!this.closed) this.startNext();
    await thread.worker.terminate();
  }

  private settle(task: Task, outcome: () => void): void {
    clearTimeout(task.timer);
    if (task.abort) task.options.signal?.removeEventListener("abort", task.abort);
    outcome();
  }
}

/** Under another name: bundlers take `new Worker(…)` for a file to bundle. */
const Thread = threads.Worker;

interface EngineThread {
  worker: threads.Worker;
  task?: Task;
}

interface Task {
  job: ThreadJob;
  options: RunEngineOptions;
  resolve: (output: ThreadOutput) => void;
  reject: (reason: unknown) => void;
  abort?: () => void;
  timer?: NodeJS.Timeout;
}

function toError(reply: Extract<ThreadReply, { kind: "error" }>, task: Task): AppError {
  if (reply.code) return new AppError(reply.code, reply.message, { param: reply.param });
  const cause = new Error(reply.message);
  cause.stack = reply.stack;
  return crashed(task, cause);
}

const FAILED =
  "The engine could not make this model. Nothing was charged; try again, or try a lower quality.";
const MESH_FAILED = "The mesh could not be worked on. Try again, or export it from another program.";

function crashed(task: Task | undefined, cause?: unknown): AppError {
  if (!task || !isMeshJob(task.job)) return new AppError("engine_failed", FAILED, { cause });
  // How much a caller's mesh asks for is the caller's doing.
  if (isOutOfMemory(cause)) return tooMuch("more memory than one mesh may have", cause);
  return new AppError("engine_failed", MESH_FAILED, { cause });
}

function tooSlow({ job }: Task, timeoutMs: number): AppError {
  const seconds = Math.round(timeoutMs / 1000);
  if (isMeshJob(job)) return tooMuch(`longer than ${seconds} s`);
  return new AppError("engine_failed", `The model took longer than ${seconds} s. Try a lower quality.`);
}

const tooMuch = (what: string, cause?: unknown): AppError =>
  new AppError(
    "bad_mesh",
    `Working on the mesh takes ${what}. Reduce it, or repair it where it was made, and send it again.`,
    { param: "mesh", cause },
  );

const isOutOfMemory = (cause: unknown): boolean =>
  (cause as { code?: unknown } | undefined)?.code === "ERR_WORKER_OUT_OF_MEMORY";
