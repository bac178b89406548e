import { clock } from "@/lib/core/clock";
import { releaseCredits } from "@/lib/credits";
import { db, transaction } from "@/lib/db";
import { planErasure } from "./plan-erasure";
import { systemContext } from "./system-context";
import { unfinished } from "./state";
import { startNext } from "./take-generation";
import { tellEvent } from "./tell-event";
import { tellPerson } from "./tell-person";

/**
 * Ends a generation without a result and gives its credits back, in one transaction. A finished one is left alone,
 * and so is one that another attempt than `attempt` works on.
 */
export async function failGeneration(
  id: string,
  error: { code: string; message: string },
  attempt?: number,
): Promise<void> {
  const select = { organizationId: true, userId: true, apiKeyId: true, test: true };
  const row = await db().generation.findUnique({ where: { id }, select });
  if (!row) return;
  await transaction(undefined, async (tx) => {
    const { count } = await tx.generation.updateMany({
      where: { id, organizationId: row.organizationId, attempt, status: { in: [...unfinished] } },
      data: {
        status: "failed",
        stage: null,
        completedAt: clock.now(),
        errorCode: error.code,
        errorMessage: error.message,
      },
    });
    if (count === 0) return;
    await releaseCredits(tx, { generationId: id, reason: "Generation failed" });
    await planErasure(tx, id);
    await tellEvent(tx, systemContext(row.organizationId, id), "generation.failed", id);
    await tellPerson(tx, { id, ...row }, "failed");
    await startNext(tx, row.organizationId);
  });
}
