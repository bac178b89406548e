import { databasePool } from "@/lib/db";

/**
 * Where a word stands in the database: every row of every table, the queue's own among them, as `table: row`. Bytes are
 * looked through as well. What this role may not read, the financial records, it cannot look through.
 */
export async function findCanary(canary: string): Promise<string[]> {
  const { rows: tables } = await databasePool().query<{ name: string }>(`
    SELECT quote_ident(nspname) || '.' || quote_ident(relname) AS name
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p') AND NOT relispartition AND nspname NOT IN ('pg_catalog', 'information_schema')
      AND has_schema_privilege(pg_namespace.oid, 'USAGE') AND has_table_privilege(pg_class.oid, 'SELECT')
    ORDER BY 1`);
  const hex = Buffer.from(canary).toString("hex");
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await databasePool().query<{ row: string }>(
      `SELECT left(whole::text, 120) AS row FROM ${name} AS whole
       WHERE position($1 in lower(whole::text)) > 0 OR position($2 in whole::text) > 0 LIMIT 20`,
      [canary.toLowerCase(), hex],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}
