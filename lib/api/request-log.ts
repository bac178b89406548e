import { log } from "@/lib/core/log";
import { flushKeyUse } from "@/lib/keys";
import { recordRequests, type RequestRecord } from "@/lib/usage";

const FLUSH_MS = 500;
const FLUSH_ROWS = 200;
/** With the database away, older rows give way to newer ones rather than fill the memory. */
const MAX_ROWS = 20_000;

interface RequestLog {
  rows: RequestRecord[];
  timer?: NodeJS.Timeout;
  flushing: Promise<void>;
}

// On the global object: a Next server may evaluate this module once per bundle, and there is one log.
const holder = globalThis as { printpalRequestLog?: RequestLog };
const state = (): RequestLog => (holder.printpalRequestLog ??= open());

/** Keeps a request for the next batch; never waits, never throws. */
export function logRequest(row: RequestRecord): void {
  const current = state();
  current.rows.push(row);
  if (current.rows.length >= FLUSH_ROWS) void flushRequestLog();
  else current.timer ??= setTimeout(() => void flushRequestLog(), FLUSH_MS).unref();
}

/** Writes what is kept. Called before the log is read, and when the process ends. */
export function flushRequestLog(): Promise<void> {
  const current = state();
  clearTimeout(current.timer);
  current.timer = undefined;
  return (current.flushing = current.flushing.then(() => write(current)));
}

async function write(current: RequestLog): Promise<void> {
  const batch = current.rows.splice(0);
  if (batch.length === 0) return;
  try {
    await recordRequests(batch);
  } catch (error) {
    current.rows.unshift(...batch.slice(-MAX_ROWS));
    log.warn("request log kept for later", { rows: current.rows.length }, error);
  }
}

function open(): RequestLog {
  const current: RequestLog = { rows: [], flushing: Promise.resolve() };
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => void Promise.all([flushRequestLog(), flushKeyUse()]));
  return current;
}
