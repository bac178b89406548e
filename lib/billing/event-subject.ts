import type Stripe from "stripe";
import { idOf } from "./stripe";

/**
 * What an event is about, such as `payment_intent:pi_…`: the thing at Stripe that is read anew when it is handled. Null for
 * what means nothing here.
 */
export function subjectOf(event: Stripe.Event): string | null {
  const thing = event.data.object as unknown as Record<string, unknown>;
  const [room] = event.type.split(".");
  const intent = idOf(thing.payment_intent as string | { id: string } | null | undefined);
  if (event.type.startsWith("checkout.session.")) return name("session", thing.id);
  if (room === "payment_intent") return name("payment_intent", thing.id);
  if (room === "charge" || room === "refund") return name("payment_intent", intent);
  if (room === "invoice") return name("invoice", thing.id);
  return event.type.startsWith("customer.subscription.") ? name("subscription", thing.id) : null;
}

const name = (kind: string, id: unknown): string | null => (typeof id === "string" ? `${kind}:${id}` : null);
