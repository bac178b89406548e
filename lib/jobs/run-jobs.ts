import { EventEmitter } from "node:events";
import { run, type Runner, type TaskList, type WorkerEvents } from "graphile-worker";
import type { ExhaustedHandler, JobHandler } from "./handler";
import { JobRecovery } from "./job-recovery";
import { WorkerPresence } from "./worker-presence";
import { toCronItems, type Schedule } from "./schedule";
import { workerLogger } from "./worker-logger";

export interface RunJobsOptions {
  handlers: Record<string, JobHandler>;
  onExhausted?: Record<string, ExhaustedHandler>;
  /** Jobs that come by the clock; any number of workers may name the same. */
  schedules?: readonly Schedule[];
  concurrency: number;
  connectionString: string;
  /** Aborting it stops: no new job, running ones get `drainMs`, then their signal. */
  signal: AbortSignal;
  drainMs?: number;
  /** How often dead workers and exhausted jobs are looked for. */
  recoverEveryMs?: number;
}

/** Takes jobs until `signal` is aborted and what runs has ended. Rejects where the database cannot be had at start. */
export async function runJobs(options: RunJobsOptions): Promise<void> {
  const { connectionString, signal, drainMs = 20_000, recoverEveryMs = 2_000 } = options;
  if (signal.aborted) return;
  const interrupt = new AbortController();
  const presence = new WorkerPresence(connectionString);
  const recovery = new JobRecovery(connectionString, options.onExhausted ?? {}, recoverEveryMs);
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => presence.start(workerPool.id));
  // The failure is written just after this event.
  events.on("job:failed", () => void setTimeout(() => recovery.sweep(), 30).unref());

  const tasks = toTasks(options.handlers, interrupt.signal, recovery);
  const runner = await start(tasks, events, options).catch(async (error) => {
    await Promise.all([presence.stop(), recovery.stop()]);
    throw error;
  });
  recovery.start();
  const stop = () => {
    setTimeout(() => interrupt.abort(new Error("The worker is ending")), drainMs).unref();
    void runner.stop().catch(() => undefined);
  };
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    await runner.promise;
  } finally {
    signal.removeEventListener("abort", stop);
    await recovery.stop();
    await presence.stop();
  }
}

function start(taskList: TaskList, events: WorkerEvents, options: RunJobsOptions): Promise<Runner> {
  return run({
    connectionString: options.connectionString,
    taskList,
    events,
    logger: workerLogger,
    parsedCronItems: toCronItems(options.schedules ?? []),
    noHandleSignals: true,
    preset: {
      worker: {
        concurrentJobs: options.concurrency,
        maxPoolSize: options.concurrency + 3,
        pollInterval: 2_000,
        // Through the batching path, which alone tries again while the database is away.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  });
}

function toTasks(handlers: RunJobsOptions["handlers"], signal: AbortSignal, recovery: JobRecovery): TaskList {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      async (payload, { job }) => {
        try {
          await handler(payload, {
            attempt: job.attempts,
            maxAttempts: job.max_attempts,
            jobId: job.id,
            signal,
          });
        } catch (error) {
          if (signal.aborted) await recovery.giveBack(job.id);
          throw error;
        }
      },
    ]),
  );
}
