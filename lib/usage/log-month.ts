import type { PoolClient } from "pg";

/** The table that holds the log, and the partition of what has no month of its own. */
export const LOG = "api_requests";
export const REST = "api_requests_default";

/** A month of the request log in UTC: its partition and its bounds, the end not included. */
export interface LogMonth {
  table: string;
  from: Date;
  to: Date;
}

/** The month that a moment lies in, or one so many months on. */
export function logMonth(moment: Date, monthsOn = 0): LogMonth {
  const start = (more: number) =>
    new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + monthsOn + more, 1));
  const from = start(0);
  return { table: `${LOG}_${from.toISOString().slice(0, 7).replace("-", "_")}`, from, to: start(1) };
}

/** The months that have a partition, the oldest first. */
export async function listMonths(query: Pick<PoolClient, "query">): Promise<LogMonth[]> {
  const { rows } = await query.query<{ name: string }>(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = '${LOG}'::regclass AND relname <> '${REST}' ORDER BY 1`,
  );
  return rows.map(({ name }) => logMonth(new Date(`${name.slice(-7).replace("_", "-")}-01T00:00:00Z`)));
}

/** Any fixed number: those who change the months wait here for each other, and nobody behind them. */
const CHANGING = 7_712_061_945;
/** How long a change may wait for the calls that are being logged, which wait behind it meanwhile: it can come later. */
const LOCK_TIMEOUT = "2s";

/**
 * Runs a change of the log's partitions, one at a time, in a transaction of its own. Locks are taken from the log down, as
 * every call that is logged takes them, so that none waits for the other in a ring.
 */
export async function changeMonths<T>(client: PoolClient, change: () => Promise<T>): Promise<T> {
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [CHANGING]);
    await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query(`LOCK TABLE ONLY ${LOG} IN ACCESS EXCLUSIVE MODE`);
    const changed = await change();
    await client.query("COMMIT");
    return changed;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
