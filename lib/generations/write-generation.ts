import type { SpendingLimits } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { lockBalance, requireCredits, reserveCredits, reserveSteps, type Reservation } from "@/lib/credits";
import { auditStep, insertStep, Prisma, runPrepared, transaction, type Context } from "@/lib/db";
import { addJob } from "@/lib/jobs";
import { EXPIRE_JOB, RUN_ATTEMPTS, RUN_JOB, runJobKey } from "./job-names";
import { requireKeyCap } from "./require-key-cap";
import { requireSpendingCap } from "./require-spending-cap";
import { requireUnrestricted } from "./restrict-end-user";
import { tellSteps } from "./tell-event";

/**
 * Reserves the credits and writes row, job, event, deliveries and audit: all of them or none, in one statement, because
 * an organization's submissions queue for its balance and the next one waits as long as this one talks to the database.
 * Throws `insufficient_credits`, `key_cap_reached`, `spending_cap_reached` or `processing_restricted`.
 */
export async function writeGeneration(
  ctx: Context,
  row: Prisma.GenerationModel,
  limits: SpendingLimits = UNLIMITED,
): Promise<void> {
  const statement = await compose(ctx, row);
  const { organizationId, endUserHash: hash, test, credits } = row;
  if (standsAlone(ctx, row, limits)) {
    if (await runAlone(statement)) return;
    await requireCredits(organizationId, credits);
  }
  await transaction(ctx, async (tx) => {
    if (hash) await requireUnrestricted({ organizationId, hash, test }, tx);
    // Under the lock, those who submit at once are counted one after the other.
    await lockBalance(tx, organizationId);
    await requireKeyCap(tx, ctx, credits);
    await requireSpendingCap(tx, ctx, limits, credits);
    if ((await tx.$queryRaw<object[]>(statement)).length > 0) return;
    await reserveCredits(tx, toReservation(row));
    throw new AppError("conflict", "This generation was made already.");
  });
}

/** Nothing has to be asked between the lock and the writing. */
const standsAlone = (
  { actor, tx }: Context,
  { endUserHash }: Prisma.GenerationModel,
  { organizationCap, memberCap }: SpendingLimits,
): boolean =>
  !tx &&
  !endUserHash &&
  organizationCap === null &&
  memberCap === null &&
  !(actor.kind === "key" && actor.monthlyCreditCap);

const UNLIMITED: SpendingLimits = { keepModelsDays: null, organizationCap: null, memberCap: null };

/** False where it wrote nothing: the transaction finds out why, or tries again what was lost to another. */
async function runAlone(statement: Prisma.Sql): Promise<boolean> {
  try {
    return (await runPrepared(statement)).length > 0;
  } catch (error) {
    if (LOST_TO_ANOTHER.has((error as { code?: string }).code ?? "")) return false;
    throw error;
  }
}

/** Serialization failure and deadlock. */
const LOST_TO_ANOTHER = new Set(["40001", "40P01"]);

async function compose(ctx: Context, row: Prisma.GenerationModel): Promise<Prisma.Sql> {
  const { id, quality, credits, deadlineAt } = row;
  const moved = Prisma.sql`moved`;
  const payload = JSON.stringify({ generationId: id });
  const run = addJob(RUN_JOB, payload, { jobKey: runJobKey(id), maxAttempts: RUN_ATTEMPTS });
  const expire = deadlineAt
    ? Prisma.sql`, expiring AS (SELECT job.id FROM moved, ${addJob(EXPIRE_JOB, payload, { runAt: deadlineAt })} AS job)`
    : Prisma.empty;
  const audit = { action: "generation.create", subjectId: id, detail: { quality, credits } } as const;
  return Prisma.sql`
    WITH ${reserveSteps(toReservation(row))},
      made AS (${await insertStep("generations", row, moved)}),
      queued AS (SELECT job.id FROM moved, ${run} AS job)${expire},
      ${await tellSteps(ctx, "generation.created", row, moved)},
      audited AS (${await auditStep(ctx, audit, moved)})
    SELECT (SELECT count(*) FROM queued)::int AS queued, (SELECT count(*) FROM sent)::int AS sent
      ${deadlineAt ? Prisma.sql`, (SELECT count(*) FROM expiring)::int AS expiring` : Prisma.empty}
    FROM moved`;
}

const toReservation = ({ organizationId, id, quality, credits }: Prisma.GenerationModel): Reservation => ({
  organizationId,
  amount: credits,
  generationId: id,
  reason: `Generation, ${quality}`,
});
