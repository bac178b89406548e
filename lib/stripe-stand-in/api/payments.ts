import { followPayment } from "../answer-challenge";
import { closeDispute, submitEvidence } from "../disputes";
import { cardFailure, invalid } from "../failure";
import type { Params } from "../params";
import {
  attach,
  detach,
  makePaymentMethod,
  methodsOf,
  readDetails,
  resolvePaymentMethod,
} from "../payment-methods";
import type { PaymentIntent } from "../payment-things";
import { confirmPayment, failureOf, makePayment } from "../payments";
import { refundCharge } from "../refunds";
import { confirmSetup, makeSetup } from "../setups";
import { cardByToken } from "../test-cards";
import type { World } from "../world";
import { get, post, readable, require, type Route } from "./route";
import { listPage } from "../list-page";

const ofCustomer = {
  customer: (thing: { customer: string | null }, value: string) => thing.customer === value,
};
const ofPayment = {
  charge: (thing: { charge: string }, value: string) => thing.charge === value,
  payment_intent: (thing: { payment_intent: string | null }, value: string) => thing.payment_intent === value,
};

export const paymentRoutes: Route[] = [
  ...readable("payment_intent", "/v1/payment_intents", ofCustomer),
  post("/v1/payment_intents", ({ world, params }) => createPayment(world, params)),
  post("/v1/payment_intents/:id", ({ world, params, ids }) => {
    const { id, metadata, description } = require(world, "payment_intent", ids[0]);
    return world.store.update("payment_intent", id, {
      metadata: params.metadata(metadata),
      description: params.has("description") ? params.text("description") : description,
    });
  }),
  post("/v1/payment_intents/:id/confirm", ({ world, params, ids }) =>
    confirm(world, require(world, "payment_intent", ids[0]), params),
  ),
  post("/v1/payment_intents/:id/cancel", ({ world, params, ids }) => {
    const intent = require(world, "payment_intent", ids[0]);
    if (["succeeded", "canceled"].includes(intent.status))
      throw invalid(
        `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
        undefined,
        "payment_intent_unexpected_state",
      );
    const canceled = world.store.update("payment_intent", intent.id, {
      status: "canceled",
      canceled_at: world.nowOf(intent.customer),
      cancellation_reason: params.text("cancellation_reason"),
      next_action: null,
    });
    world.emit("payment_intent.canceled", canceled);
    return canceled;
  }),
  ...readable("charge", "/v1/charges", { ...ofCustomer, payment_intent: ofPayment.payment_intent }),
  ...readable("refund", "/v1/refunds", ofPayment),
  post("/v1/refunds", ({ world, params }) => createRefund(world, params)),
  ...readable("dispute", "/v1/disputes", ofPayment),
  post("/v1/disputes/:id", ({ world, params, ids }) =>
    submitEvidence(world, require(world, "dispute", ids[0]), params.inside("evidence").values),
  ),
  post("/v1/disputes/:id/close", ({ world, ids }) =>
    closeDispute(world, require(world, "dispute", ids[0]), "lost"),
  ),
  ...readable("balance_transaction", "/v1/balance_transactions", {
    source: ({ source }, value) => source === value,
  }),
  ...readable("setup_intent", "/v1/setup_intents", ofCustomer),
  post("/v1/setup_intents", ({ world, params }) => createSetup(world, params)),
  post("/v1/setup_intents/:id/confirm", ({ world, params, ids }) => confirmSetupCall(world, ids[0], params)),
  get("/v1/payment_methods", ({ world, params, path }) =>
    listPage(methodsOf(world, params.text("customer") ?? ""), params, path),
  ),
  get("/v1/payment_methods/:id", ({ world, ids }) => require(world, "payment_method", ids[0])),
  post("/v1/payment_methods", ({ world, params }) => createMethod(world, params)),
  post("/v1/payment_methods/:id", ({ world, params, ids }) => {
    const { id, billing_details, metadata } = require(world, "payment_method", ids[0]);
    return world.change(
      "payment_method",
      id,
      {
        billing_details: { ...billing_details, ...readDetails(params) },
        metadata: params.metadata(metadata as Record<string, string>),
      },
      "payment_method.updated",
    );
  }),
  post("/v1/payment_methods/:id/attach", ({ world, params, ids }) => {
    const customer = require(world, "customer", params.required("customer"), "customer");
    return attach(world, resolvePaymentMethod(world, ids[0], "payment_method"), customer.id);
  }),
  post("/v1/payment_methods/:id/detach", ({ world, ids }) =>
    detach(world, require(world, "payment_method", ids[0])),
  ),
];

function createPayment(world: World, params: Params): PaymentIntent {
  const amount = params.whole("amount", { min: 1 });
  if (amount === null) throw invalid("Missing required param: amount.", "amount", "parameter_missing");
  const currency = params.currency();
  if (amount < 50) throw invalid("Amount must be at least $0.50 usd", "amount", "amount_too_small");
  const customer = params.text("customer");
  if (customer) require(world, "customer", customer, "customer");
  const intent = makePayment(world, {
    amount,
    currency,
    customer,
    description: params.text("description"),
    metadata: params.metadata(),
    receiptEmail: params.text("receipt_email"),
    setupFutureUsage: params.text("setup_future_usage"),
  });
  return params.flag("confirm") ? confirm(world, intent, params) : intent;
}

/** Declines answer 402 and name the payment, which stays; a bank that asks leaves it `requires_action`. */
function confirm(world: World, intent: PaymentIntent, params: Params): PaymentIntent {
  const named = params.text("payment_method") ?? intent.payment_method;
  if (!named)
    throw invalid(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      "payment_method",
      "payment_intent_unexpected_state",
    );
  const method = resolvePaymentMethod(world, named);
  if (method.customer && method.customer !== intent.customer)
    throw invalid("The provided PaymentMethod belongs to another customer.", "payment_method");
  const after = confirmPayment(world, intent, method, {
    offSession: params.flag("off_session") ?? false,
    returnUrl: params.text("return_url"),
  });
  const failure = failureOf(after);
  if (!failure) {
    if (after.status === "succeeded") followPayment(world, after);
    return after;
  }
  if (after._invoice) followPayment(world, after);
  throw cardFailure(
    { code: failure.code, decline_code: failure.decline_code, message: failure.message },
    { charge: after.latest_charge, payment_intent: after, payment_method: method },
  );
}

function createRefund(world: World, params: Params) {
  const paymentId = params.text("payment_intent");
  const chargeId =
    params.text("charge") ??
    (paymentId ? require(world, "payment_intent", paymentId, "payment_intent").latest_charge : null);
  if (!chargeId)
    throw invalid(
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  return refundCharge(world, require(world, "charge", chargeId, "charge"), {
    amount: params.whole("amount"),
    reason: params.text("reason"),
    metadata: params.metadata(),
  });
}

function createMethod(world: World, params: Params) {
  const card = params.inside("card");
  if (card.has("number"))
    throw invalid(
      "Sending credit card numbers directly to the API is unsafe and is refused. Use a test payment method such as pm_card_visa.",
      "card[number]",
    );
  const known = cardByToken(card.required("token"));
  if (!known) throw invalid(`No such token: '${card.required("token")}'`, "card[token]", "resource_missing");
  const method = makePaymentMethod(world, known, { expMonth: 12, expYear: 2034 }, readDetails(params));
  return method;
}

function createSetup(world: World, params: Params) {
  const customer = params.text("customer");
  if (customer) require(world, "customer", customer, "customer");
  const setup = makeSetup(world, {
    customer,
    metadata: params.metadata(),
    usage: params.text("usage") ?? undefined,
  });
  return params.flag("confirm") ? confirmSetupCall(world, setup.id, params) : setup;
}

function confirmSetupCall(world: World, id: string, params: Params) {
  const method = resolvePaymentMethod(world, params.required("payment_method"));
  const after = confirmSetup(world, require(world, "setup_intent", id), method, {
    returnUrl: params.text("return_url"),
  });
  if (after.status !== "requires_payment_method") return after;
  const { code, decline_code, message } = after.last_setup_error as Record<string, string>;
  throw cardFailure({ code, decline_code, message }, { setup_intent: after, payment_method: method });
}
