import { z } from "zod";
import type { JobHandler, Schedule } from "@/lib/jobs";
import { handleEvent } from "./handle-event";
import { EVENT_JOB, PLANS_JOB, RECONCILE_JOB, REFUND_JOB } from "./job-names";
import { reconcile } from "./reconcile";
import { refreshPlans } from "./refresh-plans";
import { sendRefund } from "./send-refund";

export { billingRetention } from "./retention";

const Event = z.object({ eventId: z.string() });
const Refund = z.object({ refundId: z.string() });

export const billingJobs: Record<string, JobHandler> = {
  [EVENT_JOB]: (payload) => handleEvent(Event.parse(payload).eventId),
  [REFUND_JOB]: (payload) => sendRefund(Refund.parse(payload).refundId),
  [RECONCILE_JOB]: async (_payload, { signal }) => void (await reconcile(signal)),
  [PLANS_JOB]: async () => void (await refreshPlans()),
};

export const billingSchedules: readonly Schedule[] = [
  { job: RECONCILE_JOB, every: "17 * * * *" },
  { job: PLANS_JOB, every: "*/15 * * * *" },
];
