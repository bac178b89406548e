import { z } from "zod";
import type { JobHandler, Schedule } from "@/lib/jobs";
import { PERSON_REQUEST_JOB, personRequestJob } from "@/lib/privacy/jobs";
import { personalRooms } from "./personal-data/rooms";
import { keptFor } from "./retention/list-retention";
import { objectOwners } from "./retention/object-owners";
import { alarmOfLag, runSweep } from "./retention/run-sweep";
import { REMOVE_OUTSIDE_JOB, removeOutside } from "./uploadthing";
import { sweepOrphans } from "./retention/sweep-orphans";

const conductor = {
  rooms: personalRooms,
  keptFor: (retention: string) => keptFor(retention),
};

const SWEEP_JOB = "retention.sweep";
const LAG_JOB = "retention.lag";
const ORPHANS_JOB = "retention.sweep_orphans";

/** What the worker runs for all rooms together. */
export const apiJobs: Record<string, JobHandler> = {
  [PERSON_REQUEST_JOB]: personRequestJob(conductor),
  [SWEEP_JOB]: async (_payload, { signal }) => void (await runSweep(signal)),
  [REMOVE_OUTSIDE_JOB]: (payload) => removeOutside(z.object({ key: z.string() }).parse(payload).key),
  [LAG_JOB]: async () => void (await alarmOfLag()),
  [ORPHANS_JOB]: async (_payload, { signal }) => void (await sweepOrphans(objectOwners, signal)),
};

/**
 * Every minute: a moment that somebody named for a removal is kept to the minute. What killed processes left behind is
 * looked for once a day, for every object is looked at then.
 */
export const apiSchedules: readonly Schedule[] = [
  { job: SWEEP_JOB, every: "* * * * *" },
  { job: ORPHANS_JOB, every: "23 3 * * *" },
  { job: LAG_JOB, every: "41 * * * *" },
];
