import { db, Prisma } from "@/lib/db";

export type JobState = "waiting" | "running" | "retrying" | "exhausted";

/** A job that is not done; those that are leave no row. */
export interface Job {
  id: string;
  job: string;
  jobKey: string | null;
  state: JobState;
  attempts: number;
  maxAttempts: number;
  lastError: string | null;
  runAt: Date;
  createdAt: Date;
}

/** Jobs that wait, run, are tried again or used up their attempts, the oldest first, at most `limit`. For staff. */
export async function listJobs({ limit = 100 }: { limit?: number } = {}): Promise<Job[]> {
  const rows = await db().$queryRaw<Job[]>(Prisma.sql`
    SELECT id::text, task_identifier AS job, key AS "jobKey", attempts::int, max_attempts::int AS "maxAttempts",
      last_error AS "lastError", run_at AS "runAt", created_at AS "createdAt",
      CASE
        WHEN locked_at IS NOT NULL THEN 'running'
        WHEN attempts >= max_attempts THEN 'exhausted'
        WHEN attempts > 0 THEN 'retrying'
        ELSE 'waiting'
      END AS state
    FROM graphile_worker.jobs ORDER BY id LIMIT ${limit}`);
  return rows;
}
