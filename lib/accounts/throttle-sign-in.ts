import { createHash } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, Prisma } from "@/lib/db";

const FREE_FAILURES = 5;
const MAX_DELAY_SECONDS = 900;
/** Failures are forgotten after a day without one. */
const MEMORY_MS = 24 * 60 * 60 * 1000;

/**
 * Counts one attempt on an address before its password is looked at, so that guesses sent at once count as well. From
 * the fifth failure on the address is blocked for 1, 2, 4 … 900 seconds, whether or not it has an account; while it is,
 * throws `too_many_attempts` with the seconds left. Every path ends in {@link clearFailures} or leaves the count.
 */
export async function countAttempt(email: string): Promise<void> {
  const now = clock.now();
  // As text with a cast: a raw Date would reach PostgreSQL without a type.
  const at = Prisma.sql`${now.toISOString()}::timestamptz`;
  const forgetBefore = Prisma.sql`${new Date(now.getTime() - MEMORY_MS).toISOString()}::timestamptz`;
  const counted = await db().$executeRaw(Prisma.sql`
    INSERT INTO sign_in_throttles AS t (address_hash, failures, blocked_until, updated_at)
    VALUES (${hashAddress(email)}, 1, ${at}, ${at})
    ON CONFLICT (address_hash) DO UPDATE SET
      failures = CASE WHEN t.updated_at < ${forgetBefore} THEN 1 ELSE t.failures + 1 END,
      blocked_until = CASE
        WHEN t.updated_at < ${forgetBefore} OR t.failures + 1 < ${FREE_FAILURES}::int THEN ${at}
        ELSE ${at} + make_interval(secs => least(
          ${MAX_DELAY_SECONDS}::float8, 2 ^ least(t.failures + 1 - ${FREE_FAILURES}::int, 20)))
      END,
      updated_at = ${at}
    WHERE t.blocked_until <= ${at}`);
  if (counted === 0) throw await blocked(email, now);
}

/** The right password came: the count starts anew. */
export async function clearFailures(email: string): Promise<void> {
  await db().signInThrottle.deleteMany({ where: { addressHash: hashAddress(email) } });
}

async function blocked(email: string, now: Date): Promise<AppError> {
  const row = await db().signInThrottle.findUnique({ where: { addressHash: hashAddress(email) } });
  return tooMany(row?.blockedUntil ?? now, now);
}

function tooMany(until: Date, now: Date): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  return new AppError(
    "too_many_attempts",
    `Too many attempts with this address. Try again in ${retryAfterSeconds} seconds.`,
    { retryAfterSeconds },
  );
}

const hashAddress = (email: string) => createHash("sha256").update(email).digest("hex");
