import { z } from "zod";
import type { JobHandler } from "@/lib/jobs";
import { purgeGeneration } from "./delete-generation";
import { deleteDiscarded } from "./discard-generations";
import { failGeneration } from "./fail-generation";
import { eraseInput } from "./erase-input";
import { eraseResults } from "./erase-results";
import {
  DELETE_JOB,
  ERASE_INPUT_JOB,
  ERASE_RESULTS_JOB,
  EXPIRE_JOB,
  PURGE_JOB,
  RUN_JOB,
  TELL_JOB,
  TRANSFER_JOB,
} from "./job-names";
import { settleTransfer } from "./outside/settle-transfer";
import { runGeneration } from "./run-generation";
import { Ended, mailEnded } from "./tell-person";

const Payload = z.object({ generationId: z.string() });
const idOf = (payload: unknown): string => Payload.parse(payload).generationId;

/** What the worker runs for this room. Bodies are idempotent: delivery is at least once. */
export const generationJobs: Record<string, JobHandler> = {
  [RUN_JOB]: (payload, { signal }) => runGeneration(idOf(payload), signal),
  [DELETE_JOB]: (payload) => deleteDiscarded(idOf(payload)),
  [PURGE_JOB]: (payload) => purgeGeneration(idOf(payload)),
  [ERASE_INPUT_JOB]: async (payload) => void (await eraseInput(idOf(payload))),
  [ERASE_RESULTS_JOB]: (payload) => eraseResults(idOf(payload)),
  [TELL_JOB]: (payload) => mailEnded(z.array(Ended).parse(payload)),
  [TRANSFER_JOB]: (payload) => settleTransfer(z.object({ transferId: z.string() }).parse(payload).transferId),
  [EXPIRE_JOB]: (payload) =>
    failGeneration(idOf(payload), {
      code: "deadline_exceeded",
      message:
        "The model was not finished by its deadline. Nothing was charged; allow it more time, or a lower quality.",
    }),
};

export { generationRetention } from "./expire-generations";
export { generationObjects } from "./held-objects";

/** Called when a job has used up its tries, crashes included: the credits come back. */
export const generationJobsExhausted: Record<string, (payload: unknown) => Promise<void>> = {
  [RUN_JOB]: (payload) =>
    failGeneration(idOf(payload), {
      code: "internal_error",
      message: "The model could not be made after several tries. Nothing was charged; please send it again.",
    }),
};
