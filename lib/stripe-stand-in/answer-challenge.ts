import { followInvoiceOfCheckout, followPaymentOfCheckout, followSetup } from "./checkout";
import { followPaymentOfInvoice } from "./pay-invoice";
import type { PaymentIntent, SetupIntent } from "./payment-things";
import { confirmPayment, type Confirmation } from "./payments";
import { confirmSetup } from "./setups";
import type { World } from "./world";

/** What the holder of a card answers to the bank, for a payment or for keeping the card, and all that follows. */
export function answerChallenge(world: World, id: string, answered: "approved" | "refused"): void {
  const setup = world.store.find("setup_intent", id);
  if (setup) {
    const method = world.store.get("payment_method", setup.payment_method ?? "");
    const after = confirmSetup(world, setup, method, { answered });
    if (after._session) followSetup(world, after._session, after.status);
    return;
  }
  const intent = world.store.get("payment_intent", id);
  const method = world.store.get("payment_method", intent.payment_method ?? "");
  followPayment(world, confirmPayment(world, intent, method, { answered }));
}

/** A payment came to an end: its invoice and its checkout session hear of it. */
export function followPayment(world: World, intent: PaymentIntent): void {
  if (intent._session) followPaymentOfCheckout(world, intent);
  if (intent._invoice) {
    followPaymentOfInvoice(world, intent);
    followInvoiceOfCheckout(world, intent._invoice);
  }
}

/** Where the page of a challenge leads when it was answered. */
export function returnOf(world: World, asked: PaymentIntent | SetupIntent): string | null {
  const action = asked.next_action as { redirect_to_url?: { return_url: string | null } } | null;
  return action?.redirect_to_url?.return_url ?? null;
}

export type { Confirmation };
