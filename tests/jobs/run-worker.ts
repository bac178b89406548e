import { onTestFinished } from "vitest";
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
