import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { isPublicSite } from "@/lib/core/network-address";
import { transaction } from "@/lib/db";
import type { JobHandler, Schedule } from "@/lib/jobs";
import { endAlert, raiseAlert } from "@/lib/status";
import { databaseAtRest } from "./database-at-rest";

const WATCH_JOB = "at-rest.watch";
const SUBJECT = "at-rest:database";

export const atRestSchedules: readonly Schedule[] = [{ job: WATCH_JOB, every: "47 * * * *" }];

export const atRestJobs: Record<string, JobHandler> = { [WATCH_JOB]: async () => void (await watchAtRest()) };

/**
 * Job body: alerts who is on call where others can reach the portal and nothing encrypts its database's disk, which the
 * policy promises; and ends the alert once something does. Returns whether all is well.
 */
export async function watchAtRest(look = databaseAtRest): Promise<boolean> {
  const well = !isPublicSite(env().publicUrl) || look(env()).encrypted;
  await transaction(undefined, async (tx) => {
    if (well) return endAlert(tx, SUBJECT);
    await raiseAlert(tx, { subject: SUBJECT, summary: SUMMARY, startedAt: clock.now() });
  });
  return well;
}

const SUMMARY =
  "Nothing is known to encrypt the disk of the database: see the line `at rest` of `portal doctor`";
