import { discountOn, redeem, type NamedDiscount } from "./discounts";
import { invalid } from "./failure";
import { lineOfPurchase } from "./invoice-lines";
import { finalizeInvoice, makeInvoice } from "./invoices";
import { linkPayment, markPaid, payInvoice } from "./pay-invoice";
import { attach } from "./payment-methods";
import type { PaymentIntent, PaymentMethod } from "./payment-things";
import { confirmPayment, makePayment, type Confirmation } from "./payments";
import type { CheckoutSession } from "./session-things";
import { confirmSetup, makeSetup } from "./setups";
import { makeSubscription } from "./subscriptions";
import type { World } from "./world";

export const discountOf = (session: CheckoutSession): NamedDiscount | undefined =>
  session._coupon ? { coupon: session._coupon, promotionCode: session._promotionCode } : undefined;

/** Sums of the page's lines, with a coupon where one was given. */
export function sessionSums(world: World, session: Pick<CheckoutSession, "_lines" | "_coupon">) {
  const subtotal = session._lines.reduce((sum, { price, quantity }) => sum + price.unit_amount * quantity, 0);
  const discount = discountOn(world.store.find("coupon", session._coupon), subtotal);
  return {
    amount_subtotal: subtotal,
    amount_total: subtotal - discount,
    total_details: { amount_discount: discount, amount_shipping: 0, amount_tax: 0 },
  };
}

/** The bank's answer is awaited, the card failed, or the session is complete: the session says which. */
export function payCheckout(
  world: World,
  session: CheckoutSession,
  method: PaymentMethod | undefined,
  confirmation: Confirmation,
): CheckoutSession {
  if (session.status !== "open") throw invalid(`This Checkout Session is ${session.status}.`);
  if (!method) return complete(world, session.id, "no_payment_required");
  if (session.mode === "setup") {
    const setup =
      world.store.find("setup_intent", session.setup_intent) ??
      makeSetup(world, {
        customer: session.customer,
        metadata: session._setupData.metadata,
        session: session.id,
      });
    world.store.update("checkout.session", session.id, { setup_intent: setup.id });
    return followSetup(world, session.id, confirmSetup(world, setup, method, confirmation).status);
  }
  if (session.mode === "subscription") return subscribe(world, session, method, confirmation);
  const intent =
    world.store.find("payment_intent", session.payment_intent) ??
    makePayment(world, {
      amount: session.amount_total ?? 0,
      currency: session.currency ?? "usd",
      customer: session.customer,
      description: session._paymentData.description,
      metadata: session._paymentData.metadata,
      receiptEmail: session.customer_email,
      setupFutureUsage: session._saves ? "off_session" : session._paymentData.setup_future_usage,
      session: session.id,
    });
  world.store.update("checkout.session", session.id, { payment_intent: intent.id });
  return followPaymentOfCheckout(world, confirmPayment(world, intent, method, confirmation));
}

export function followPaymentOfCheckout(world: World, intent: PaymentIntent): CheckoutSession {
  const session = world.store.get("checkout.session", intent._session ?? "");
  if (intent.status !== "succeeded") return session;
  if (session._invoiceData.enabled) billPurchase(world, session, intent);
  return complete(world, session.id, "paid");
}

export function followSetup(world: World, sessionId: string, status: string): CheckoutSession {
  return status === "succeeded"
    ? complete(world, sessionId, "no_payment_required")
    : world.store.get("checkout.session", sessionId);
}

/** A card that failed is followed by another on the same subscription's first invoice. */
function subscribe(
  world: World,
  session: CheckoutSession,
  method: PaymentMethod,
  confirmation: Confirmation,
) {
  const customer = world.store.get("customer", session.customer ?? "");
  attach(world, method, customer.id);
  if (session.invoice && session.subscription) {
    world.store.update("subscription", session.subscription, { default_payment_method: method.id });
    payInvoice(world, world.store.get("invoice", session.invoice), method, confirmation);
  } else {
    const subscription = makeSubscription(world, {
      customer,
      items: session._lines,
      metadata: session._subscriptionData.metadata,
      description: session._subscriptionData.description,
      discount: discountOf(session),
      method,
      confirmation,
    });
    world.store.update("checkout.session", session.id, {
      subscription: subscription.id,
      invoice: subscription.latest_invoice,
    });
  }
  const linked = world.store.get("checkout.session", session.id);
  const active = world.store.get("subscription", linked.subscription ?? "").status === "active";
  return active ? complete(world, session.id, paidOrFree(world, linked)) : linked;
}

const paidOrFree = (world: World, { invoice }: CheckoutSession): string =>
  world.store.find("invoice", invoice)?.amount_paid === 0 ? "no_payment_required" : "paid";

/** Once the first invoice of a session's subscription is paid. */
export function followInvoiceOfCheckout(world: World, invoiceId: string): void {
  const session = world.store
    .all("checkout.session")
    .find(({ invoice, status }) => invoice === invoiceId && status === "open");
  if (session && world.store.get("invoice", invoiceId).status === "paid") complete(world, session.id, "paid");
}

/** The invoice of something bought once, paid by the payment that was just made. */
function billPurchase(world: World, session: CheckoutSession, intent: PaymentIntent): void {
  const discount = discountOf(session);
  const redeemed = discount && redeem(world, discount, { customer: session.customer, session: session.id });
  const customer = world.store.get("customer", session.customer ?? "");
  const now = world.now(customer.test_clock);
  const open = finalizeInvoice(
    world,
    makeInvoice(world, {
      // Credit from a plan's change is left for the plan's next invoice.
      customer: { ...customer, balance: 0 },
      currency: intent.currency,
      reason: "manual",
      lines: session._lines.map(({ price, quantity }) => lineOfPurchase(world, price, quantity, now)),
      discounts: redeemed ? [redeemed] : [],
      metadata: session._invoiceData.metadata,
      description: session._invoiceData.description,
    }),
    0,
  );
  linkPayment(world, open, intent, "open");
  world.store.update("checkout.session", session.id, { invoice: open.id });
  markPaid(world, open, intent);
}

function complete(world: World, id: string, payment_status: string): CheckoutSession {
  const done = world.store.update("checkout.session", id, { status: "complete", payment_status, url: null });
  world.emit("checkout.session.completed", done);
  return done;
}
