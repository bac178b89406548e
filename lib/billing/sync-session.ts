import { db } from "@/lib/db";
import { close } from "./open-checkout";
import { describePurchase, PurchaseMetadata } from "./purchase";
import { readPage } from "./read-page";
import { idOf, stripe } from "./stripe";
import { syncInvoice } from "./sync-invoice";
import { syncPayment } from "./sync-payment";
import { untilApplied } from "./until-applied";
import { syncSubscription } from "./sync-subscription";

/** Reads a checkout page from Stripe: closes ours, and takes in what was paid on it. */
export async function syncSession(sessionId: string): Promise<void> {
  const session = await stripe().checkout.sessions.retrieve(sessionId);
  const row = await findRow(sessionId, session.metadata?.checkout_id);
  const paid = session.status === "complete" && session.payment_status !== "unpaid";
  const intent = idOf(session.payment_intent);
  if (intent && paid) await syncPayment(intent);
  else if (paid && session.mode === "payment") await takeFree(sessionId);
  const subscription = idOf(session.subscription);
  if (subscription) await syncSubscription(subscription);
  const invoice = idOf(session.invoice);
  if (invoice && subscription) await syncInvoice(invoice);
  if (row && paid) await close(row.id, "paid");
  if (row && session.status === "expired") await close(row.id, "over");
}

const findRow = (stripeSessionId: string, id: string | undefined) =>
  db().billingCheckout.findFirst({ where: { OR: [{ stripeSessionId }, ...(id ? [{ id }] : [])] } });

/** A coupon may leave nothing to pay: then there is no payment, and the page itself stands for it. */
async function takeFree(sessionId: string): Promise<void> {
  const session = await stripe().checkout.sessions.retrieve(sessionId, { expand: ["invoice"] });
  const purchase = PurchaseMetadata.safeParse(session.metadata);
  if (!purchase.success || session.payment_status !== "no_payment_required") return;
  await untilApplied(sessionId, async () => ({
    ...describePurchase(purchase.data),
    source: sessionId,
    paymentIntentId: null,
    amountCents: 0,
    currency: session.currency ?? "usd",
    paidAt: new Date(session.created * 1000),
    ...readPage(session),
    refunds: [],
    disputes: [],
  }));
}
