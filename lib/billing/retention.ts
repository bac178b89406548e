import type { RetentionRule } from "@/lib/core/retention";
import { rowRule } from "@/lib/db";
import { vaultRetention } from "./vault";

/** Longer than Stripe itself shows its events, so that none is taken for new. */
const EVENT_HOURS = 35 * 24;

const eventRetention: RetentionRule = rowRule({
  id: "stripe_events",
  what: "Events of Stripe: their kind and the reference of what they were about",
  keptHours: () => EVENT_HOURS,
  countedFrom: "When it came",
  removes: "The reference",
  table: "stripe_events",
  due: `received_at < $1::timestamptz - interval '${EVENT_HOURS} hours'`,
});

export const billingRetention: readonly RetentionRule[] = [eventRetention, vaultRetention];
