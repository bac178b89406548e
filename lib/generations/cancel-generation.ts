import { requireRole } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { releaseCredits } from "@/lib/credits";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { findRow, getGeneration, visibleTo } from "./get-generation";
import { planErasure } from "./plan-erasure";
import type { Generation } from "./schema";
import { unfinished } from "./state";
import { startNext } from "./take-generation";
import { tellEvent } from "./tell-event";

/**
 * Stops a pending or running generation and gives its credits back; the worker notices within a second. Cancelling
 * twice is harmless. Throws `already_finished` where there is nothing left to stop, `not_found`.
 */
export async function cancelGeneration(ctx: Context, id: string): Promise<Generation> {
  requireRole(ctx, ["owner", "admin", "developer"]);
  await transaction(ctx, async (tx) => {
    const stopped = await tx.generation.updateMany({
      where: { id, ...visibleTo(ctx), status: { in: [...unfinished] } },
      data: { status: "cancelled", stage: null, completedAt: clock.now() },
    });
    if (stopped.count === 0) return;
    await releaseCredits(tx, { generationId: id, reason: "Generation cancelled" });
    await planErasure(tx, id);
    await tellEvent(tx, ctx, "generation.cancelled", id);
    await startNext(tx, ctx.organizationId);
    await recordAudit(tx, ctx, { action: "generation.cancel", subjectId: id });
  });
  const row = await findRow(ctx, id);
  if (row.status === "cancelled") return getGeneration(ctx, id);
  throw new AppError(
    "already_finished",
    `The generation has already ${row.status}; there is nothing to cancel.`,
  );
}
