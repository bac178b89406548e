import { env } from "./env";

const order = { silent: 0, error: 1, warn: 2, info: 3, debug: 4 } as const;
type Level = Exclude<keyof typeof order, "silent">;

/** Values that may stand in a log line. Never a key, a password, an image or a mail address. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** One JSON line an event on standard output; errors carry their stack, which never reaches a client. */
export const log = {
  error: (message: string, fields?: LogFields, error?: unknown) => write("error", message, fields, error),
  warn: (message: string, fields?: LogFields, error?: unknown) => write("warn", message, fields, error),
  info: (message: string, fields?: LogFields) => write("info", message, fields),
  debug: (message: string, fields?: LogFields) => write("debug", message, fields),
};

function write(level: Level, message: string, fields: LogFields = {}, error?: unknown): void {
  if (order[env().logLevel] < order[level]) return;
  const line = { time: new Date().toISOString(), level, message, ...fields, ...describe(error) };
  print(redact(JSON.stringify(line)) + "\n", level);
}

/** Lines of the same moment go out together: each write stops the process until the reader's pipe has taken it. */
let waiting = "";
const GATHER_MS = 20;

function print(line: string, level: Level): void {
  if (waiting === "") setTimeout(flushLog, GATHER_MS).unref();
  waiting += line;
  if (level === "error" || waiting.length > 16_384) flushLog();
}

function flushLog(): void {
  if (waiting) process.stdout.write(waiting);
  waiting = "";
}

process.once("exit", flushLog);

function describe(error: unknown): LogFields {
  if (error === undefined) return {};
  if (!(error instanceof Error)) return { error: String(error) };
  return { error: error.message, stack: error.stack?.split("\n").slice(1, 8).join("\n") };
}

/** A second line of defence: keys and mail addresses that slip into a message are blotted out. */
export function redact(text: string): string {
  return text
    .replace(/pp_(live|test)_[0-9A-Za-z]{8,}/g, "pp_$1_[redacted]")
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, "[address]");
}
