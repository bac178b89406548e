import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Prisma, Tx } from "@/lib/db";
import { moveCredits, movementSteps, type Movement } from "./move-credits";
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
  const { entry } = await moveCredits(tx, toMovement(reservation));
  return entry;
}

/**
 * The same as steps of the statement that makes the generation: what it writes besides selects from the step `moved`,
 * which has one row, or none where `reserveCredits` would have thrown or found the reservation made.
 */
export const reserveSteps = (reservation: Reservation): Prisma.Sql =>
  movementSteps(toMovement(reservation), { id: newId("ledgerEntry"), createdAt: clock.now() });

function toMovement({ organizationId, amount, generationId, reason }: Reservation): Movement {
  if (!Number.isInteger(amount) || amount < 0) throw new RangeError(`Cannot reserve ${amount} credits`);
  return {
    organizationId,
    kind: "reserve",
    // Not -0, which is another value to the database driver and to tests.
    amount: amount === 0 ? 0 : -amount,
    cause: `${generationId}:reserve`,
    reason,
    generationId,
  };
}
