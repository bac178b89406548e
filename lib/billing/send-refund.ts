import Stripe from "stripe";
import { log } from "@/lib/core/log";
import { db } from "@/lib/db";
import { stripe } from "./stripe";
import { syncPayment } from "./sync-payment";
import { readRefunds } from "./until-applied";

/**
 * Asks Stripe for a refund whose credits are taken already: once, however often it is tried. Where Stripe will not make it,
 * because the bank took the money first for example, it is marked so and the credits come again.
 */
export async function sendRefund(refundId: string): Promise<void> {
  const row = await db().billingRefund.findUnique({ where: { id: refundId }, include: { payment: true } });
  const intent = row?.payment.paymentIntentId;
  if (!row || !intent) return;
  if (row.status === "requested") await send(row.id, intent, row.amountCents);
  await syncPayment(intent);
}

async function send(refundId: string, payment_intent: string, amount: number): Promise<void> {
  try {
    // An answer that was lost may be older than Stripe remembers the key.
    const made = (await readRefunds(stripe(), payment_intent)).find((known) => known.refundId === refundId);
    const { id } =
      made ??
      (await stripe().refunds.create(
        { payment_intent, amount, reason: "requested_by_customer", metadata: { refund_id: refundId } },
        { idempotencyKey: `refund:${refundId}` },
      ));
    await mark(refundId, { status: "sent", stripeRefundId: id });
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    log.warn("Stripe refused a refund", { refundId, code: error.code });
    await mark(refundId, { status: "failed" });
  }
}

const mark = (id: string, data: { status: string; stripeRefundId?: string }) =>
  db().billingRefund.updateMany({ where: { id, status: "requested" }, data });
