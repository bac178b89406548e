import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, Prisma, transaction, type Tx } from "@/lib/db";
import { cancelRunning } from "./cancel-running";
import { unfinished } from "./state";

/** One end user of one organization. */
export interface EndUserScope {
  organizationId: string;
  hash: string;
  /** In the world of test keys or of live ones; in both where absent. */
  test?: boolean;
}

/** The rows that are an end user's, of generations also deleted ones that were not purged yet. */
export const ofEndUser = ({ organizationId, hash, test }: EndUserScope) => ({
  organizationId,
  endUserHash: hash,
  test,
});

/**
 * From now on nothing of this end user is processed: submissions are refused, what waits or runs is cancelled with its
 * credits back, and what there is neither trains any more nor is deleted by itself. Returns how many were cancelled. Safe to run again.
 */
export async function restrictEndUser(scope: EndUserScope): Promise<number> {
  const { organizationId, hash } = scope;
  const worlds = scope.test === undefined ? [false, true] : [scope.test];
  await transaction(undefined, async (tx) => {
    await lock(tx, scope, "exclusive");
    const rows = worlds.map((test) => ({ organizationId, test, endUserHash: hash, createdAt: clock.now() }));
    await tx.restrictedEndUser.createMany({ data: rows, skipDuplicates: true });
  });
  await db().generation.updateMany({
    where: ofEndUser(scope),
    data: { trainingEligible: false, restrictedAt: clock.now() },
  });
  const live = await db().generation.findMany({
    where: { ...ofEndUser(scope), status: { in: [...unfinished] } },
    select: { id: true },
  });
  for (const { id } of live)
    await cancelRunning(id, organizationId, "Generation cancelled: its end user is restricted");
  return live.length;
}

/** Takes a restriction back; what was cancelled or taken from training stays so. Safe to run again. */
export async function liftRestriction(scope: EndUserScope): Promise<number> {
  const { count } = await db().restrictedEndUser.deleteMany({ where: ofEndUser(scope) });
  await db().generation.updateMany({ where: ofEndUser(scope), data: { restrictedAt: null } });
  return count;
}

/**
 * Throws `processing_restricted` where this end user's data may only be kept. In a transaction, a restriction that comes
 * at the same moment waits until it has ended, and then finds what it wrote.
 */
export async function requireUnrestricted(scope: EndUserScope, tx?: Tx): Promise<void> {
  if (tx) await lock(tx, scope, "shared");
  const found = await (tx ?? db()).restrictedEndUser.count({ where: ofEndUser(scope) });
  if (found === 0) return;
  throw new AppError(
    "processing_restricted",
    "Nothing of this end user may be processed: your organization asked for a restriction. Lift it first, with a request of the type lift_restriction.",
    { param: "end_user_id", errors: { end_user_id: ["A restriction holds"] } },
  );
}

async function lock(tx: Tx, { organizationId, hash }: EndUserScope, kind: "shared" | "exclusive") {
  const name = `printpal-end-user:${organizationId}:${hash}`;
  await (kind === "shared"
    ? tx.$queryRaw(Prisma.sql`SELECT pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))::text`)
    : tx.$queryRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))::text`));
}
