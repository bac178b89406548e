import { requireRole } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { removeGeneration } from "./delete-generation";
import { visibleTo } from "./get-generation";
import { DELETE_JOB } from "./job-names";
import { isFinished } from "./state";
import { systemContext } from "./system-context";

/** How long what was deleted in the portal can be brought back. */
export const UNDO_MS = 60_000;

const roles = ["owner", "admin", "developer"] as const;

/**
 * Takes several out of sight at once, and deletes them by a job a minute later, before which `restoreGenerations` brings
 * them back. One that still runs is deleted here and now, with its credits back. Those that are gone already are passed over.
 */
export async function discardGenerations(
  ctx: Context,
  ids: readonly string[],
): Promise<{ deleted: number; restorable: string[] }> {
  requireRole(ctx, roles);
  return transaction(ctx, async (tx) => {
    const rows = await tx.generation.findMany({
      where: { id: { in: [...new Set(ids)] }, ...visibleTo(ctx) },
      orderBy: { id: "asc" },
      select: { id: true, status: true },
    });
    const now = clock.now();
    const restorable: string[] = [];
    for (const { id, status } of rows) {
      if (!isFinished(status)) {
        await removeGeneration(tx, ctx, id);
        continue;
      }
      await tx.generation.updateMany({ where: { id, deletedAt: null }, data: { discardedAt: now } });
      const runAt = new Date(now.getTime() + UNDO_MS);
      await enqueue(tx, DELETE_JOB, { generationId: id }, { jobKey: `${DELETE_JOB}:${id}`, runAt });
      await recordAudit(tx, ctx, { action: "generation.discard", subjectId: id });
      restorable.push(id);
    }
    return { deleted: rows.length, restorable };
  });
}

/** Brings back what was discarded less than a minute ago; the rest is passed over. Returns how many came back. */
export async function restoreGenerations(
  ctx: Context,
  ids: readonly string[],
): Promise<{ restored: number }> {
  requireRole(ctx, roles);
  const { organizationId } = ctx;
  return transaction(ctx, async (tx) => {
    let restored = 0;
    const discardedAt = { gt: new Date(clock.now().getTime() - UNDO_MS) };
    for (const id of new Set(ids)) {
      const { count } = await tx.generation.updateMany({
        where: { id, organizationId, deletedAt: null, discardedAt },
        data: { discardedAt: null },
      });
      if (count > 0) await recordAudit(tx, ctx, { action: "generation.restore", subjectId: id });
      restored += count;
    }
    return { restored };
  });
}

/** Job body: deletes for good what nobody brought back. Safe to run again. */
export async function deleteDiscarded(id: string): Promise<void> {
  const row = await db().generation.findUnique({ where: { id }, select: { organizationId: true } });
  if (!row) return;
  await transaction(undefined, async (tx) => {
    // Claims the row: whoever brings it back at this very moment is either before or behind it.
    const { count } = await tx.generation.updateMany({
      where: { id, deletedAt: null, discardedAt: { not: null } },
      data: { discardedAt: null },
    });
    if (count > 0) await removeGeneration(tx, systemContext(row.organizationId, id), id);
  });
}
