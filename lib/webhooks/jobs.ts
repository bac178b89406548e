import { z } from "zod";
import type { ExhaustedHandler, JobHandler } from "@/lib/jobs";
import { deliver, giveUpTry } from "./deliver";
import { DELIVER_JOB } from "./job-names";

const Payload = z.object({ deliveryId: z.string(), number: z.int() });

/** What the worker runs for this room. Bodies are idempotent: delivery is at least once. */
export const webhookJobs: Record<string, JobHandler> = {
  [DELIVER_JOB]: (payload) => {
    const { deliveryId, number } = Payload.parse(payload);
    return deliver(deliveryId, number);
  },
};

export const webhookJobsExhausted: Record<string, ExhaustedHandler> = {
  [DELIVER_JOB]: (payload) => {
    const { deliveryId, number } = Payload.parse(payload);
    return giveUpTry(deliveryId, number);
  },
};
