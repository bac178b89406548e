/** Does a job; at least once, so it must find out what is done already. Throwing lets it run again, later and later. */
export type JobHandler = (payload: unknown, run: JobRun) => Promise<void>;

/**
 * Told when a job has used up its attempts, whether it threw or its workers were killed. At least once, and again until
 * it does not throw; the job may also have been replaced by one of the same key meanwhile.
 */
export type ExhaustedHandler = (
  payload: unknown,
  end: { jobId: string; attempts: number; lastError: string | null },
) => Promise<void>;

export interface JobRun {
  /** 1 for the first. */
  attempt: number;
  maxAttempts: number;
  jobId: string;
  /** Aborted when the worker must end: throw soon, and the job runs again elsewhere without losing an attempt. */
  signal: AbortSignal;
}
