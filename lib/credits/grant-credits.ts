import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { lockAccount, moveCredits } from "./move-credits";
import type { CreditSource, LedgerEntry } from "./schema";
import { settleLots } from "./settle-lots";

export interface Grant {
  /** Whole credits, 1 to 10,000,000. */
  amount: number;
  /** For people; stands in the ledger. */
  reason: string;
  /** Unique: granting twice for the same cause adds credits once. */
  cause: string;
  /** `support` unless told. */
  source?: CreditSource;
  /** When what is left of them goes; never where absent. */
  expiresAt?: Date | null;
  /** The payment that bought them. */
  paymentId?: string;
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
  const { organizationId } = ctx;
  const { amount, reason, cause, source = "support", expiresAt, paymentId } = grant;
  return transaction(ctx, async (tx) => {
    const locked = await lockAccount(tx, organizationId);
    await settleLots(tx, organizationId, locked.balance);
    const kind = source === "adjustment" ? "adjustment" : "grant";
    const movement = { organizationId, kind, amount, reason, cause, source } as const;
    const { entry, moved } = await moveCredits(tx, movement, locked);
    if (!moved) return entry;
    await tx.creditLot.create({
      data: {
        id: entry.id,
        organizationId,
        source,
        granted: amount,
        remaining: amount,
        expiresAt,
        paymentId,
        createdAt: entry.created_at,
      },
    });
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
