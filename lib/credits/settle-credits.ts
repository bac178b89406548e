import type { Tx } from "@/lib/db";
import { endReservation } from "./end-reservation";
import type { LedgerEntry } from "./schema";

/**
 * Confirms a generation's reservation, in the transaction that completes it: the credits are spent. Idempotent. Throws
 * `conflict` where they were released, `not_found` where none were reserved.
 */
export function settleCredits(
  tx: Tx,
  { generationId, reason = "Generation completed" }: { generationId: string; reason?: string },
): Promise<LedgerEntry> {
  return endReservation(tx, { kind: "settle", generationId, reason });
}
