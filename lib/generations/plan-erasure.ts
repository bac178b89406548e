import { clock } from "@/lib/core/clock";
import type { Tx } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { ERASE_INPUT_JOB, ERASE_RESULTS_JOB } from "./job-names";
import { Processing } from "./processing-schema";

/** How long results are kept that are not to be kept. */
export const ZERO_RETENTION_MS = 60 * 60 * 1000;

/**
 * In the transaction that ends a generation: has its input taken away at once, and its results within the hour, where its
 * retention is `zero`; its input alone where that was not to be stored.
 */
export async function planErasure(tx: Tx, id: string): Promise<void> {
  const row = await tx.generation.findUniqueOrThrow({
    where: { id },
    select: { processing: true, storeInput: true, status: true },
  });
  const zero = Processing.parse(row.processing).retention === "zero";
  if (row.storeInput && !zero) return;
  await enqueue(tx, ERASE_INPUT_JOB, { generationId: id }, { jobKey: `${ERASE_INPUT_JOB}:${id}` });
  if (!zero || row.status !== "completed") return;
  const runAt = new Date(clock.now().getTime() + ZERO_RETENTION_MS);
  await enqueue(tx, ERASE_RESULTS_JOB, { generationId: id }, { jobKey: `${ERASE_RESULTS_JOB}:${id}`, runAt });
}
