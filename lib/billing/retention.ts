import { clock } from "@/lib/core/clock";
import type { RetentionRule } from "@/lib/core/retention";
import { db, Prisma } from "@/lib/db";
import { vaultRetention } from "./vault";

/** Longer than Stripe itself shows its events, so that none is taken for new. */
const EVENT_HOURS = 35 * 24;

const eventRetention: RetentionRule = {
  id: "stripe_events",
  what: "Events of Stripe: their kind and the reference of what they were about",
  keptHours: () => EVENT_HOURS,
  countedFrom: "When it came",
  removes: "The reference",
  sweep: async (limit) => {
    const before = new Date(clock.now().getTime() - EVENT_HOURS * 3_600_000);
    return db().$executeRaw(Prisma.sql`
      DELETE FROM stripe_events WHERE id IN (
        SELECT id FROM stripe_events WHERE received_at < ${before} ORDER BY received_at LIMIT ${limit}
        FOR UPDATE SKIP LOCKED)`);
  },
};

export const billingRetention: readonly RetentionRule[] = [eventRetention, vaultRetention];
