import { requireRole } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { releaseCredits } from "@/lib/credits";
import { db, Prisma, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { removeObjects } from "@/lib/storage";
import { findRow } from "./get-generation";
import { PURGE_JOB } from "./job-names";
import { askRecipients } from "./outside/tell-recipients";
import { unfinished } from "./state";
import { startNext } from "./take-generation";
import { tellEvent } from "./tell-event";

/**
 * Takes a generation out of sight at once and its picture and files off the disk by a job. One that still runs is
 * cancelled with its credits back. Throws `not_found`.
 */
export async function deleteGeneration(
  ctx: Context,
  id: string,
): Promise<{ id: string; object: "generation"; deleted: true }> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  await transaction(ctx, async (tx) => {
    await findRow({ ...ctx, tx }, id);
    await removeGeneration(tx, ctx, id);
  });
  return { id, object: "generation", deleted: true };
}

/** The same in a transaction of the caller's, who has looked whose it is. False where it is deleted already. */
export async function removeGeneration(
  tx: Tx,
  ctx: Context,
  id: string,
  { expired = false } = {},
): Promise<boolean> {
  const now = clock.now();
  const { count } = await tx.generation.updateMany({
    where: { id, deletedAt: null },
    data: { deletedAt: now, expiredAt: expired ? now : null },
  });
  if (count === 0) return false;
  const stopped = await tx.generation.updateMany({
    where: { id, status: { in: [...unfinished] } },
    data: { status: "cancelled", stage: null, completedAt: now },
  });
  if (stopped.count > 0)
    await releaseCredits(tx, { generationId: id, reason: "Generation deleted while it ran" });
  await tx.generationShare.deleteMany({ where: { generationId: id } });
  await enqueue(tx, PURGE_JOB, { generationId: id }, { jobKey: `${PURGE_JOB}:${id}` });
  await tellEvent(tx, ctx, "generation.deleted", id);
  await startNext(tx, ctx.organizationId);
  const action = expired ? "generation.expire" : "generation.delete";
  await recordAudit(tx, ctx, { action, subjectId: id });
  return true;
}

/**
 * Job body: removes everything that was kept for a deleted generation, also what an attempt that was killed left behind,
 * then what points to it, and has those told who were sent its picture; with `anonymous` also what could be matched with
 * somebody's own files, but with `findable` not the digest by which it is found again. Safe to run again.
 */
export async function purgeGeneration(
  id: string,
  { anonymous = false, findable = false } = {},
): Promise<void> {
  const row = await db().generation.findUnique({ where: { id } });
  if (!row?.deletedAt) return;
  await removeObjects(row.organizationId, id);
  await db().generationFile.deleteMany({ where: { generationId: id } });
  await db().generationShare.deleteMany({ where: { generationId: id } });
  await askRecipients(id, { anonymous: anonymous && !findable });
  const gone = clock.now();
  await db().generation.update({
    where: { id },
    data: {
      inputErasedAt: row.inputErasedAt ?? gone,
      resultsErasedAt: row.resultsErasedAt ?? gone,
      inputBytes: 0,
      inputObject: null,
      viewObjects: [],
      previewObject: null,
      thumbnailObject: null,
      prompt: null,
      parameters: {},
      engineSettings: {},
      metadata: {},
      endUserId: null,
      ...(!findable && { endUserHash: null }),
      endUserSealed: null,
      ...(anonymous && { digests: {}, feedbackRating: null }),
      feedbackComment: null,
      engineReason: null,
      notes: [],
      report: Prisma.DbNull,
      webhookUrl: null,
      storedBytes: 0,
    },
  });
}
