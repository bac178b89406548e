import pg from "pg";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { processWide } from "@/lib/core/process-wide";

/**
 * Calls `wake` whenever `channel` is notified of `subject`, until the returned function is called. All listeners of a
 * process share one connection. A notification says only that something changed; after a lost connection everybody is
 * woken once, for what was missed meanwhile.
 */
export function listen(channel: string, subject: string, wake: () => void): () => void {
  const all = listeners();
  const name = `${channel}:${subject}`;
  const group = all.get(name) ?? new Set();
  all.set(name, group.add(wake));
  connection().need(channel);
  return () => {
    group.delete(wake);
    if (group.size === 0 && all.get(name) === group) all.delete(name);
  };
}

/** Ends the connection; the next `listen` makes a new one. */
export const stopListening = (): Promise<void> => connection().end();

const RECONNECT_AFTER_MS = 500;
const listeners = () => processWide("listeners", () => new Map<string, Set<() => void>>());
const connection = () => processWide("listening", () => new ListeningConnection());

class ListeningConnection {
  private readonly channels = new Set<string>();
  private client: pg.Client | undefined;
  private opening: Promise<void> | undefined;

  need(channel: string): void {
    if (this.channels.has(channel)) return;
    this.channels.add(channel);
    if (!this.client) this.opening ??= this.open();
    else void this.client.query(`LISTEN ${pg.escapeIdentifier(channel)}`).catch(() => undefined);
  }

  async end(): Promise<void> {
    this.channels.clear();
    await this.opening;
    await this.client?.end().catch(() => undefined);
  }

  private async open(): Promise<void> {
    const client = new pg.Client({ connectionString: env().databaseUrl, keepAlive: true });
    client.on("error", () => undefined);
    client.on("notification", ({ channel, payload }) => this.wake(`${channel}:${payload}`));
    client.once("end", () => this.lost());
    try {
      await client.connect();
      for (const channel of this.channels) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      this.client = client;
      this.wake();
    } catch (error) {
      log.warn("cannot listen for changes; trying again", { room: "db" }, error);
      await client.end().catch(() => undefined);
      this.lost();
    } finally {
      this.opening = undefined;
    }
  }

  private lost(): void {
    this.client = undefined;
    if (this.channels.size === 0) return;
    const again = () => {
      // A connection that never opened may be told of twice.
      if (!this.client) this.opening ??= this.open();
    };
    setTimeout(again, RECONNECT_AFTER_MS).unref();
  }

  private wake(name?: string): void {
    for (const [key, group] of listeners()) if (!name || key === name) for (const wake of group) wake();
  }
}
