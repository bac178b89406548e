import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { moveCredits } from "./move-credits";
import type { LedgerEntry } from "./schema";

export interface Grant {
  /** Whole credits, 1 to 10,000,000. */
  amount: number;
  /** For people; stands in the ledger. */
  reason: string;
  /** Unique: granting twice for the same cause adds credits once. */
  cause: string;
}

const MAX_GRANT = 10_000_000;

/**
 * Adds credits to the context's organization. Only staff and the system may: throws `forbidden` for everybody else and
 * `invalid_request` for an amount that is not whole or out of range.
 */
export async function grantCredits(ctx: Context, grant: Grant): Promise<LedgerEntry> {
  if (ctx.actor.kind !== "staff" && ctx.actor.kind !== "system")
    throw new AppError("forbidden", "Only this portal's operator can add credits. Ask there for more.");
  checkAmount(grant.amount);
  return transaction(ctx, async (tx) => {
    const { amount, reason, cause } = grant;
    const { entry, moved } = await moveCredits(tx, {
      organizationId: ctx.organizationId,
      kind: "grant",
      amount,
      reason,
      cause,
    });
    if (moved)
      await recordAudit(tx, ctx, { action: "credits.grant", subjectId: entry.id, detail: { amount, cause } });
    return entry;
  });
}

function checkAmount(amount: number): void {
  if (Number.isInteger(amount) && amount >= 1 && amount <= MAX_GRANT) return;
  throw new AppError("invalid_request", "Credits must be a whole number from 1 to 10,000,000.", {
    param: "amount",
  });
}
