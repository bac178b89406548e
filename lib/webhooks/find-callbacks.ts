import { db } from "@/lib/db";
import type { Callback, EventType } from "./schema";

/**
 * How the newest event of each subject fares on its way to the address that the subject names itself; nothing of those
 * that name none, or whose events are older than they are kept. The caller has looked whose they are.
 */
export async function findCallbacks(subjectIds: readonly string[]): Promise<Map<string, Callback>> {
  if (subjectIds.length === 0) return new Map();
  const rows = await db().webhookDelivery.findMany({
    where: { url: { not: null }, event: { subjectId: { in: [...subjectIds] } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: {
      event: { select: { subjectId: true } },
      log: { orderBy: { number: "desc" }, take: 1, select: { error: true } },
    },
  });
  // Of several of one subject the last stays.
  return new Map(
    rows.map(({ event, eventType, status, attempts, log, completedAt }) => [
      event.subjectId,
      {
        event_type: eventType as EventType,
        status,
        attempts,
        last_error: log[0]?.error ?? null,
        delivered_at: status === "delivered" ? (completedAt?.toISOString() ?? null) : null,
      },
    ]),
  );
}
