import { clock } from "@/lib/core/clock";
import type { RetentionRule } from "@/lib/core/retention";
import { db, transaction } from "@/lib/db";
import { removeGeneration } from "./delete-generation";
import { systemContext } from "./system-context";

/**
 * Deletes up to `limit` generations whose `delete_after` has come; returns how many. Each is deleted as its owner would,
 * in a transaction of its own, and leaves a row that knows little more than its id. Safe to run again, or twice at once.
 */
export async function expireGenerations(limit: number): Promise<number> {
  const due = await db().generation.findMany({
    where: { deletesAt: { lte: clock.now() }, deletedAt: null, restrictedAt: null },
    orderBy: { deletesAt: "asc" },
    take: limit,
    select: { id: true, organizationId: true },
  });
  for (const { id, organizationId } of due)
    await transaction(undefined, (tx) =>
      removeGeneration(tx, systemContext(organizationId, id), id, { expired: true }),
    );
  return due.length;
}

export const generationRetention: RetentionRule = {
  id: "generations",
  what: "Generations whose time is over: what their caller (delete_after) or the organization's plan says",
  keptHours: () => null,
  countedFrom: "deletes_at of each",
  removes: "Pictures, words, files, report and metadata; the bare id stays and answers 410",
  sweep: expireGenerations,
};
