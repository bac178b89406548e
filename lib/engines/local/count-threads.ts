import os from "node:os";

/** What a model of 1024³ takes at its peak, with the process round it. */
const BYTES_A_THREAD = 2 * 1024 ** 3;

export interface Machine {
  cores: number;
  memoryBytes: number;
}

/**
 * How many threads make models where ENGINE_THREADS does not say: one for each core but the one that the site and the
 * database use, one for each 2 GiB of memory, no more than jobs run at once, and at least one. A second thread serves a
 * second job: that gains most; what cores are free beside all jobs help the large ones, see {@link countHelpers}.
 */
export function countThreads(jobsAtOnce: number, { cores, memoryBytes }: Machine = thisMachine()): number {
  return Math.max(1, Math.min(cores - 1, Math.floor(memoryBytes / BYTES_A_THREAD), jobsAtOnce));
}

/**
 * How many threads help each of the jobs that run, beside their own: what cores the jobs leave free, in equal shares. They
 * take little memory, for they work on the job's own.
 */
export function countHelpers(jobs: number, cores: number): number {
  return Math.max(0, Math.min(MOST_HELPERS, Math.floor(cores / jobs) - 1));
}

/** Cells along the longest side below which a helper costs more than it gains: at 512 it was a fifth slower with one. */
export const leastSharedResolution = 768;

/** The steps that are shared are half of a job: a fifth hand would save a tenth of what the first does. */
const MOST_HELPERS = 3;

/**
 * Megabytes that one model may take where ENGINE_MEMORY_MB does not say: three quarters of the memory shared by the
 * threads, and at least what the finest grid takes for an ordinary picture.
 */
export function countMemoryMb(threads: number, { memoryBytes }: Machine = thisMachine()): number {
  return Math.max(LEAST_MEMORY_MB, Math.floor((0.75 * memoryBytes) / threads / 1024 ** 2));
}

const LEAST_MEMORY_MB = 1536;

function thisMachine(): Machine {
  // A container's own limit; 0 or beyond the machine's memory where there is none.
  const limit = process.constrainedMemory();
  const memoryBytes = limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
  return { cores: os.availableParallelism(), memoryBytes };
}
