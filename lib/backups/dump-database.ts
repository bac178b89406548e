import pg from "pg";
import { KEYS_TABLE } from "./backup-keys";

const AT_ONCE = 500;

/** What is in a backup, a line of JSON each: first what it is, then each table with its rows, in the end the sequences. */
export type DumpLine =
  | { migrations: string[] }
  | { table: string; columns: string[] }
  /** Rows of the table named last. */
  | { rows: unknown[] }
  | { sequences: { name: string; value: string }[]; rows: Record<string, number> };

/**
 * Everything in a database as it was in one moment, tables before those that point to them: as rows of JSON, for there is no
 * pg_dump in the embedded PostgreSQL. `onRows` hears how many there are as they come. What
 * PostgreSQL forgets by itself after a crash is left out, and the keys, which lie in files of their own.
 */
export async function* dumpDatabase(
  connectionString: string,
  onRows: (count: number) => void,
): AsyncGenerator<Buffer> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const migrations = await client.query<{ name: string }>(
      `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1`,
    );
    yield line({ migrations: migrations.rows.map(({ name }) => name) });
    const rows: Record<string, number> = {};
    for (const table of await listTables(client)) {
      yield line(table);
      rows[table.table] = 0;
      for await (const part of readRows(client, table)) {
        rows[table.table] += part.length;
        onRows(part.length);
        // Written by PostgreSQL and not read here: a number may have more digits than ours. A line break can only stand
        // between two tokens of somebody's JSON.
        yield Buffer.from(`{"rows":[${part.join(",").replaceAll("\n", " ")}]}\n`);
      }
    }
    const sequences = await client.query<{ name: string; value: string }>(
      `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS value
       FROM pg_sequences WHERE last_value IS NOT NULL AND ${OURS("schemaname")}`,
    );
    yield line({ sequences: sequences.rows, rows });
  } finally {
    await client.end();
  }
}

const line = (value: DumpLine): Buffer => Buffer.from(JSON.stringify(value) + "\n");

const OURS = (column: string) => `${column} IN ('public', 'fin_vault', 'graphile_worker')`;

interface DumpedTable {
  /** Quoted, with its schema. */
  table: string;
  /** Quoted, without those that PostgreSQL works out. */
  columns: string[];
}

async function* readRows(client: pg.Client, { table, columns }: DumpedTable): AsyncGenerator<string[]> {
  await client.query(
    `DECLARE rows NO SCROLL CURSOR FOR
     SELECT row_to_json(one)::text AS row FROM (SELECT ${columns.join(", ")} FROM ${table}) AS one`,
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${AT_ONCE} FROM rows`);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < AT_ONCE) break;
  }
  await client.query("CLOSE rows");
}

/** What keeps the books of migrations is written by them anew. */
const OWN_BOOKS = ["public._prisma_migrations", "graphile_worker.migrations"];
const LEFT_OUT = [...OWN_BOOKS, KEYS_TABLE];

async function listTables(client: pg.Client): Promise<DumpedTable[]> {
  const { rows } = await client.query<DumpedTable & { needs: string[] }>(
    `SELECT format('%I.%I', nspname, relname) AS table,
       (SELECT array_agg(format('%I', attname) ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
       (SELECT coalesce(array_agg(DISTINCT confrelid::regclass::text), '{}') FROM pg_constraint
        WHERE contype = 'f' AND conrelid = pg_class.oid AND confrelid <> conrelid) AS needs
     FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE relkind IN ('r', 'p') AND NOT relispartition AND relpersistence = 'p' AND ${OURS("nspname")}
     ORDER BY 1`,
  );
  const waiting = rows.filter(({ table }) => !LEFT_OUT.includes(table));
  const sorted: DumpedTable[] = [];
  const done = new Set<string>();
  // regclass leaves the schema out where it is the usual one.
  const isDone = (name: string) => done.has(name) || done.has(`public.${name}`);
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ needs }) => needs.every(isDone));
    if (index < 0) throw new Error(`Tables point to each other in a ring: ${waiting[0].table}`);
    const [{ table, columns }] = waiting.splice(index, 1);
    done.add(table);
    sorted.push({ table, columns });
  }
  return sorted;
}
