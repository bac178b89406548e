import { Prisma, type Tx } from "@/lib/db";

/** Lets the waiting job with this key start now, where it was to start later. Does nothing to one that runs or is due. */
export async function hastenJob(tx: Tx, jobKey: string): Promise<void> {
  await tx.$queryRaw(Prisma.sql`
    WITH hastened AS (
      UPDATE graphile_worker._private_jobs SET run_at = now()
      WHERE key = ${jobKey} AND locked_at IS NULL AND run_at > now() AND attempts < max_attempts RETURNING 1
    )
    SELECT pg_notify('jobs:insert', '{"count":' || count(*) || '}')::text FROM hastened`);
}
