import { Prisma } from "./generated/client";
import { columnOf, sealRow } from "./sealed/seal-fields";

export { columnOf };

/** What a row may hold; JSON columns among it as they are. */
type Row = Readonly<Record<string, unknown>>;

/**
 * A step of a larger statement that inserts one row where the step `given` has one: rooms that write together in one
 * round trip each bring their own. Fields are the model's, and what is left out or undefined gets the column's default.
 * What the table seals is sealed.
 */
export async function insertStep(table: string, row: Row, given: Prisma.Sql): Promise<Prisma.Sql> {
  const stored = await sealRow(table, row);
  const fields = Object.keys(stored).filter((field) => stored[field] !== undefined);
  const columns = fields.map(columnOf);
  const listed = Prisma.raw(columns.join(", "));
  const selected = Prisma.raw(columns.map((column) => `made.${column}`).join(", "));
  const name = Prisma.raw(table);
  return Prisma.sql`INSERT INTO ${name} (${listed}) SELECT ${selected}
    FROM ${given}, json_populate_record(NULL::${name}, ${toJson(stored)}::json) AS made`;
}

/** One parameter whatever the number of columns. */
function toJson(row: Row): string {
  const entries = Object.entries(row).map(([field, value]) => [columnOf(field), plain(value)]);
  return JSON.stringify(Object.fromEntries(entries));
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString("hex")}` : value;
}
