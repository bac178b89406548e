import { clock } from "@/lib/core/clock";
import type { RetentionRule } from "@/lib/core/retention";
import { rowRule } from "@/lib/db";
import type { JobHandler, Schedule } from "@/lib/jobs";
import { dropMonths } from "./drop-months";
import { makeMonths } from "./make-months";

const MONTHS_JOB = "usage.make_months";

export const usageJobs: Record<string, JobHandler> = {
  [MONTHS_JOB]: async () => void (await makeMonths()),
};

/** Each day, though it is needed once a month: a day on which it fails changes nothing. */
export const usageSchedules: readonly Schedule[] = [{ job: MONTHS_JOB, every: "11 1 * * *" }];

const KEPT_HOURS = 365 * 24;

const callByCall = rowRule({
  id: "request_log",
  what: "The request log: which call was made when, with which key and settings, from where, and what the answer was",
  keptHours: () => KEPT_HOURS,
  countedFrom: "The call",
  removes: "The line; a month's lines all at once where all of them are due",
  table: "api_requests",
  key: "id, created_at",
  due: `created_at < $1::timestamptz - interval '${KEPT_HOURS} hours'`,
  organization: "organization_id",
});

/** The log of calls, and its sums by day. */
export const usageRetention: readonly RetentionRule[] = [
  {
    ...callByCall,
    sweep: async (limit, spared, note) => {
      const over = new Date(clock.now().getTime() - KEPT_HOURS * 3_600_000);
      const removed = await dropMonths(over, spared, note);
      return removed + (await callByCall.sweep(limit, spared, note));
    },
  },
  rowRule({
    id: "usage_days",
    what: "Sums of the request log by day and key",
    keptHours: () => KEPT_HOURS,
    countedFrom: "The day",
    removes: "The day's sums",
    table: "usage_days",
    due: `day < ($1::timestamptz AT TIME ZONE 'UTC' - interval '${KEPT_HOURS} hours')::date`,
    organization: "organization_id",
  }),
];
