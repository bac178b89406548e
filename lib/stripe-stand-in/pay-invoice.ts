import { invalid } from "./failure";
import type { Invoice, InvoicePayment, Subscription } from "./invoice-things";
import { defaultMethodOf } from "./payment-methods";
import type { PaymentIntent, PaymentMethod } from "./payment-things";
import { confirmPayment, makePayment, type Confirmation } from "./payments";
import { followInvoice } from "./subscription-state";
import { newId, type World } from "./world";

/** After the first attempt: in 3, 5 and 7 days; then the subscription ends. */
const RETRIES_DAYS = [3, 5, 7];

/** One attempt at an open invoice. Where nothing is due it is paid without one. */
export function payInvoice(
  world: World,
  invoice: Invoice,
  method?: PaymentMethod,
  confirmation: Confirmation = {},
): Invoice {
  if (invoice.status !== "open")
    throw invalid(
      invoice.status === "paid" ? "Invoice is already paid" : `This invoice is ${invoice.status}.`,
      undefined,
      invoice.status === "paid" ? "invoice_already_paid" : undefined,
    );
  if (invoice.amount_remaining === 0) return markPaid(world, invoice, null);
  const intent = paymentOf(world, invoice);
  const payer = method ?? usualMethod(world, invoice);
  if (!payer) return markFailed(world, invoice);
  const attempted = confirmPayment(world, intent, payer, confirmation);
  return followPaymentOfInvoice(world, attempted);
}

/** What the end of an attempt means for its invoice and its subscription. */
export function followPaymentOfInvoice(world: World, intent: PaymentIntent): Invoice {
  const invoice = world.store.get("invoice", intent._invoice ?? "");
  if (intent.status === "succeeded") return markPaid(world, invoice, intent);
  if (intent.status === "requires_action") {
    world.emit("invoice.payment_action_required", invoice);
    return invoice;
  }
  return markFailed(world, invoice);
}

function paymentOf(world: World, invoice: Invoice): PaymentIntent {
  const kept = world.store
    .all("invoice_payment")
    .find(({ invoice: of, status }) => of === invoice.id && status === "open");
  if (kept) return world.store.get("payment_intent", kept.payment.payment_intent);
  const customer = world.store.get("customer", invoice.customer);
  const intent = makePayment(world, {
    amount: invoice.amount_remaining,
    currency: invoice.currency,
    customer: invoice.customer,
    description: invoice.parent ? "Subscription update" : `Payment for Invoice ${invoice.number ?? ""}`,
    receiptEmail: customer.email,
    setupFutureUsage: invoice.parent ? "off_session" : null,
    invoice: invoice.id,
  });
  linkPayment(world, invoice, intent, "open");
  return intent;
}

export function linkPayment(
  world: World,
  invoice: Invoice,
  intent: PaymentIntent,
  status: "open" | "paid",
): InvoicePayment {
  const now = world.now(invoice.test_clock);
  return world.store.put("invoice_payment", {
    id: newId("inpay"),
    object: "invoice_payment",
    amount_paid: status === "paid" ? intent.amount : null,
    amount_requested: intent.amount,
    created: now,
    currency: intent.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { type: "payment_intent", payment_intent: intent.id },
    status,
    status_transitions: { canceled_at: null, paid_at: status === "paid" ? now : null },
  });
}

export function markPaid(world: World, invoice: Invoice, intent: PaymentIntent | null): Invoice {
  const now = world.now(invoice.test_clock);
  const link = world.store.all("invoice_payment").find((payment) => payment.invoice === invoice.id);
  const paid = world.store.update("invoice", invoice.id, {
    status: "paid",
    attempted: true,
    attempt_count: invoice.attempt_count + (intent ? 1 : 0),
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    next_payment_attempt: null,
    status_transitions: { ...invoice.status_transitions, paid_at: now },
  });
  world.emit("invoice.paid", paid);
  if (intent) world.emit("invoice.payment_succeeded", paid);
  if (link) {
    const settled = world.store.update("invoice_payment", link.id, {
      status: "paid",
      amount_paid: paid.amount_paid,
      status_transitions: { canceled_at: null, paid_at: now },
    });
    world.emit("invoice_payment.paid", settled);
  }
  followInvoice(world, paid, "paid");
  return paid;
}

function markFailed(world: World, invoice: Invoice): Invoice {
  const renews = invoice.billing_reason === "subscription_cycle";
  const days = renews ? RETRIES_DAYS[invoice.attempt_count] : undefined;
  const failed = world.store.update("invoice", invoice.id, {
    attempted: true,
    attempt_count: invoice.attempt_count + 1,
    next_payment_attempt: days === undefined ? null : world.now(invoice.test_clock) + days * 86_400,
  });
  world.emit("invoice.payment_failed", failed);
  followInvoice(world, failed, renews && days === undefined ? "given_up" : "failed");
  return failed;
}

function usualMethod(world: World, invoice: Invoice): PaymentMethod | undefined {
  const id = invoice.parent?.subscription_details?.subscription;
  const subscription: Subscription | undefined = world.store.find("subscription", id);
  const own = world.store.find("payment_method", subscription?.default_payment_method);
  // A method that was detached pays no more.
  if (own?.customer === invoice.customer) return own;
  return defaultMethodOf(world, world.store.get("customer", invoice.customer));
}
