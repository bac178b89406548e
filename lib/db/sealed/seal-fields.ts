import { columnHash, installationKey, ownerKey } from "./owner-key";
import { sealValue, type Place } from "./seal-value";
import { sealedTables, type SealedTable } from "./sealed-columns";

type Fields = Record<string, unknown>;

/** A row as the database is to hold it, for statements that Prisma does not write. */
export async function sealRow<Row extends object>(table: string, row: Row): Promise<Row> {
  const entry = sealedTables.find((each) => each.table === table);
  return entry ? ((await sealFields(entry, row as Fields)) as Row) : row;
}

/**
 * The fields of a row, or a part of them, as the database is to hold them: what the table seals sealed, and its hashes
 * beside it. `known` says what tells the row and whose it is where `data` does not. What is empty stays as it is. Throws
 * where a word is to be written and nothing says of which row.
 */
export async function sealFields(entry: SealedTable, data: Fields, known: Fields = data): Promise<Fields> {
  const sealed: Fields = { ...data };
  for (const field of entry.columns) {
    if (!(field in data)) continue;
    sealed[field] = await sealField(entry, field, data[field], known);
    const hash = entry.hashes?.[field];
    if (hash && data[field] !== undefined)
      sealed[hash] = typeof data[field] === "string" ? columnHash(field, data[field]) : null;
  }
  return sealed;
}

async function sealField(entry: SealedTable, field: string, value: unknown, known: Fields): Promise<unknown> {
  if (isEmpty(value)) return value;
  // JSON is a value whatever it has in it.
  const operation = entry.json?.includes(field) ? null : operationOf(value);
  if (operation) {
    const [name, inner] = operation;
    return { [name]: await sealField(entry, field, inner, known) };
  }
  const { place, key } = await placeOf(entry, field, known);
  const seal = (each: unknown): string =>
    typeof each === "string" && !entry.json?.includes(field)
      ? sealValue(place, "t", each, key)
      : sealValue(place, "j", JSON.stringify(each), key);
  return Array.isArray(value) && !entry.json?.includes(field) ? value.map(seal) : seal(value);
}

/** Nothing to keep to oneself: the defaults of the columns, and Prisma's own words for null. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (typeof value !== "object") return false;
  if (Array.isArray(value)) return value.length === 0;
  // Not by its `constructor`, which JSON of somebody's may name a field.
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype !== Object.prototype && prototype !== null) || Object.keys(value).length === 0;
}

/** `{ set: … }` and `{ push: … }`. */
function operationOf(value: unknown): [string, unknown] | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  return entries.length === 1 && ["set", "push"].includes(entries[0][0]) ? entries[0] : null;
}

/** Where a field of a row stands, and the key that seals it there. */
async function placeOf(
  entry: SealedTable,
  field: string,
  known: Fields,
): Promise<{ place: Place; key: Buffer }> {
  const row = entry.key.map((name) => known[name]);
  const ownerId = entry.owner === undefined ? "" : known[entry.owner];
  if (row.some((part) => typeof part !== "string" && typeof part !== "number"))
    throw new Error(`To write ${entry.model}.${field}, name the row: ${entry.key.join(" and ")}.`);
  if (ownerId !== null && typeof ownerId !== "string")
    throw new Error(`To write ${entry.model}.${field}, say whose row it is: name ${entry.owner} as well.`);
  const place: Place = {
    ...{ ownerId: ownerId ?? "", table: entry.table, column: columnOf(field), row: row.join("/") },
  };
  const key = place.ownerId ? await ownerKey(place.ownerId, { make: true }) : installationKey("columns");
  if (!key) throw new Error("A key that is made on first use is there.");
  return { place, key };
}

/** Columns are the fields' names in snake case, all over the schema. */
export const columnOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
