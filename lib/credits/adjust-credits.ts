import { requireStaff } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { grantCredits } from "./grant-credits";
import { moveCredits } from "./move-credits";
import type { AdjustCredits, LedgerEntry } from "./schema";

/**
 * Adds or takes credits by hand, for a reason that stands in the organization's ledger; who did it stands in the audit log.
 * Throws `insufficient_credits` where fewer are there than are to be taken, and `not_found` for customers.
 */
export async function adjustCredits(ctx: Context, { amount, reason }: AdjustCredits): Promise<LedgerEntry> {
  requireStaff(ctx, ["support"]);
  if (!Number.isInteger(amount) || amount === 0)
    throw new AppError("invalid_request", "Write a whole number of credits other than 0.", {
      param: "amount",
    });
  const cause = `adjustment:${ctx.requestId}`;
  if (amount > 0) return grantCredits(ctx, { amount, reason, cause, source: "adjustment" });
  return transaction(ctx, async (tx) => {
    const { organizationId } = ctx;
    const movement = { organizationId, kind: "adjustment", amount, cause, reason } as const;
    const { entry, moved } = await moveCredits(tx, movement);
    if (moved)
      await recordAudit(tx, ctx, { action: "credits.adjust", subjectId: entry.id, detail: { amount } });
    return entry;
  });
}
