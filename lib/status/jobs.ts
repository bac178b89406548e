import { clock } from "@/lib/core/clock";
import type { RetentionRule } from "@/lib/core/retention";
import { db, Prisma } from "@/lib/db";
import type { JobHandler, Schedule } from "@/lib/jobs";
import { probeComponents } from "./probe-components";
import { recordFindings } from "./record-findings";

const PROBE_JOB = "status.probe";

/** What the worker runs for this room. A probe that comes twice counts twice, which changes no share. */
export const statusJobs: Record<string, JobHandler> = {
  [PROBE_JOB]: async () => {
    const at = clock.now();
    await recordFindings(await probeComponents(), at);
  },
};

export const statusSchedules: readonly Schedule[] = [{ job: PROBE_JOB, every: "* * * * *" }];

const KEPT_HOURS = 365 * 24;

export const statusRetention: RetentionRule = {
  id: "probes",
  what: "How the service fared: daily counts of probes, and outages; nothing of any person",
  keptHours: () => KEPT_HOURS,
  countedFrom: "The day, or the end of the outage",
  removes: "The counts and the outage",
  sweep: async (limit) => {
    const before = new Date(clock.now().getTime() - KEPT_HOURS * 3_600_000);
    const outages = await db().$executeRaw(Prisma.sql`
      DELETE FROM outages WHERE id IN (SELECT id FROM outages WHERE ended_at < ${before} LIMIT ${limit})`);
    const days = await db().$executeRaw(Prisma.sql`
      DELETE FROM probe_days WHERE (component, day) IN (
        SELECT component, day FROM probe_days WHERE day < ${before} LIMIT ${limit})`);
    return outages + days;
  },
};
