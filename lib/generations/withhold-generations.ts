import { db } from "@/lib/db";
import { cancelRunning } from "./cancel-running";
import { unfinished } from "./state";

/** What a person made, wherever, and all of some organizations. */
export interface GenerationHolder {
  userId: string;
  organizationIds: readonly string[];
}

const heldBy = ({ userId, organizationIds }: GenerationHolder) => ({
  OR: [{ userId }, { organizationId: { in: [...organizationIds] } }],
});

/** Takes back, for good, that these may ever improve a model. Returns how many it was. */
export async function withdrawFromTraining(holder: GenerationHolder): Promise<number> {
  const { count } = await db().generation.updateMany({
    where: { ...heldBy(holder), trainingEligible: true },
    data: { trainingEligible: false },
  });
  return count;
}

/** Cancels what of them waits or runs, with its credits back. Returns how many it was. Safe to run again. */
export async function stopGenerations(holder: GenerationHolder, reason: string): Promise<number> {
  const live = await db().generation.findMany({
    where: { ...heldBy(holder), status: { in: [...unfinished] } },
    select: { id: true, organizationId: true },
  });
  for (const { id, organizationId } of live) await cancelRunning(id, organizationId, reason);
  return live.length;
}
