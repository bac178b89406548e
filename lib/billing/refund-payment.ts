import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { lockAccount, settleLots } from "@/lib/credits";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { requireStaff } from "@/lib/accounts";
import { lockPayment, moveBack, type PaymentRow } from "./apply-payment";
import { REFUND_ATTEMPTS, REFUND_JOB } from "./job-names";
import { refundableCents } from "./payment-state";
import { requireBilling } from "./require-billing";
import type { RefundPayment } from "./schema";

/** How long owners and billing may give a pack back by themselves; staff may at any time, plans as well. */
export const RETURN_DAYS = 14;

/**
 * Sends back the money for what is left of a payment's credits, in proportion, and takes these credits at once, so that
 * nobody spends them meanwhile; should Stripe not take the refund, they come again. Throws `conflict` where nothing is left
 * to give back, or where a customer's {@link RETURN_DAYS} days are over.
 */
export async function refundPayment(
  ctx: Context,
  { payment_id, reason }: RefundPayment,
): Promise<{ amount_cents: number }> {
  if (ctx.actor.kind === "staff" || ctx.actor.kind === "system") requireStaff(ctx, ["support"]);
  else requireBilling(ctx);
  const { organizationId } = ctx;
  const found = await db().billingPayment.findFirst({ where: { id: payment_id, organizationId } });
  if (!found) throw new AppError("not_found", "There is no such payment in this organization.");
  if (ctx.actor.kind === "user") requireReturnable(found);
  return transaction(ctx, async (tx) => {
    // Payment before balance, as everywhere: those who wait for each other come in one order.
    const row = (await lockPayment(tx, found.source))!;
    const { balance } = await lockAccount(tx, organizationId);
    await settleLots(tx, organizationId, balance);
    const lots = await tx.creditLot.aggregate({ where: { paymentId: row.id }, _sum: { remaining: true } });
    const back = row.refundedCents + row.disputedCents;
    const amountCents = refundableCents(row, lots._sum.remaining ?? 0, back);
    if (amountCents === 0 || !row.paymentIntentId)
      throw new AppError(
        "conflict",
        "Nothing of this payment can be given back: its credits are spent or returned.",
      );
    const id = newId("refund");
    await tx.billingRefund.create({
      data: { id, paymentId: row.id, amountCents, reason, createdAt: clock.now() },
    });
    await recordAudit(tx, ctx, {
      action: "billing.refund",
      subjectId: row.id,
      detail: { amountCents, reason },
    });
    await moveBack(tx, row, {
      refunded: row.refundedCents + amountCents,
      disputed: row.disputedCents,
    });
    await enqueue(tx, REFUND_JOB, { refundId: id }, { jobKey: id, maxAttempts: REFUND_ATTEMPTS });
    return { amount_cents: amountCents };
  });
}

function requireReturnable({ kind, paidAt }: PaymentRow): void {
  if (kind === "plan")
    throw new AppError("conflict", "A plan is not given back here: cancel it, or ask in a support ticket.");
  if (clock.now().getTime() - paidAt.getTime() > RETURN_DAYS * 86_400_000)
    throw new AppError(
      "conflict",
      `Packs can be given back within ${RETURN_DAYS} days. Ask in a support ticket for later ones.`,
    );
}
