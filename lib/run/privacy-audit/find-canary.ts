import { databasePool, plainPool } from "@/lib/db";

/**
 * Where a word stands in the database: every row of every table, the queue's own among them, as `table: row`. Rows are looked
 * through as they are stored and as whoever has the keys reads them, and bytes as well. What this role may not read, the
 * financial records, it cannot look through.
 */
export async function findCanary(canary: string): Promise<string[]> {
  const { rows: tables } = await databasePool().query<{ name: string }>(`
    SELECT quote_ident(nspname) || '.' || quote_ident(relname) AS name
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p') AND NOT relispartition AND nspname NOT IN ('pg_catalog', 'information_schema')
      AND has_schema_privilege(pg_namespace.oid, 'USAGE') AND has_table_privilege(pg_class.oid, 'SELECT')
    ORDER BY 1`);
  const found: string[] = [];
  for (const { name } of tables) {
    const everything = `SELECT tableoid::text || ctid::text AS place, to_jsonb(whole) AS row FROM ${name} AS whole`;
    const hits = new Map<string, string>();
    for (const pool of [plainPool(), databasePool()])
      for (const { place, row } of (await pool.query<{ place: string; row: object }>(everything)).rows)
        if (standsIn(JSON.stringify(row), canary)) hits.set(place, JSON.stringify(row).slice(0, 120));
    found.push(...[...hits.values()].map((row) => `${name}: ${row}`));
  }
  return found;
}

const standsIn = (row: string, canary: string): boolean =>
  row.toLowerCase().includes(canary.toLowerCase()) || row.includes(Buffer.from(canary).toString("hex"));
