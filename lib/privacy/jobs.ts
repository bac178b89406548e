import { z } from "zod";
import type { ExhaustedHandler, JobHandler } from "@/lib/jobs";
import { CALLBACK_JOB, REQUEST_JOB } from "./job-names";
import { sendCallback } from "./send-callback";
import { postponeRequest, runRequest } from "./run-request";

export { privacyRetention } from "./expire-requests";

const idOf = (payload: unknown): string => z.object({ requestId: z.string() }).parse(payload).requestId;

/** What the worker runs for this room. Bodies are idempotent: delivery is at least once. */
export const privacyJobs: Record<string, JobHandler> = {
  [REQUEST_JOB]: (payload, { signal }) => runRequest(idOf(payload), signal),
  [CALLBACK_JOB]: (payload) => sendCallback(idOf(payload)),
};

export const privacyJobsExhausted: Record<string, ExhaustedHandler> = {
  [REQUEST_JOB]: (payload) => postponeRequest(idOf(payload)),
};
