import { z } from "zod";
import { env } from "@/lib/core/env";
import type { RetentionRule } from "@/lib/core/retention";
import type { JobHandler } from "@/lib/jobs";
import { purgeUpload, sweepUploads } from "./delete-upload";
import { PURGE_JOB } from "./job-names";

const Payload = z.object({ uploadId: z.string() });

/** What the worker runs for this room. Bodies are idempotent: delivery is at least once. */
export const uploadJobs: Record<string, JobHandler> = {
  [PURGE_JOB]: (payload) => purgeUpload(Payload.parse(payload).uploadId),
};

export const uploadRetention: RetentionRule = {
  id: "uploads",
  what: "Files that were sent ahead",
  keptHours: () => env().uploadLifetimeMs / 3_600_000,
  countedFrom: "The last call that used it, or its announcement",
  removes: "The file and everything that was noted of it; what was made from it stays",
  sweep: sweepUploads,
};
