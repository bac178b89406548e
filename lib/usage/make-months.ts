import { clock } from "@/lib/core/clock";
import { databasePool } from "@/lib/db";
import { changeMonths, listMonths, LOG, logMonth, REST, type LogMonth } from "./log-month";

/** Made so long before they are needed that a worker may be away for weeks. */
const AHEAD = 2;
/** A log keeps a year: what is older goes row by row from where it lies. */
const BACK = 12;

/**
 * Makes the partitions of this month and the next, and of each month whose calls lie among the rest because there was none
 * when they came, such as after a backup was restored: those calls move there. Returns the names of what it made. May be
 * killed anywhere, and run twice at once.
 */
export async function makeMonths(): Promise<string[]> {
  const client = await databasePool().connect();
  try {
    const wanted = await listMissing(client);
    if (wanted.length === 0) return [];
    return await changeMonths(client, async () => {
      // Somebody else may have made them while this one waited.
      const missing = await listMissing(client);
      for (const month of missing) await make(client, month);
      return missing.map(({ table }) => table);
    });
  } finally {
    client.release();
  }
}

type Query = Parameters<typeof listMonths>[0];

async function listMissing(query: Query): Promise<LogMonth[]> {
  const now = clock.now();
  const known = new Set((await listMonths(query)).map(({ table }) => table));
  const ahead = Array.from({ length: AHEAD + 1 }, (_, index) => logMonth(now, index));
  const { rows } = await query.query<{ month: Date }>(
    `SELECT DISTINCT date_trunc('month', created_at, 'UTC') AS month FROM ${REST}
     WHERE created_at >= $1 AND created_at < $2`,
    [logMonth(now, -BACK).from.toISOString(), ahead[0].from.toISOString()],
  );
  const months = [...rows.map(({ month }) => logMonth(month)), ...ahead];
  return months.filter(({ table }) => !known.has(table));
}

/** Filled before it becomes a partition: there can be none of a month that has calls among the rest. */
async function make(query: Query, { table, from, to }: LogMonth): Promise<void> {
  const bounds = [from.toISOString(), to.toISOString()];
  await query.query(`CREATE TABLE ${table} (LIKE ${LOG} INCLUDING DEFAULTS)`);
  await query.query(
    `WITH moved AS (DELETE FROM ${REST} WHERE created_at >= $1 AND created_at < $2 RETURNING *)
     INSERT INTO ${table} SELECT * FROM moved`,
    bounds,
  );
  await query.query(
    `ALTER TABLE ${LOG} ATTACH PARTITION ${table} FOR VALUES FROM ('${bounds[0]}') TO ('${bounds[1]}')`,
  );
}
