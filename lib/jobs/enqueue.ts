import { Prisma, type Tx } from "@/lib/db";

export interface EnqueueOptions {
  /**
   * Unique among waiting jobs: another one with the same key replaces it, and where both payloads are lists takes over
   * its items. A running one is left to finish and is not tried again.
   */
  jobKey?: string;
  /** Attempts in all, the first included; killed workers use them up as well. */
  maxAttempts?: number;
  /** Lower comes first. */
  priority?: number;
  /** Not before this moment. */
  runAt?: Date;
  /** Jobs of one queue run one after the other. */
  queueName?: string;
}

const DEFAULT_ATTEMPTS = 5;

/**
 * Adds a job in the caller's transaction and returns its id: it becomes visible when that commits, and never where it
 * rolls back. The payload is JSON, an object or a list of them, and holds identifiers rather than data: it may be read late.
 */
export async function enqueue(
  tx: Tx,
  job: string,
  payload: Prisma.InputJsonObject | Prisma.InputJsonObject[],
  options?: EnqueueOptions,
): Promise<string> {
  const call = addJob(job, JSON.stringify(payload), options);
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`SELECT id::text FROM ${call}`);
  return rows[0].id;
}

/** The call that adds a job, for a statement that does more than that; payload and key may be expressions of it. */
export function addJob(
  job: string,
  payload: string | Prisma.Sql,
  {
    jobKey,
    maxAttempts = DEFAULT_ATTEMPTS,
    priority = 0,
    runAt,
    queueName,
  }: Omit<EnqueueOptions, "jobKey"> & { jobKey?: string | Prisma.Sql } = {},
): Prisma.Sql {
  return Prisma.sql`graphile_worker.add_job(
    identifier => ${job}::text,
    payload => ${payload}::json,
    queue_name => ${queueName ?? null}::text,
    run_at => ${runAt?.toISOString() ?? null}::timestamptz,
    max_attempts => ${maxAttempts}::int,
    job_key => ${jobKey ?? null}::text,
    priority => ${priority}::int
  )`;
}
