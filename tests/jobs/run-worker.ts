import { onTestFinished, vi } from "vitest";
import { runJobs, type RunJobsOptions } from "@/lib/jobs";

/** A worker in this process, stopped when the test ends or `stop` is called. */
export function runWorker(
  options: Omit<RunJobsOptions, "signal" | "concurrency"> & { concurrency?: number },
) {
  const abort = new AbortController();
  const done = runJobs({
    concurrency: 2,
    recoverEveryMs: 300,
    drainMs: 5_000,
    ...options,
    signal: abort.signal,
  });
  const stop = async () => {
    abort.abort();
    await done;
  };
  onTestFinished(stop);
  return { done, stop };
}

/** Waits until `check` no longer throws; so long that a busy machine does not matter. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 60_000, interval: 20 });
