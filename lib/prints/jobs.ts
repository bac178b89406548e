import { z } from "zod";
import type { JobHandler } from "@/lib/jobs";
import { failPrint } from "./end-print";
import { PURGE_JOB, RUN_JOB } from "./job-names";
import { purgePrint } from "./delete-print";
import { runPrint } from "./run-print";

export { conversionObjects, printCheckObjects } from "./held-objects";

const Payload = z.object({ printId: z.string() });
const idOf = (payload: unknown): string => Payload.parse(payload).printId;

/** What the worker runs for this room. Bodies are idempotent: delivery is at least once. */
export const printJobs: Record<string, JobHandler> = {
  [RUN_JOB]: (payload, { signal }) => runPrint(idOf(payload), signal),
  [PURGE_JOB]: (payload) => purgePrint(idOf(payload)),
};

/** Called when a job has used up its tries, crashes included. */
export const printJobsExhausted: Record<string, (payload: unknown) => Promise<void>> = {
  [RUN_JOB]: (payload) =>
    failPrint(idOf(payload), {
      code: "internal_error",
      message: "The mesh could not be worked on after several tries. Please send it again.",
    }),
};
