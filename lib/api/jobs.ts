import type { JobHandler, Schedule } from "@/lib/jobs";
import { retentionRules } from "./retention/rules";
import { sweepRetention } from "./retention/sweep-retention";

const SWEEP_JOB = "retention.sweep";

/** What the worker runs for all rooms together. */
export const apiJobs: Record<string, JobHandler> = {
  [SWEEP_JOB]: async (_payload, { signal }) => void (await sweepRetention(retentionRules, signal)),
};

/** Every minute: a moment that somebody named for a removal is kept to the minute. */
export const apiSchedules: readonly Schedule[] = [{ job: SWEEP_JOB, every: "* * * * *" }];
