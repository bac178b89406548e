import type pg from "pg";
import { log } from "@/lib/core/log";
import { processWide } from "@/lib/core/process-wide";
import { installationKey, ownerKey, plainPool } from "./owner-key";
import { columnOf } from "./seal-fields";
import { openValue, readSealed, ValueDamaged, type SealedValue } from "./seal-value";
import { sealedTables } from "./sealed-columns";

/** A field of a result, and what came with it in its row. */
export interface ReadAt {
  fields: readonly Pick<pg.FieldDef, "tableID" | "columnID">[];
  index: number;
  beside: (fieldIndex: number) => unknown;
}

/**
 * What a stored text holds, or a text of JSON with every sealed string in it. Where the field is a column itself it must
 * be the one that the value was sealed for, and so must the row's key where that was read with it; a column that holds
 * nothing sealed is left as it is, whatever somebody wrote there. What a destroyed key sealed is empty. Throws
 * {@link ValueDamaged}, and `storage_unavailable` where the master key is missing.
 */
export async function openStored(stored: string, at: ReadAt, { json }: { json: boolean }): Promise<string> {
  const column = await columnAt(at);
  if (column && !column.sealed) return stored;
  if (!json) return (await openOne(stored, at, column)) ?? stored;
  const parts = stored.split(SEALED_STRING);
  for (let n = 1; n < parts.length; n += 2) {
    const sealed = readSealed(parts[n]);
    const plain = await openOne(parts[n], at, column);
    if (!sealed || plain === null) parts[n] = `"${parts[n]}"`;
    else parts[n] = sealed.kind === "j" ? plain || "{}" : JSON.stringify(plain);
  }
  return parts.join("");
}

/** Whole strings of JSON; what is sealed has nothing in it that JSON would escape. */
const SEALED_STRING = /"(pps1:[^"\\]*)"/;

async function openOne(stored: string, at: ReadAt, column: Column | null): Promise<string | null> {
  const sealed = readSealed(stored);
  if (!sealed) {
    if (column) throw new ValueDamaged(`${column.table}.${column.name} holds something altered`);
    return null;
  }
  if (column) requirePlace(sealed, at, column);
  const key = sealed.ownerId ? await ownerKey(sealed.ownerId, { make: false }) : installationKey("columns");
  if (key) return openValue(sealed, key);
  log.warn("a sealed value has no key any more", { table: sealed.table, owner: sealed.ownerId });
  return "";
}

function requirePlace(sealed: SealedValue, at: ReadAt, column: Column): void {
  const moved = () =>
    new ValueDamaged(
      `What ${column.table}.${column.name} holds was sealed for ${sealed.table}.${sealed.column}`,
    );
  if (sealed.table !== column.table || sealed.column !== column.name) throw moved();
  const { tableID } = at.fields[at.index];
  const keys = column.key.map((columnId) =>
    at.fields.flatMap((field, index) =>
      field.tableID === tableID && field.columnID === columnId ? [String(at.beside(index))] : [],
    ),
  );
  // A table that is read twice in one statement has its key twice.
  if (keys.some((found) => found.length !== 1)) return;
  if (keys.flat().join("/") !== sealed.row)
    throw new ValueDamaged(`What ${column.table}.${column.name} holds was sealed for another row`);
}

interface Column {
  table: string;
  name: string;
  sealed: boolean;
  /** The numbers of the columns that tell its rows. */
  key: readonly number[];
}

const columns = processWide("database-columns", () => new Map<string, Column | null>());

/** The column that a field is; null where it is an expression, or a table beyond the schema. */
async function columnAt({ fields, index }: ReadAt): Promise<Column | null> {
  const { tableID, columnID } = fields[index];
  if (!tableID) return null;
  const name = `${tableID}.${columnID}`;
  if (!columns.has(name)) await readColumns(tableID);
  return columns.get(name) ?? null;
}

/** Names by numbers. A database that was put in this one's place has others, but connections to it are new as well. */
async function readColumns(tableId: number): Promise<void> {
  const { rows } = await plainPool().query<{ table: string; column: string; number: number }>(
    `SELECT relname AS table, attname AS column, attnum AS number FROM pg_attribute
     JOIN pg_class ON pg_class.oid = attrelid WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped`,
    [tableId],
  );
  for (const { table, column, number } of rows) {
    const entry = sealedTables.find((each) => each.table === table);
    const key = (entry?.key ?? []).map(
      (field) => rows.find((row) => row.column === columnOf(field))?.number ?? 0,
    );
    const sealed = Boolean(entry?.columns.some((field) => columnOf(field) === column));
    columns.set(`${tableId}.${number}`, { table, name: column, sealed, key });
  }
}

/** Forgets names of columns: another database has others. */
export const forgetColumns = (): void => columns.clear();
