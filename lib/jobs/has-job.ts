import { db, Prisma, type Tx } from "@/lib/db";

/** Whether a job with this key waits or runs and has attempts left or in use. */
export async function hasJob(jobKey: string, tx?: Tx): Promise<boolean> {
  const rows = await (tx ?? db()).$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM graphile_worker.jobs
    WHERE key = ${jobKey} AND (locked_at IS NOT NULL OR attempts < max_attempts)`);
  return rows.length > 0;
}
