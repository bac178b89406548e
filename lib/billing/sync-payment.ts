import type Stripe from "stripe";
import { log } from "@/lib/core/log";
import { CURRENCY } from "./plans";
import { describePurchase, PurchaseMetadata } from "./purchase";
import { readPage } from "./read-page";
import { idOf, stripe } from "./stripe";
import { syncInvoice } from "./sync-invoice";
import { readDisputes, readRefunds, untilApplied } from "./until-applied";

/**
 * Reads a payment from Stripe, with its refunds and disputes, and makes our books agree. Every event about it ends here, so
 * neither their order nor their number matters. What is not ours is left alone.
 */
export async function syncPayment(paymentIntentId: string): Promise<void> {
  const client = stripe();
  const intent = await client.paymentIntents.retrieve(paymentIntentId);
  const purchase = PurchaseMetadata.safeParse(intent.metadata);
  if (!purchase.success) return syncInvoicesOf(client, paymentIntentId);
  if (intent.status !== "succeeded") return;
  // Our pages ask for one currency; cents of another would be worth something else.
  if (intent.currency !== CURRENCY)
    return log.warn("payment in a currency that is not sold in", { source: paymentIntentId });
  await untilApplied(paymentIntentId, async () => {
    const [refunds, disputes, receipt] = await Promise.all([
      readRefunds(client, paymentIntentId),
      readDisputes(client, paymentIntentId),
      readReceipt(client, paymentIntentId),
    ]);
    return {
      ...describePurchase(purchase.data),
      source: paymentIntentId,
      paymentIntentId,
      amountCents: intent.amount_received,
      currency: intent.currency,
      paidAt: new Date(intent.created * 1000),
      ...receipt,
      refunds,
      disputes,
    };
  });
}

/** A payment of a plan or of an automatic purchase belongs to its invoice, which says what was bought. */
async function syncInvoicesOf(client: Stripe, paymentIntentId: string): Promise<void> {
  const payment = { type: "payment_intent" as const, payment_intent: paymentIntentId };
  const { data } = await client.invoicePayments.list({ payment, limit: 10 });
  for (const { invoice } of data) await syncInvoice(idOf(invoice)!);
}

/** What of the page it was paid on belongs into the records. */
async function readReceipt(client: Stripe, paymentIntentId: string) {
  const expand = ["data.invoice"];
  const { data } = await client.checkout.sessions.list({ payment_intent: paymentIntentId, limit: 1, expand });
  return readPage(data[0]);
}
