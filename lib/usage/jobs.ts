import type { RetentionRule } from "@/lib/core/retention";
import { rowRule } from "@/lib/db";

const KEPT_HOURS = 365 * 24;

/** The log of calls, and its sums by day. */
export const usageRetention: readonly RetentionRule[] = [
  rowRule({
    id: "request_log",
    what: "The request log: which call was made when, with which key and settings, from where, and what the answer was",
    keptHours: () => KEPT_HOURS,
    countedFrom: "The call",
    removes: "The line",
    table: "api_requests",
    due: `created_at < $1::timestamptz - interval '${KEPT_HOURS} hours'`,
    organization: "organization_id",
  }),
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
