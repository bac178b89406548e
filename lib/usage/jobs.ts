import { clock } from "@/lib/core/clock";
import type { RetentionRule } from "@/lib/core/retention";
import { db, Prisma } from "@/lib/db";

const KEPT_HOURS = 365 * 24;

export const usageRetention: RetentionRule = {
  id: "request_log",
  what: "The request log: which call was made when, with which key and what answer",
  keptHours: () => KEPT_HOURS,
  countedFrom: "The call",
  removes: "The line, and its day's sums",
  sweep: async (limit) => {
    const before = new Date(clock.now().getTime() - KEPT_HOURS * 3_600_000);
    await db().usageDay.deleteMany({ where: { day: { lt: new Date(before.toISOString().slice(0, 10)) } } });
    return db().$executeRaw(Prisma.sql`
      DELETE FROM api_requests WHERE id IN (
        SELECT id FROM api_requests WHERE created_at < ${before} ORDER BY created_at LIMIT ${limit}
        FOR UPDATE SKIP LOCKED)`);
  },
};
