import { findUser, requireStaff } from "@/lib/accounts";
import { db, type Context } from "@/lib/db";
import type { Alert, AlertDesk } from "./schema";

const SHOWN = 100;

/** What is wrong and what was, what goes on first, then the newest. For the staff. */
export async function listAlerts(ctx: Context): Promise<Alert[]> {
  requireStaff(ctx);
  const rows = await db().alert.findMany({
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { startedAt: "desc" }],
    take: SHOWN,
  });
  const ids = [...new Set(rows.flatMap(({ acknowledgedBy }) => acknowledgedBy ?? []))];
  const people = new Map(await Promise.all(ids.map(async (id) => [id, (await findUser(id))?.name] as const)));
  return rows.map((row) => ({
    ...{ id: row.id, subject: row.subject, summary: row.summary, desk: row.desk as AlertDesk },
    ...{ times_told: row.timesTold, told_to: row.toldTo },
    started_at: row.startedAt.toISOString(),
    told_at: row.toldAt?.toISOString() ?? null,
    acknowledged_at: row.acknowledgedAt?.toISOString() ?? null,
    acknowledged_by: row.acknowledgedBy && (people.get(row.acknowledgedBy) ?? row.acknowledgedBy),
    ended_at: row.endedAt?.toISOString() ?? null,
  }));
}
