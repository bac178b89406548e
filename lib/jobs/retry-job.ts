import { AppError } from "@/lib/core/errors";
import { Prisma, transaction } from "@/lib/db";

/** Lets a job start anew, now and with all its attempts. Throws `not_found`, and `conflict` where it is running. */
export async function retryJob(id: string): Promise<void> {
  if (!/^\d{1,18}$/.test(id)) throw new AppError("not_found", "There is no such job.");
  await transaction(undefined, async (tx) => {
    const found = await tx.$queryRaw<{ running: boolean }[]>(Prisma.sql`
      SELECT locked_at IS NOT NULL AS running FROM graphile_worker._private_jobs WHERE id = ${id}::bigint FOR UPDATE`);
    if (!found[0]) throw new AppError("not_found", "There is no such job.");
    if (found[0].running) throw new AppError("conflict", "The job is running. Wait until it ends.");
    await tx.$executeRaw(Prisma.sql`
      UPDATE graphile_worker._private_jobs
      SET attempts = 0, last_error = NULL, run_at = now(), updated_at = now(), flags = nullif(flags - 'exhausted', '{}')
      WHERE id = ${id}::bigint`);
    await tx.$executeRaw(Prisma.sql`SELECT pg_notify('jobs:insert', '{"count":1}')`);
  });
}
