import { invalid, missing } from "./failure";
import type { Params } from "./params";
import type { BillingDetails, PaymentMethod } from "./payment-things";
import { cardByToken, recognizeCard, type KnownCard } from "./test-cards";
import type { Address, Customer } from "./thing";
import { newId, type World } from "./world";

export const noAddress: Address = {
  line1: null,
  line2: null,
  city: null,
  postal_code: null,
  state: null,
  country: null,
};

const noDetails: BillingDetails = { address: noAddress, email: null, name: null, phone: null, tax_id: null };

export interface TypedCard {
  number: string;
  expMonth: number;
  expYear: number;
  details?: Partial<BillingDetails>;
}

/** A payment method of what somebody typed into a page; the number goes no further than this call. */
export const takeCard = (world: World, { number, details, ...expiry }: TypedCard): PaymentMethod =>
  makePaymentMethod(world, recognizeCard(number), expiry, details);

export function makePaymentMethod(
  world: World,
  card: KnownCard,
  expiry: { expMonth: number; expYear: number },
  details: Partial<BillingDetails> = {},
): PaymentMethod {
  return world.store.put("payment_method", {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: { ...noDetails, ...details },
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: "US",
      display_brand: card.brand,
      exp_month: expiry.expMonth,
      exp_year: expiry.expYear,
      fingerprint: card.fingerprint,
      funding: "credit",
      generated_from: null,
      last4: card.last4,
      networks: { available: [card.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
    _behaviour: card.behaviour,
    _setUp: false,
  } as PaymentMethod);
}

/** `pm_…` as kept, or one of Stripe's names for a test card, such as `pm_card_visa`. */
export function resolvePaymentMethod(world: World, id: string, param = "payment_method"): PaymentMethod {
  const kept = world.store.find("payment_method", id);
  if (kept) return kept;
  const card = cardByToken(id);
  if (card) return makePaymentMethod(world, card, { expMonth: 12, expYear: 2034 });
  throw missing("PaymentMethod", id, param);
}

/** A method belongs to one customer for good, as at Stripe. */
export function attach(world: World, method: PaymentMethod, customer: string): PaymentMethod {
  if (method.customer === customer) return method;
  if (method.customer)
    throw invalid("This payment method has already been attached to a customer.", "payment_method");
  if (method._detached)
    throw invalid("This payment method was detached from a customer and cannot be used again.");
  const attached = world.store.update("payment_method", method.id, { customer });
  world.emit("payment_method.attached", attached);
  return attached;
}

export function detach(world: World, method: PaymentMethod): PaymentMethod {
  if (!method.customer) throw invalid("The payment method you provided is not attached to a customer.");
  const customer = world.store.get("customer", method.customer);
  if (customer.invoice_settings.default_payment_method === method.id)
    world.change(
      "customer",
      customer.id,
      { invoice_settings: { ...customer.invoice_settings, default_payment_method: null } },
      "customer.updated",
    );
  const detached = world.store.update("payment_method", method.id, { customer: null, _detached: true });
  world.emit("payment_method.detached", detached, { customer: customer.id });
  return detached;
}

export const methodsOf = (world: World, customer: string): PaymentMethod[] =>
  world.store.all("payment_method").filter((method) => method.customer === customer);

/** What an invoice is paid with where nothing else is said. */
export const defaultMethodOf = (world: World, customer: Customer): PaymentMethod | undefined =>
  world.store.find("payment_method", customer.invoice_settings.default_payment_method);

export function readDetails(params: Params): Partial<BillingDetails> {
  const given = params.inside("billing_details");
  return {
    ...(given.has("email") && { email: given.text("email") }),
    ...(given.has("name") && { name: given.text("name") }),
    ...(given.has("phone") && { phone: given.text("phone") }),
    ...(given.has("address") && { address: given.address("address") ?? noAddress }),
  };
}
