import type { RunStatement } from "@/lib/core/retention";
import { db } from "./client";
import type { Prisma } from "./generated/client";

/** A Prisma client inside an open transaction. */
export type Tx = Prisma.TransactionClient;

export interface TransactionOptions {
  isolationLevel?: Prisma.TransactionIsolationLevel;
  /** How long the body may take before it is rolled back. */
  timeoutMs?: number;
}

const ATTEMPTS = 5;

/**
 * Runs `body` in the context's transaction, or in a new one (READ COMMITTED) that commits when it returns and rolls
 * back when it throws. A new one that PostgreSQL ends for a deadlock or a serialization failure runs again, up to five
 * times, so a body must change nothing but the database. A joined one never retries: its opener does.
 */
export async function transaction<T>(
  ctx: { tx?: Tx } | undefined,
  body: (tx: Tx) => Promise<T>,
  { isolationLevel, timeoutMs = 15_000 }: TransactionOptions = {},
): Promise<T> {
  if (ctx?.tx) return body(ctx.tx);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction(body, { isolationLevel, timeout: timeoutMs, maxWait: 10_000 });
    } catch (error) {
      if (attempt === ATTEMPTS || !lostToAnother(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 10 * (1 + Math.random())));
    }
  }
}

/**
 * Deadlock (40P01) or serialization failure (40001). Prisma says P2034 where it understood the query, and P2010 with
 * the driver's error inside where the query was raw.
 */
function lostToAnother(error: unknown): boolean {
  const { code, meta } = error as { code?: string; meta?: Record<string, unknown> };
  return code === "P2034" || (code === "P2010" && /\b(40001|40P01)\b/.test(JSON.stringify(meta)));
}

/** For statements of SQL that are part of a transaction of Prisma's. */
export const statementsIn =
  (tx: Tx): RunStatement =>
  (statement, parameters) =>
    tx.$executeRawUnsafe(statement, ...parameters);
