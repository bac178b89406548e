import type { Tx } from "@/lib/db";
import { endReservation } from "./end-reservation";
import type { LedgerEntry } from "./schema";

/**
 * Gives a generation's reserved credits back, in the transaction that ends it without a result. Idempotent. Throws
 * `conflict` where they were settled, `not_found` where none were reserved.
 */
export function releaseCredits(
  tx: Tx,
  { generationId, reason }: { generationId: string; reason: string },
): Promise<LedgerEntry> {
  return endReservation(tx, { kind: "release", generationId, reason });
}
