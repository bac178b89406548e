import { makeCharge } from "./charges";
import { openDispute } from "./disputes";
import { invalid } from "./failure";
import { attach } from "./payment-methods";
import type { CardFailure, PaymentIntent, PaymentMethod } from "./payment-things";
import { declines, type Behaviour } from "./test-cards";
import { newId, newSecret, type World } from "./world";

export interface NewPayment {
  amount: number;
  currency: string;
  customer: string | null;
  description?: string | null;
  metadata?: Record<string, string>;
  receiptEmail?: string | null;
  setupFutureUsage?: string | null;
  invoice?: string | null;
  session?: string | null;
}

export function makePayment(world: World, payment: NewPayment): PaymentIntent {
  const id = newId("pi");
  const intent = world.store.put("payment_intent", {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: payment.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic",
    client_secret: `${id}_secret_${newSecret()}`,
    confirmation_method: "automatic",
    created: world.nowOf(payment.customer),
    currency: payment.currency,
    customer: payment.customer,
    customer_account: null,
    description: payment.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: payment.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: payment.receiptEmail ?? null,
    review: null,
    setup_future_usage: payment.setupFutureUsage ?? null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_group: null,
    _invoice: payment.invoice ?? null,
    _session: payment.session ?? null,
  });
  world.emit("payment_intent.created", intent);
  return intent;
}

export interface Confirmation {
  /** Nobody is there to answer the bank. */
  offSession?: boolean;
  /** Where the bank's page leads back to. */
  returnUrl?: string | null;
  /** What the holder answered there. */
  answered?: "approved" | "refused";
}

/** Charges the method, asks the bank first, or fails; the payment that comes back says which by its `status`. */
export function confirmPayment(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
  confirmation: Confirmation = {},
): PaymentIntent {
  if (["succeeded", "canceled"].includes(intent.status))
    throw invalid(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
      undefined,
      "payment_intent_unexpected_state",
    );
  const next = nextStep(method, confirmation);
  if (next === "ask") return ask(world, intent, method, confirmation.returnUrl ?? null);
  if (next !== "pay") return fail(world, intent, method, next, confirmation.answered !== "refused");
  const charge = makeCharge(world, intent, method);
  if (intent.setup_future_usage && intent.customer && !method.customer)
    attach(world, method, intent.customer);
  if (intent.setup_future_usage || confirmation.answered === "approved")
    world.store.update("payment_method", method.id, { _setUp: true });
  const paid = world.store.update("payment_intent", intent.id, {
    status: "succeeded",
    amount_received: intent.amount,
    latest_charge: charge.id,
    payment_method: method.id,
    last_payment_error: null,
    next_action: null,
  });
  world.emit("payment_intent.succeeded", paid);
  if (method._behaviour === "disputes") openDispute(world, charge);
  return paid;
}

function nextStep(
  method: PaymentMethod,
  { offSession, answered }: Confirmation,
): "pay" | "ask" | CardFailure {
  const behaviour = method._behaviour as Behaviour;
  const asks = behaviour === "always_asks" || (behaviour === "asks_unless_set_up" && !method._setUp);
  if (asks && answered === "refused") return refusedByHolder;
  if (asks && !answered) return offSession ? mustBeAsked : "ask";
  if (behaviour === "fails_once_attached") return method.customer ? declines.generic_decline : "pay";
  return behaviour in declines ? declines[behaviour as keyof typeof declines] : "pay";
}

const refusedByHolder: CardFailure = {
  code: "payment_intent_authentication_failure",
  message:
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
};
const mustBeAsked: CardFailure = {
  code: "authentication_required",
  decline_code: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
};

function ask(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
  returnUrl: string | null,
): PaymentIntent {
  const url = `${world.baseUrl}/challenges/${intent.id}`;
  const asking = world.store.update("payment_intent", intent.id, {
    status: "requires_action",
    payment_method: method.id,
    last_payment_error: null,
    next_action: { type: "redirect_to_url", redirect_to_url: { url, return_url: returnUrl } },
  });
  world.emit("payment_intent.requires_action", asking);
  return asking;
}

/** A decline of the bank leaves a failed charge; a holder who refused leaves none. */
function fail(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
  failure: CardFailure,
  charged: boolean,
): PaymentIntent {
  const charge = charged ? makeCharge(world, intent, method, failure).id : null;
  const failed = world.store.update("payment_intent", intent.id, {
    status: "requires_payment_method",
    payment_method: null,
    latest_charge: charge ?? intent.latest_charge,
    next_action: null,
    last_payment_error: { ...errorOf(failure), ...(charge && { charge }), payment_method: method },
  });
  world.emit("payment_intent.payment_failed", failed);
  return failed;
}

export const errorOf = (failure: CardFailure): CardFailure & { type: string } => ({
  type: "card_error",
  ...failure,
});

/** Why the last attempt failed; undefined where none did. */
export const failureOf = (intent: PaymentIntent): CardFailure | undefined =>
  intent.status === "requires_payment_method"
    ? ((intent.last_payment_error as CardFailure | null) ?? undefined)
    : undefined;
