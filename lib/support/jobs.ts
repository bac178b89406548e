import { clock } from "@/lib/core/clock";
import type { RetentionRule } from "@/lib/core/retention";
import { db, Prisma } from "@/lib/db";

/** Two years: as long as somebody may come back to what was promised. */
const KEPT_HOURS = 2 * 365 * 24;

export const supportRetention: RetentionRule = {
  id: "support_tickets",
  what: "Support tickets: questions and answers",
  keptHours: () => KEPT_HOURS,
  countedFrom: "The last message",
  removes: "The ticket with all its messages",
  sweep: async (limit) => {
    const before = new Date(clock.now().getTime() - KEPT_HOURS * 3_600_000);
    return db().$executeRaw(Prisma.sql`
      DELETE FROM support_tickets WHERE id IN (
        SELECT id FROM support_tickets WHERE last_message_at < ${before} ORDER BY last_message_at LIMIT ${limit}
        FOR UPDATE SKIP LOCKED)`);
  },
};
