import { createHash } from "node:crypto";
import pg from "pg";
import { databasePool } from "./client";
import type { Prisma } from "./generated/client";

/**
 * The rows of a statement that is run so often that Prisma's own work would outweigh it: prepared once by each connection,
 * in a transaction of its own. 64-bit numbers come as bigint. Its text must not vary without end. Throws the driver's
 * errors, and {@link DatabaseLost} where the database cannot be had, or a lock of it.
 */
export async function runPrepared<Row extends object>({ text, values }: Prisma.Sql): Promise<Row[]> {
  try {
    const { rows } = await databasePool().query<Row>({ name: nameOf(text), text, values, types });
    return rows;
  } catch (error) {
    throw isLost(error) ? new DatabaseLost("The database cannot be reached", { cause: error }) : error;
  }
}

/** What the statement changed is not known. Carries Prisma's code for the same. */
export class DatabaseLost extends Error {
  override name = "DatabaseLost";
  readonly code = "P1017";
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

/** The server's words for "I am going", "not yet" and "somebody holds it", the sockets' own, and the driver's, which come without a code. */
const CODES = /^(08...|57P0[123]|55P03|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/;
const MESSAGES = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

function isLost(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return CODES.test(code ?? "") || MESSAGES.test(message ?? "");
}
