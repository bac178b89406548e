import { createHash } from "node:crypto";
import pg from "pg";
import { databasePool } from "./client";
import type { Prisma } from "./generated/client";

/**
 * The rows of a statement that is run so often that Prisma's own work would outweigh it: prepared once by each connection,
 * in a transaction of its own. 64-bit numbers come as bigint. Its text must not vary without end. Throws the driver's
 * errors.
 */
export async function runPrepared<Row extends object>({ text, values }: Prisma.Sql): Promise<Row[]> {
  const { rows } = await databasePool().query<Row>({ name: nameOf(text), text, values, types });
  return rows;
}

/** Names are kept by text: to hash a statement costs more than to find it. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash("sha256").update(text).digest("base64url").slice(0, 24);
    names.set(text, name);
  }
  return name;
}

/** The driver gives 64-bit numbers as text, unless told otherwise. */
const INT8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === INT8 ? BigInt : (pg.types.getTypeParser(oid, format as "text") as (text: string) => unknown),
};
