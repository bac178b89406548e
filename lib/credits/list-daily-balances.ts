import { clock } from "@/lib/core/clock";
import { db, Prisma, type Context } from "@/lib/db";

const DAY_MS = 86_400_000;

export interface DailyBalance {
  /** Such as 2027-03-14, in UTC. */
  day: string;
  /** At the day's end; today: now. */
  credits: number;
}

/** The balance at the end of each of the last `days` days, oldest first; days without a movement have the one before. */
export async function listDailyBalances(
  { organizationId }: Context,
  { days }: { days: number },
): Promise<DailyBalance[]> {
  const today = Math.floor(clock.now().getTime() / DAY_MS);
  const from = new Date((today - days + 1) * DAY_MS);
  const rows = await db().$queryRaw<{ day: string; first: number; last: number }[]>(Prisma.sql`
    SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
      (array_agg(balance_after - amount ORDER BY number))[1] AS first,
      (array_agg(balance_after ORDER BY number DESC))[1] AS last
    FROM ledger_entries WHERE organization_id = ${organizationId} AND created_at >= ${from}
    GROUP BY 1 ORDER BY 1`);
  const moved = new Map(rows.map((row) => [row.day, row.last]));
  let credits = rows.at(0)?.first ?? (await balanceNow(organizationId));
  return Array.from({ length: days }, (_, index) => {
    const day = new Date((today - days + 1 + index) * DAY_MS).toISOString().slice(0, 10);
    credits = moved.get(day) ?? credits;
    return { day, credits };
  });
}

const balanceNow = async (organizationId: string): Promise<number> =>
  (await db().creditBalance.findUnique({ where: { organizationId } }))?.balance ?? 0;
