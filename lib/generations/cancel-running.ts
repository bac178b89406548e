import { clock } from "@/lib/core/clock";
import { releaseCredits } from "@/lib/credits";
import { transaction } from "@/lib/db";
import { planErasure } from "./plan-erasure";
import { unfinished } from "./state";
import { systemContext } from "./system-context";
import { startNext } from "./take-generation";
import { tellEvent } from "./tell-event";

/** Stops a generation that waits or runs, without anybody's asking in person, and gives its credits back. */
export async function cancelRunning(id: string, organizationId: string, reason: string): Promise<void> {
  await transaction(undefined, async (tx) => {
    const { count } = await tx.generation.updateMany({
      where: { id, status: { in: [...unfinished] } },
      data: { status: "cancelled", stage: null, completedAt: clock.now() },
    });
    if (count === 0) return;
    await releaseCredits(tx, { generationId: id, reason });
    await planErasure(tx, id);
    await tellEvent(tx, systemContext(organizationId, id), "generation.cancelled", id);
    await startNext(tx, organizationId);
  });
}
