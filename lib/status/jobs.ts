import { clock } from "@/lib/core/clock";
import type { RetentionRule } from "@/lib/core/retention";
import { rowRule } from "@/lib/db";
import type { JobHandler, Schedule } from "@/lib/jobs";
import { probeComponents } from "./probe-components";
import { recordFindings } from "./record-findings";
import { tellOnCall } from "./tell-on-call";

const PROBE_JOB = "status.probe";

/** What the worker runs for this room. A probe that comes twice counts twice, which changes no share. */
export const statusJobs: Record<string, JobHandler> = {
  [PROBE_JOB]: async () => {
    const at = clock.now();
    await recordFindings(await probeComponents(), at);
    // The site does so as well; it may be what is down.
    await tellOnCall();
  },
};

export const statusSchedules: readonly Schedule[] = [{ job: PROBE_JOB, every: "* * * * *" }];

const KEPT_HOURS = 365 * 24;

export const statusRetention: readonly RetentionRule[] = [
  rowRule({
    id: "probes",
    what: "How the service fared: daily counts of probes; nothing of any person",
    keptHours: () => KEPT_HOURS,
    countedFrom: "The day",
    removes: "The counts",
    table: "probe_days",
    due: `day < ($1::timestamptz AT TIME ZONE 'UTC' - interval '${KEPT_HOURS} hours')::date`,
  }),
  rowRule({
    id: "outages",
    what: "Times in which a part of the service did not work; nothing of any person",
    keptHours: () => KEPT_HOURS,
    countedFrom: "The end of the outage",
    removes: "The outage",
    table: "outages",
    due: `ended_at < $1::timestamptz - interval '${KEPT_HOURS} hours'`,
  }),
  rowRule({
    id: "alerts",
    what: "What was wrong, who was told of it, and who of the staff looked after it",
    keptHours: () => KEPT_HOURS,
    countedFrom: "The end of what was wrong",
    removes: "The alert",
    table: "alerts",
    due: `ended_at < $1::timestamptz - interval '${KEPT_HOURS} hours'`,
  }),
];
