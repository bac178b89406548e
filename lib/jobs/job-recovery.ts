import pg from "pg";
import { log } from "@/lib/core/log";
import type { ExhaustedHandler } from "./handler";
import { HUNG_AFTER_SECONDS, presenceKey } from "./worker-presence";

/**
 * Gives jobs of dead workers back and tells of exhausted ones, every few seconds, in every worker process; several at
 * once do no harm. A worker counts as dead when two looks in a row miss its lock or have not heard of it for a minute,
 * so that a connection that was lost for a moment costs nothing. One that hung and wakes up finds its generation taken
 * over: the attempt's number fences its result off. Without this a killed worker's jobs would wait for the queue
 * library's four hours.
 */
export class JobRecovery {
  private readonly pool: pg.Pool;
  private suspects = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private stopped = false;
  private again = false;
  private readonly interrupted: string[] = [];

  constructor(
    connectionString: string,
    private readonly onExhausted: Record<string, ExhaustedHandler>,
    private readonly everyMs: number,
    private readonly hungAfterSeconds = HUNG_AFTER_SECONDS,
  ) {
    this.pool = new pg.Pool({ connectionString, max: 2, idleTimeoutMillis: 30_000, allowExitOnIdle: true });
    this.pool.on("error", (error) => log.warn("recovery's connection lost", { room: "jobs" }, error));
  }

  start(): void {
    this.timer = setInterval(() => void this.look(), this.everyMs);
    void this.look();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.sweeping;
    await this.restartInterrupted();
    await this.pool.end();
  }

  /** Tells of exhausted jobs now. Calls during a sweep make one more follow it. */
  async sweep(): Promise<void> {
    if (this.stopped) return;
    this.again = true;
    this.sweeping ??= this.sweepWhileAsked().finally(() => (this.sweeping = undefined));
    await this.sweeping;
  }

  /** A job that a stopping worker interrupts keeps its attempt; `stop` then lets it start again at once. */
  async giveBack(jobId: string): Promise<void> {
    this.interrupted.push(jobId);
    await this.pool
      .query(GIVE_BACK, [jobId])
      .catch((error) => log.warn("interrupted job loses an attempt", { room: "jobs", jobId }, error));
  }

  private async restartInterrupted(): Promise<void> {
    if (this.interrupted.length === 0) return;
    await this.pool
      .query(RESTART, [this.interrupted])
      .catch((error) => log.warn("interrupted jobs start later", { room: "jobs" }, error));
  }

  /** One look: frees jobs of those whom the look before missed as well, then tells of exhausted jobs. */
  async look(): Promise<void> {
    try {
      await this.freeJobsOfTheDead();
    } catch (error) {
      log.warn("could not look for dead workers", { room: "jobs" }, error);
    }
    await this.sweep();
  }

  private async freeJobsOfTheDead(): Promise<void> {
    const { rows } = await this.pool.query<{ worker: string }>(MISSING_WORKERS, [this.hungAfterSeconds]);
    const missing = rows.map((row) => row.worker);
    const dead = missing.filter((worker) => this.suspects.has(worker));
    this.suspects = new Set(missing);
    if (dead.length === 0) return;
    await this.pool.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [dead]);
    await this.pool.query(`SELECT pg_notify('jobs:insert', '{"count":100}')`);
    log.warn("freed the jobs of workers that died", { room: "jobs", workers: dead.length });
  }

  private async sweepWhileAsked(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        await this.tellOfExhausted();
      } catch (error) {
        log.warn("could not look for exhausted jobs", { room: "jobs" }, error);
      }
    }
  }

  /** One process at a time tells: the lock belongs to the connection, so a killed one leaves it free. */
  private async tellOfExhausted(): Promise<void> {
    const names = Object.keys(this.onExhausted);
    if (names.length === 0) return;
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      const { rows: found } = await client.query<ExhaustedRow>(EXHAUSTED, [names]);
      if (found.length === 0) return;
      const { rows: locks } = await client.query<{ mine: boolean }>(TRY_LOCK);
      if (!locks[0].mine) return;
      // Read again: another process may have told of them before it let go of the lock.
      const { rows } = await client.query<ExhaustedRow>(EXHAUSTED, [names]);
      for (const row of rows) await this.tell(client, row);
      await client.query(UNLOCK);
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private async tell(client: pg.PoolClient, { id, job, payload, attempts, last_error }: ExhaustedRow) {
    try {
      await this.onExhausted[job](payload, { jobId: id, attempts, lastError: last_error });
    } catch (error) {
      log.error("a job's end could not be handled; trying again", { room: "jobs", job, jobId: id }, error);
      return;
    }
    await client.query(MARK_TOLD, [id]);
    log.warn("job gave up", { room: "jobs", job, jobId: id, attempts });
  }
}

interface ExhaustedRow {
  id: string;
  job: string;
  payload: unknown;
  attempts: number;
  last_error: string | null;
}

/** Workers that hold jobs or queues, but no presence lock whose holder was heard of within the minute. */
const MISSING_WORKERS = `
  WITH holders AS (
    SELECT locked_by AS worker FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
    UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL
  )
  SELECT worker FROM holders WHERE NOT EXISTS (
    SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE state_change > now() - $1 * interval '1 second' AND locktype = 'advisory' AND granted AND objsubid = 1
      AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND ((classid::bigint << 32) | objid::bigint) = ${presenceKey("worker")}
  )`;

const EXHAUSTED = `
  SELECT jobs.id::text, tasks.identifier AS job, jobs.payload, jobs.attempts::int, jobs.last_error
  FROM graphile_worker._private_jobs AS jobs
  JOIN graphile_worker._private_tasks AS tasks ON tasks.id = jobs.task_id
  WHERE NOT jobs.is_available AND jobs.locked_at IS NULL AND jobs.attempts >= jobs.max_attempts
    AND (jobs.flags -> 'exhausted') IS NULL AND tasks.identifier = ANY($1::text[])
  ORDER BY jobs.id LIMIT 100`;

/** In `flags`, which the queue library leaves alone: the row stays, for people to look at and to retry. */
const MARK_TOLD = `
  UPDATE graphile_worker._private_jobs SET flags = coalesce(flags, '{}') || '{"exhausted": true}'
  WHERE id = $1::bigint AND locked_at IS NULL AND attempts >= max_attempts`;

const GIVE_BACK = `
  UPDATE graphile_worker._private_jobs SET attempts = greatest(0, attempts - 1) WHERE id = $1::bigint`;

const RESTART = `
  WITH restarted AS (
    UPDATE graphile_worker._private_jobs SET run_at = now()
    WHERE id = ANY($1::bigint[]) AND locked_at IS NULL RETURNING 1
  )
  SELECT pg_notify('jobs:insert', '{"count":' || count(*) || '}') FROM restarted`;

const TRY_LOCK = `SELECT pg_try_advisory_lock(hashtextextended('printpal-jobs:exhausted', 0)) AS mine`;
const UNLOCK = `SELECT pg_advisory_unlock(hashtextextended('printpal-jobs:exhausted', 0))`;
