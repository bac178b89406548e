import { z } from "zod";
import { ADDRESS_CHANGED_JOB } from "@/lib/accounts";
import type { JobHandler, Schedule } from "@/lib/jobs";
import { followAddress } from "./follow-address";
import { handleEvent } from "./handle-event";
import { EVENT_JOB, PLANS_JOB, RECONCILE_JOB, REFUND_JOB, TOP_UP_JOB, WATCH_JOB } from "./job-names";
import { reconcile } from "./reconcile";
import { refreshPlans } from "./refresh-plans";
import { sendRefund } from "./send-refund";
import { runTopUp } from "./top-up";
import { watchSpending } from "./watch-spending";

export { billingRetention } from "./retention";

const Event = z.object({ eventId: z.string() });
const Former = z.object({ id: z.string() });
const TopUp = z.object({ topUpId: z.string() });
const Refund = z.object({ refundId: z.string() });

export const billingJobs: Record<string, JobHandler> = {
  [ADDRESS_CHANGED_JOB]: (payload) => followAddress(Former.parse(payload).id),
  [EVENT_JOB]: (payload) => handleEvent(Event.parse(payload).eventId),
  [REFUND_JOB]: (payload) => sendRefund(Refund.parse(payload).refundId),
  [RECONCILE_JOB]: async (_payload, { signal }) => void (await reconcile(signal)),
  [WATCH_JOB]: async () => void (await watchSpending()),
  [TOP_UP_JOB]: (payload) => runTopUp(TopUp.parse(payload).topUpId),
  [PLANS_JOB]: async () => void (await refreshPlans()),
};

export const billingSchedules: readonly Schedule[] = [
  { job: RECONCILE_JOB, every: "17 * * * *" },
  { job: WATCH_JOB, every: "* * * * *" },
  { job: PLANS_JOB, every: "*/15 * * * *" },
];
