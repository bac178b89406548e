import { z } from "zod";
import type { JobHandler } from "@/lib/jobs";
import { announcePolicy } from "./announce-policy";
import { ANNOUNCE_JOB } from "./job-names";
import { PolicyDocument } from "./schema";

export { policyRetention } from "./retention";

const Payload = z.object({ document: PolicyDocument, version: z.int() });

/** What the worker runs for this room. */
export const policyJobs: Record<string, JobHandler> = {
  [ANNOUNCE_JOB]: (payload, { signal }) => {
    const { document, version } = Payload.parse(payload);
    return announcePolicy(document, version, signal);
  },
};
