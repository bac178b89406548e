import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { db, transaction, type Tx } from "@/lib/db";
import { findByCustomer } from "./account";
import { emailPayers } from "./email-payers";
import { planNames, plans } from "./plans";
import { PurchaseMetadata } from "./purchase";
import { idOf, isUnknownToStripe, stripe } from "./stripe";
import { syncPayment } from "./sync-payment";
import { syncReceipt } from "./sync-receipt";
import { syncSession } from "./sync-session";
import { syncSubscription } from "./sync-subscription";

const readers: Record<string, (id: string) => Promise<void>> = {
  session: syncSession,
  payment_intent: syncPayment,
  invoice: syncReceipt,
  subscription: syncSubscription,
};

/**
 * Handles a stored event: reads what it is about from Stripe as it is now. At least once, in any order. A thing that Stripe
 * no longer knows is done with.
 */
export async function handleEvent(eventId: string): Promise<void> {
  const event = await db().stripeEvent.findUnique({ where: { id: eventId } });
  if (!event || event.handledAt) return;
  const [kind, id] = event.subject.split(":");
  await readers[kind](id).catch((error: unknown) => {
    if (!isUnknownToStripe(error)) throw error;
    log.warn("Stripe does not know what it told of", { type: event.type, subject: event.subject });
  });
  if (event.type !== "invoice.payment_failed") return void (await finish(db(), eventId));
  await transaction(undefined, async (tx) => {
    if (await finish(tx, eventId)) await tellFailure(tx, id);
  });
}

/** True for the first of those who handled it. */
async function finish(tx: Pick<Tx, "stripeEvent">, id: string): Promise<boolean> {
  const { count } = await tx.stripeEvent.updateMany({
    where: { id, handledAt: null },
    data: { handledAt: clock.now() },
  });
  return count > 0;
}

/** A plan's payment that did not go through is told by mail; one that went through meanwhile is not. */
async function tellFailure(tx: Tx, invoiceId: string): Promise<void> {
  const { customer, status, metadata } = await stripe().invoices.retrieve(invoiceId);
  // Of an automatic purchase, its own mail tells.
  if (PurchaseMetadata.safeParse(metadata).success) return;
  const account = status === "open" && customer ? await findByCustomer(idOf(customer)!) : null;
  const plan = planNames.find((name) => name === account?.nextPlan);
  if (account && plan)
    await emailPayers(tx, account.organizationId, { about: "plan_payment_failed", plan: plans[plan].name });
}
