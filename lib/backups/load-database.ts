import path from "node:path";
import pg from "pg";
import { AppError } from "@/lib/core/errors";
import { migrate } from "@/lib/db/migrate";
import { installJobs } from "@/lib/jobs";
import { KEYS_TABLE, loadKeys, type WrappedKeys } from "./backup-keys";
import type { DumpLine } from "./dump-database";
import { BackupDamaged } from "./seal-backup";

const FOLDER = "prisma/migrations";

/**
 * Fills an empty database with a dump and returns how many rows each table has: made by the migrations of that time, so that
 * the newer ones find it as they would have, then brought up to date, with the keys that are given. All rows or none. Throws `conflict` where the database
 * is not empty, and `internal_error` where it has other rows in the end than were written.
 */
export async function loadDatabase(
  connectionString: string,
  dump: AsyncIterable<Uint8Array>,
  keys: WrappedKeys | null,
): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await requireEmpty(client);
    const counted = await load(client, connectionString, dump, keys !== null);
    await migrate(connectionString, path.resolve(FOLDER));
    if (keys !== null) await loadKeys(client, keys);
    return counted;
  } finally {
    await client.end();
  }
}

async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query("SELECT FROM pg_tables WHERE schemaname = 'public' LIMIT 1");
  if (rows.length > 0)
    throw new AppError(
      "conflict",
      "The database is not empty. Name a new one: a restore overwrites nothing.",
    );
}

async function load(
  client: pg.Client,
  connectionString: string,
  dump: AsyncIterable<Uint8Array>,
  hasKeys: boolean,
) {
  const loaded: Record<string, number> = {};
  let table = "";
  let columns = "";
  let ended = false;
  for await (const text of cutLines(dump)) {
    // Rows go on as they were written: PostgreSQL reads them.
    if (text.startsWith('{"rows":[')) {
      const { rowCount } = await client.query(
        `INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE
         SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json -> 'rows')`,
        [text],
      );
      loaded[table] += rowCount ?? 0;
      continue;
    }
    const line = JSON.parse(text) as DumpLine;
    if ("migrations" in line) {
      await migrate(connectionString, path.resolve(FOLDER), new Set(line.migrations));
      await installJobs(connectionString);
      await client.query("BEGIN");
    } else if ("table" in line) {
      table = line.table;
      columns = line.columns.join(", ");
      loaded[table] = 0;
    } else if ("sequences" in line) {
      for (const { name, value } of line.sequences)
        await client.query("SELECT setval($1::regclass, $2::bigint)", [name, value]);
      requireSame(line.rows, loaded);
      ended = true;
    }
  }
  if (!ended) throw new AppError("internal_error", "The backup ends before its last line.");
  // The oldest backups hold them themselves.
  if (!hasKeys && !(KEYS_TABLE in loaded))
    throw new BackupDamaged(
      "No file of keys lies beside the backup, in its folder keys: without them nothing that was stored can be read.",
    );
  await client.query("COMMIT");
  return loaded;
}

/** At line feeds and nowhere else: what Node takes for the end of a line may stand in somebody's words. */
async function* cutLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let open: Uint8Array[] = [];
  for await (const part of source) {
    let from = 0;
    for (let end = part.indexOf(10); end >= 0; end = part.indexOf(10, from)) {
      yield Buffer.concat([...open, part.subarray(from, end)]).toString();
      open = [];
      from = end + 1;
    }
    if (from < part.length) open.push(part.subarray(from));
  }
}

function requireSame(written: Record<string, number>, loaded: Record<string, number>): void {
  const other = Object.keys(written).filter((table) => written[table] !== loaded[table]);
  if (other.length > 0)
    throw new AppError("internal_error", `Other rows than were written: ${other.join(", ")}.`);
}
