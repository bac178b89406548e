import { PrismaPg } from "@prisma/adapter-pg";
import { BadEnvironment, env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { PrismaClient } from "./generated/client";

// Kept on the global object: a Next server may evaluate this module once per bundle, and one pool is enough.
const holder = globalThis as { printpalDb?: PrismaClient };

/** The Prisma client over the pool of `DATABASE_POOL` connections, made on first use. Connects on the first query. */
export function db(): PrismaClient {
  return (holder.printpalDb ??= connect());
}

/** Closes the pool; the next `db()` makes a new one from the settings of that moment. */
export async function closeDb(): Promise<void> {
  const client = holder.printpalDb;
  holder.printpalDb = undefined;
  await client?.$disconnect();
}

function connect(): PrismaClient {
  const { databaseUrl, databasePool } = env();
  if (!databaseUrl)
    throw new BadEnvironment(
      "DATABASE_URL is not set. Start through `npm start`, which runs a PostgreSQL of its own, or set it.",
    );
  const onPoolError = (error: Error) => log.warn("database connection lost", {}, error);
  const pool = { connectionString: databaseUrl, max: databasePool, connectionTimeoutMillis: 10_000 };
  return new PrismaClient({ adapter: new PrismaPg(pool, { onPoolError }), errorFormat: "minimal" });
}
