import { z } from "zod";
import { env } from "@/lib/core/env";
import { idPrefixes } from "@/lib/core/ids";
import { ownerIdOf, type ObjectOwner } from "@/lib/core/object-owner";
import type { RetentionRule } from "@/lib/core/retention";
import { db } from "@/lib/db";
import type { JobHandler } from "@/lib/jobs";
import { countDueUploads, purgeUpload, sweepUploads } from "./delete-upload";
import { PURGE_JOB } from "./job-names";

const Payload = z.object({ uploadId: z.string() });

/** What the worker runs for this room. Bodies are idempotent: delivery is at least once. */
export const uploadJobs: Record<string, JobHandler> = {
  [PURGE_JOB]: (payload) => purgeUpload(Payload.parse(payload).uploadId),
};

export const uploadObjects: ObjectOwner = {
  prefix: idPrefixes.upload,
  held: async (objects) => {
    const where = { id: { in: objects.map(ownerIdOf) } };
    return (await db().upload.findMany({ where, select: { object: true } })).map(({ object }) => object);
  },
};

export const uploadRetention: RetentionRule = {
  id: "uploads",
  what: "Files that were sent ahead",
  keptHours: () => env().uploadLifetimeMs / 3_600_000,
  countedFrom: "The last call that used it, or its announcement; 30 days after that at the latest",
  removes: "The file and everything that was noted of it; what was made from it stays",
  due: countDueUploads,
  sweep: sweepUploads,
};
