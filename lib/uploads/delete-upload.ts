import { requireRole } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { nobodySpared, type NoteRemoved, type Spared } from "@/lib/core/retention";
import { db, recordAudit, statementsIn, transaction, type Context } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { removeObjects } from "@/lib/storage";
import { findRow } from "./get-upload";
import { PURGE_JOB } from "./job-names";
import { setUploadsApart } from "./set-apart";

/** Takes an upload out of sight at once and off the disk by a job. What was made from it stays. Throws `not_found`. */
export async function deleteUpload(ctx: Context, id: string) {
  requireRole(ctx, ["owner", "admin", "developer"]);
  await transaction(ctx, async (tx) => {
    await findRow({ ...ctx, tx }, id);
    await tx.upload.update({ where: { id }, data: { deletedAt: clock.now() } });
    await enqueue(tx, PURGE_JOB, { uploadId: id }, { jobKey: `${PURGE_JOB}:${id}` });
    await recordAudit(tx, ctx, { action: "upload.delete", subjectId: id });
  });
  return { id, object: "upload", deleted: true } as const;
}

/** Job body: removes what was kept for a deleted upload, then its row. Safe to run again. */
export async function purgeUpload(id: string): Promise<void> {
  const row = await db().upload.findUnique({ where: { id } });
  if (!row?.deletedAt) return;
  await removeObjects(row.organizationId, id);
  await db().upload.deleteMany({ where: { id } });
}

/** Those that expired or were deleted by then, but for what is spared. */
const dueAt = (asOf: Date, { organizationIds }: Spared) => ({
  OR: [{ expiresAt: { lte: asOf } }, { deletedAt: { lte: asOf } }],
  organizationId: { notIn: [...organizationIds] },
});

export const countDueUploads = (asOf: Date, spared: Spared): Promise<number> =>
  db().upload.count({ where: dueAt(asOf, spared) });

/** Removes up to `limit` uploads that expired or were deleted; returns how many. Safe to run again, or twice at once. */
export async function sweepUploads(
  limit: number,
  spared: Spared = nobodySpared,
  note?: NoteRemoved,
): Promise<number> {
  const now = clock.now();
  await setUploadsApart(spared);
  const due = await db().upload.findMany({
    where: dueAt(now, spared),
    orderBy: { expiresAt: "asc" },
    take: limit,
    select: { id: true, organizationId: true },
  });
  const id = { in: due.map((one) => one.id) };
  await db().upload.updateMany({
    where: { id, expiresAt: { lte: now }, deletedAt: null },
    data: { deletedAt: now },
  });
  // One that was used in this moment stays: its time has moved on.
  const dead = await db().upload.findMany({ where: { id, deletedAt: { not: null } }, select: { id: true } });
  const gone = new Set(dead.map((one) => one.id));
  await Promise.all(
    due.filter((one) => gone.has(one.id)).map((one) => removeObjects(one.organizationId, one.id)),
  );
  return transaction(undefined, async (tx) => {
    const { count } = await tx.upload.deleteMany({ where: { id: { in: [...gone] } } });
    if (count > 0) await note?.(count, statementsIn(tx));
    return count;
  });
}
