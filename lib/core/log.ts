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
  process.stdout.write(redact(JSON.stringify(line)) + "\n");
}

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
