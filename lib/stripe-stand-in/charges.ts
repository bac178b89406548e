import type { CardFailure, Charge, PaymentIntent, PaymentMethod } from "./payment-things";
import { newId, type World } from "./world";

/** The charge of one attempt at a payment, paid or failed, with its movement on the balance and its event. */
export function makeCharge(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
  failure?: CardFailure,
): Charge {
  const id = newId("ch");
  const created = world.nowOf(intent.customer);
  const charge = world.store.put("charge", {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: failure ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: failure ? null : moveBalance(world, "charge", intent.amount, id, created),
    billing_details: method.billing_details,
    calculated_statement_descriptor: "STAND-IN",
    captured: !failure,
    created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(failure),
    paid: !failure,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: {
      type: "card",
      card: { ...method.card, amount_authorized: intent.amount, network: method.card.brand },
    },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: failure ? null : `${world.baseUrl}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: failure ? "failed" : "succeeded",
    transfer_data: null,
    transfer_group: null,
  });
  world.emit(failure ? "charge.failed" : "charge.succeeded", charge);
  return charge;
}

const outcomeOf = (failure: CardFailure | undefined) => ({
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: failure ? "declined_by_network" : "approved_by_network",
  reason: failure ? (failure.decline_code ?? failure.code) : null,
  risk_level: "normal",
  seller_message: failure
    ? "The bank did not return any further details with this decline."
    : "Payment complete.",
  type: failure ? "issuer_declined" : "authorized",
});

/** Stripe's fee is 2.9 % and 30 cents here; refunds give none of it back. */
export function moveBalance(
  world: World,
  type: "charge" | "refund" | "adjustment",
  amount: number,
  source: string,
  created: number,
): string {
  const fee = type === "charge" ? Math.round(amount * 0.029) + 30 : type === "adjustment" ? 1500 : 0;
  const id = newId("txn");
  world.store.put("balance_transaction", {
    id,
    object: "balance_transaction",
    amount,
    available_on: created + 2 * 86_400,
    balance_type: "payments",
    created,
    currency: "usd",
    description: null,
    exchange_rate: null,
    fee,
    fee_details: fee
      ? [
          {
            amount: fee,
            application: null,
            currency: "usd",
            description: "Processing fees",
            type: "stripe_fee",
          },
        ]
      : [],
    net: amount - fee,
    reporting_category: type,
    source,
    status: "available",
    type,
  });
  return id;
}
