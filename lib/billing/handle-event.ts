import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { db } from "@/lib/db";
import { isUnknownToStripe } from "./stripe";
import { syncInvoice } from "./sync-invoice";
import { syncPayment } from "./sync-payment";
import { syncSession } from "./sync-session";
import { syncSubscription } from "./sync-subscription";

const readers: Record<string, (id: string) => Promise<void>> = {
  session: syncSession,
  payment_intent: syncPayment,
  invoice: syncInvoice,
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
  await db().stripeEvent.update({ where: { id: eventId }, data: { handledAt: clock.now() } });
}
