import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { BadEnvironment, env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { PrismaClient } from "./generated/client";
import { forgetColumns } from "./sealed/open-stored";
import { OpeningClient } from "./sealed/opening-client";
import { closeKeyPool } from "./sealed/owner-key";
import { sealWrites } from "./sealed/seal-writes";

interface Connected {
  pool: pg.Pool;
  client: PrismaClient;
}

// Kept on the global object: a Next server may evaluate this module once per bundle, and one pool is enough.
const holder = globalThis as { printpalDb?: Connected };

/** The Prisma client over the pool of `DATABASE_POOL` connections, made on first use. Connects on the first query. */
export function db(): PrismaClient {
  return connected().client;
}

/** The pool beneath, for a statement that is asked so often that Prisma's own work would outweigh it. */
export function databasePool(): pg.Pool {
  return connected().pool;
}

/** Closes the pool; the next `db()` makes a new one from the settings of that moment. */
export async function closeDb(): Promise<void> {
  const open = holder.printpalDb;
  holder.printpalDb = undefined;
  await open?.client.$disconnect();
  await open?.pool.end();
  await closeKeyPool();
  forgetColumns();
}

const connected = (): Connected => (holder.printpalDb ??= connect());

function connect(): Connected {
  const { databaseUrl, databasePool: max } = env();
  if (!databaseUrl)
    throw new BadEnvironment(
      "DATABASE_URL is not set. Start through `npm start`, which runs a PostgreSQL of its own, or set it.",
    );
  const onPoolError = (error: Error) => log.warn("database connection lost", {}, error);
  const pool = new pg.Pool({
    Client: OpeningClient,
    connectionString: databaseUrl,
    max,
    connectionTimeoutMillis: 10_000,
    // A statement by itself has no transaction's timeout; whoever holds a lock for longer does not let go.
    lock_timeout: 15_000,
  });
  pool.on("error", onPoolError);
  // The pool stops listening to a connection that it closes; one that the server ends at that moment must not end us.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const adapter = new PrismaPg(pool, { statementNameGenerator: nameStatements() });
  const client = new PrismaClient({ adapter, errorFormat: "minimal" }).$extends(sealWrites);
  // What it writes differs and what it answers does not, so that it is the same to all who use it.
  return { pool, client: client as unknown as PrismaClient };
}

/** Statements kept ready by each connection: ours are a few hundred, but a list may come in any length. */
const MAX_NAMED = 400;

/**
 * A name for each statement, so that PostgreSQL reads and plans it once for each connection and not each time. Beyond
 * {@link MAX_NAMED} different ones the others stay without.
 */
function nameStatements(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MAX_NAMED) return "";
    const name = createHash("sha256").update(sql).digest("base64url").slice(0, 24);
    names.set(sql, name);
    return name;
  };
}
