import { clock } from "@/lib/core/clock";
import { db, Prisma, type Context } from "@/lib/db";

/** Credits that generations took on each of the last days (UTC), the oldest first, what came back subtracted on its day. */
export async function listSpentByDay({ organizationId }: Context, days: number): Promise<number[]> {
  const now = clock.now();
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - days + 1));
  const rows = await db().$queryRaw<{ day: number; spent: number }[]>(Prisma.sql`
    SELECT floor(extract(epoch FROM created_at - ${first.toISOString()}::timestamptz) / 86400)::int AS day,
      -sum(amount)::int AS spent
    FROM ledger_entries
    WHERE organization_id = ${organizationId} AND kind IN ('reserve', 'release')
      AND created_at >= ${first.toISOString()}::timestamptz
    GROUP BY 1`);
  const spent = new Map(rows.map((row) => [row.day, Math.max(0, row.spent)]));
  return Array.from({ length: days }, (_, day) => spent.get(day) ?? 0);
}
