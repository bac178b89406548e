import { parseCronItems, type ParsedCronItem } from "graphile-worker";

/** A job that comes by the clock rather than from a cause. */
export interface Schedule {
  job: string;
  /** Minute, hour, day, month and weekday in UTC, as cron writes them. */
  every: string;
}

/** A worker that starts makes up for slots that nobody was there for; older ones are part of the newest. */
const BACKFILL_MS = 120_000;

/**
 * One job a slot, however many workers run, and one at a time: a slot that comes while the job of an earlier one waits is
 * the same job, and one that runs is waited for.
 */
export function toCronItems(schedules: readonly Schedule[]): ParsedCronItem[] {
  return parseCronItems(
    schedules.map(({ job, every }) => ({
      task: job,
      match: every,
      identifier: job,
      options: { jobKey: job, queueName: job, maxAttempts: 5, backfillPeriod: BACKFILL_MS },
    })),
  );
}
