import { findGenerationsAtOnce } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db, Prisma, transaction, type Tx } from "@/lib/db";
import { enqueue, hastenJob } from "@/lib/jobs";
import { RUN_ATTEMPTS, RUN_JOB, runJobKey } from "./job-names";
import type { GenerationRow } from "./record";
import { unfinished } from "./state";

/**
 * Marks a generation as this worker's: a new attempt number fences every earlier one. Null where nothing is left to do,
 * and where its organization makes as many at once as it may: then the job comes back later, or as soon as one of the
 * others has finished.
 */
export async function takeGeneration(id: string): Promise<GenerationRow | null> {
  const found = await db().generation.findUnique({ where: { id }, select: { organizationId: true } });
  if (!found) return null;
  return transaction(undefined, async (tx) => {
    if (await isBusy(tx, found.organizationId, id)) return park(tx, id);
    const [taken] = await tx.generation.updateManyAndReturn({
      where: { id, status: { in: [...unfinished] } },
      data: {
        status: "processing",
        stage: "decoding",
        progress: 0,
        attempt: { increment: 1 },
        startedAt: clock.now(),
      },
    });
    return taken ? { ...taken, files: [] } : null;
  });
}

/** Lets the organization's next parked generation start, when one has finished. */
export async function startNext(tx: Tx, organizationId: string): Promise<void> {
  const next = await tx.generation.findFirst({
    where: { organizationId, status: "pending", deletedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  if (next) await hastenJob(tx, runJobKey(next.id));
}

/** Counted under a lock of the organization's, so that two workers cannot both take the last place. */
async function isBusy(tx: Tx, organizationId: string, id: string): Promise<boolean> {
  await tx.$queryRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`printpal-take:${organizationId}`}, 0))::text`,
  );
  const running = await tx.generation.count({
    where: { organizationId, status: "processing", id: { not: id } },
  });
  return running >= ((await findGenerationsAtOnce(tx, organizationId)) ?? env().generationsAtOnce);
}

/** Should the finish that wakes it be lost, it looks again by itself. */
const PARKED_MS = 5_000;

async function park(tx: Tx, generationId: string): Promise<null> {
  const runAt = new Date(Date.now() + PARKED_MS);
  const jobKey = runJobKey(generationId);
  await enqueue(tx, RUN_JOB, { generationId }, { jobKey, maxAttempts: RUN_ATTEMPTS, runAt });
  return null;
}
