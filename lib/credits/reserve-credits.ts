import type { Tx } from "@/lib/db";
import { moveCredits } from "./move-credits";
import type { LedgerEntry } from "./schema";

export interface Reservation {
  organizationId: string;
  /** Whole credits; 0 for test keys, which leaves an entry all the same. */
  amount: number;
  generationId: string;
  /** For people; stands in the ledger. */
  reason: string;
}

/**
 * Takes the credits that a generation will cost out of the balance, in the transaction that makes the generation.
 * Idempotent by the generation. Throws `insufficient_credits` with what is needed and what is
 * there, and `conflict` where the generation reserved another amount before.
 */
export async function reserveCredits(tx: Tx, reservation: Reservation): Promise<LedgerEntry> {
  const { organizationId, amount, generationId, reason } = reservation;
  if (!Number.isInteger(amount) || amount < 0) throw new RangeError(`Cannot reserve ${amount} credits`);
  const { entry } = await moveCredits(tx, {
    organizationId,
    kind: "reserve",
    // Not -0, which is another value to the database driver and to tests.
    amount: amount === 0 ? 0 : -amount,
    cause: `${generationId}:reserve`,
    reason,
    generationId,
  });
  return entry;
}
