import pg from "pg";
import { columnHash } from "./owner-key";
import { MAGIC } from "./seal-value";
import { columnOf, sealFields } from "./seal-fields";
import { sealedTables, type SealedTable } from "./sealed-columns";

/**
 * Seals what earlier versions, and backups of them, kept in the clear, before anybody reads or searches it; returns how many
 * rows. A table that had any is written anew, so that nothing of them stays in its file. What was looked through is noted
 * at the table, so that the next start passes it by. Expects the role that owns the tables.
 */
export async function sealOpenRows(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    let sealed = 0;
    for (const entry of sealedTables) sealed += await sealTable(client, entry);
    if (sealed > 0) await leaveLog(client);
    return sealed;
  } finally {
    await client.end();
  }
}

/** The server's log of changes begins anew, where this role may ask for that: the embedded server removes what is done with. */
async function leaveLog(client: pg.Client): Promise<void> {
  const INSUFFICIENT_PRIVILEGE = "42501";
  for (const statement of ["SELECT pg_switch_wal()", "CHECKPOINT"])
    await client.query(statement).catch((error: { code?: string }) => {
      if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
    });
}

const ADVISORY_LOCK = 7_712_061_947;
const BATCH = 200;

type Fields = Record<string, unknown>;

async function sealTable(client: pg.Client, entry: SealedTable): Promise<number> {
  const name = pg.escapeIdentifier(entry.table);
  const note = `Sealed: ${entry.columns.join(", ")}`;
  const known = await client.query<{ note: string | null }>(
    "SELECT obj_description($1::regclass, 'pg_class') AS note",
    [name],
  );
  if (known.rows[0].note === note) return 0;
  const condition = await conditionOf(client, entry);
  let sealed = 0;
  for (let count = -1; count !== 0; sealed += count) count = await sealBatch(client, entry, condition);
  if (sealed > 0) await client.query(`VACUUM FULL ${name}`);
  await client.query(`COMMENT ON TABLE ${name} IS ${pg.escapeLiteral(note)}`);
  return sealed;
}

/** Rows in which something stands open. */
async function conditionOf(client: pg.Client, { table, columns, hashes }: SealedTable): Promise<string> {
  const { rows } = await client.query<{ name: string; type: string }>(
    "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1",
    [table],
  );
  const open = columns.map((field) => {
    const column = pg.escapeIdentifier(columnOf(field));
    const type = rows.find((row) => row.name === columnOf(field))?.type;
    if (type === "ARRAY") return `(${column} <> '{}' AND ${column}[1] NOT LIKE '${MAGIC}%')`;
    if (type === "jsonb") return `(${column} NOT IN ('{}', '[]') AND ${column}::text NOT LIKE '"${MAGIC}%')`;
    return `(${column} <> '' AND ${column} NOT LIKE '${MAGIC}%')`;
  });
  const unhashed = Object.entries(hashes ?? {}).map(
    ([field, hash]) => `(${columnOf(field)} <> '' AND ${columnOf(hash)} IS NULL)`,
  );
  return [...open, ...unhashed].join(" OR ");
}

async function sealBatch(client: pg.Client, entry: SealedTable, condition: string): Promise<number> {
  const name = pg.escapeIdentifier(entry.table);
  const fields = [...new Set([...entry.key, ...(entry.owner ? [entry.owner] : []), ...entry.columns])];
  const listed = fields.map((field) => `${columnOf(field)} AS "${field}"`).join(", ");
  await client.query("BEGIN");
  try {
    const { rows } = await client.query<Fields & { place: string; part: string }>(
      `SELECT tableoid::text AS part, ctid::text AS place, ${listed} FROM ${name} WHERE ${condition}
       LIMIT ${BATCH} FOR UPDATE`,
    );
    // Tables that only grow refuse changes, and others tell of them: nothing is changed here but how it is kept.
    if (rows.length > 0) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    for (const { place, part, ...row } of rows) {
      const stored = await sealStanding(entry, row);
      const columns = Object.keys(stored).map(columnOf);
      const json = JSON.stringify(
        Object.fromEntries(Object.values(stored).map((value, n) => [columns[n], value])),
      );
      await client.query(
        `UPDATE ${name} AS kept SET ${columns.map((column) => `${column} = made.${column}`).join(", ")}
         FROM json_populate_record(NULL::${name}, $1::json) AS made
         WHERE kept.tableoid::text = $2 AND kept.ctid = $3::tid`,
        [json, part, place],
      );
    }
    if (rows.length > 0) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    await client.query("COMMIT");
    return rows.length;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

/** The sealed form of what stands open in a row, and its hashes. */
async function sealStanding(entry: SealedTable, row: Fields): Promise<Fields> {
  const open = Object.fromEntries(
    entry.columns.filter((field) => isOpen(row[field])).map((field) => [field, row[field]]),
  );
  const sealed = await sealFields(entry, open, row);
  for (const [field, hash] of Object.entries(entry.hashes ?? {}))
    if (typeof open[field] === "string") sealed[hash] = columnHash(field, open[field]);
  return sealed;
}

const isOpen = (value: unknown): boolean =>
  value !== null &&
  !(typeof [value].flat()[0] === "string" && ([value].flat()[0] as string).startsWith(MAGIC));
