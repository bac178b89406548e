import { ExpiringMap } from "@/lib/core/expiring-map";
import { db, Prisma } from "@/lib/db";

/** Many look at the same waiting job; its place is looked up once a second. */
const known = new ExpiringMap<number | null>(1_000, 10_000);

/**
 * How many waiting jobs of the same kind come before the one with this key: 0 is next. Null where it does not wait (it
 * runs, has ended or never was). May be asked on every poll: one index range scan a second at most.
 */
export const countAhead = (jobKey: string): Promise<number | null> => known.get(jobKey, () => count(jobKey));

async function count(jobKey: string): Promise<number | null> {
  const rows = await db().$queryRaw<{ ahead: number }[]>(Prisma.sql`
    SELECT (
      SELECT count(*)::int FROM graphile_worker._private_jobs AS other
      WHERE other.is_available AND other.task_id = mine.task_id AND other.run_at <= greatest(now(), mine.run_at)
        AND (other.priority, other.run_at, other.id) < (mine.priority, mine.run_at, mine.id)
    ) AS ahead
    FROM graphile_worker._private_jobs AS mine WHERE mine.key = ${jobKey} AND mine.is_available`);
  return rows[0]?.ahead ?? null;
}
