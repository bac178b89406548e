import { z } from "zod";
import type { RetentionRule } from "@/lib/core/retention";
import { rowRule } from "@/lib/db";
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

const KEPT_HOURS = 30 * 24;

export const webhookRetention: RetentionRule = rowRule({
  id: "events",
  what: "Events, and the log of their deliveries to webhooks",
  keptHours: () => KEPT_HOURS,
  countedFrom: "The event",
  removes: "The event, its deliveries, their tries and what came back",
  table: "events",
  due: `created_at < $1::timestamptz - interval '${KEPT_HOURS} hours'`,
  organization: "organization_id",
});
