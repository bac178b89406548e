import pg from "pg";
import { log } from "@/lib/core/log";

const RECONNECT_AFTER_MS = 250;

/** How often a living worker says so, and how long the others wait for it before they take it for hung. */
const BEAT_MS = 10_000;
export const HUNG_AFTER_SECONDS = 60;

/**
 * Tells the others that this worker lives: a shared advisory lock, held by one connection that does nothing else. When
 * the process is killed, its connection ends and PostgreSQL lets the lock go, in milliseconds and without a clock. A
 * connection that is lost otherwise is made anew at once; the others wait longer than that before they act. A process
 * that hangs keeps its lock, so the connection also asks for something every ten seconds: PostgreSQL itself remembers
 * when it last did.
 */
export class WorkerPresence {
  private client: pg.Client | undefined;
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly connectionString: string,
    private readonly beatMs = BEAT_MS,
  ) {}

  /** `worker` is what stands in a job's `locked_by`. */
  start(worker: string): void {
    this.running = this.hold(worker);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
    await this.running;
  }

  private async hold(worker: string): Promise<void> {
    while (!this.stopped) {
      // Keep-alives let a machine that vanished count as dead after half a minute, not after two hours.
      const client = new pg.Client({
        connectionString: this.connectionString,
        keepAlive: true,
        options: "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4",
      });
      const ended = new Promise<void>((resolve) => client.once("end", resolve));
      client.on("error", () => undefined);
      this.client = client;
      try {
        await client.connect();
        await client.query(`SELECT pg_advisory_lock_shared(${presenceKey("$1")})`, [worker]);
        const beat = setInterval(() => client.query("SELECT 1").catch(() => undefined), this.beatMs);
        await ended.finally(() => clearInterval(beat));
      } catch (error) {
        if (!this.stopped) log.warn("worker's presence lost; connecting again", { room: "jobs" }, error);
        await client.end().catch(() => undefined);
      }
      if (!this.stopped) await new Promise((resolve) => setTimeout(resolve, RECONNECT_AFTER_MS));
    }
  }
}

/** SQL: the 64-bit lock key of a worker, given its name as an SQL expression. */
export const presenceKey = (worker: string): string =>
  `hashtextextended('printpal-worker:' || ${worker}::text, 0)`;
