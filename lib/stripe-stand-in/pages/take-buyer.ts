import { createCustomer, makeTaxId } from "../api/customers";
import { noDetails } from "../api/checkout";
import { cardFailure, missing } from "../failure";
import { Params } from "../params";
import { methodsOf, noAddress } from "../payment-methods";
import type { PaymentMethod } from "../payment-things";
import type { CheckoutSession } from "../session-things";
import type { Address, Customer } from "../thing";
import type { World } from "../world";
import { readCard } from "./card-fields";

export interface Buyer {
  session: CheckoutSession;
  /** Undefined where there is nothing to pay. */
  method: PaymentMethod | undefined;
}

/** What the payment page asked: the card, and who pays; the customer is made or brought up to date. */
export function takeBuyer(world: World, session: CheckoutSession, params: Params): Buyer {
  const known = world.store.find("customer", session.customer);
  const email = known?.email ?? session.customer_email ?? params.text("email");
  const name = params.text("name");
  const address = readAddress(params);
  const chosen = params.text("payment_method");
  const method = chosen
    ? savedMethod(world, session, chosen)
    : isFree(session)
      ? undefined
      : readCard(world, params, { email, name, address: address ?? noAddress });
  const customer = known ?? (needsCustomer(session) ? newCustomer(world, email, name) : undefined);
  if (customer) bringUpToDate(world, session, customer, params, address);
  const taxIds = customer ? world.store.all("tax_id").filter((taxId) => taxId.customer === customer.id) : [];
  const named = world.store.update("checkout.session", session.id, {
    customer: customer?.id ?? null,
    customer_details: {
      ...noDetails,
      email,
      name: params.text("business_name") ?? name ?? customer?.name ?? null,
      business_name: params.text("business_name"),
      address: address ?? customer?.address ?? null,
      tax_ids: taxIds.map(({ type, value }) => ({ type, value })),
    },
    _saves: params.flag("save") ?? session._saves,
  });
  return { session: named, method };
}

function savedMethod(world: World, session: CheckoutSession, id: string): PaymentMethod {
  const found = session.customer
    ? methodsOf(world, session.customer).find((method) => method.id === id)
    : undefined;
  if (!found) throw missing("PaymentMethod", id, "payment_method");
  return found;
}

/** A coupon left nothing to pay, now or later. */
export const isFree = ({ mode, amount_total }: CheckoutSession): boolean =>
  mode === "payment" && amount_total === 0;

const needsCustomer = (session: CheckoutSession): boolean =>
  session.mode !== "payment" || session.customer_creation === "always" || session._invoiceData.enabled;

function newCustomer(world: World, email: string | null, name: string | null): Customer {
  if (!email) throw cardFailure({ code: "email_invalid", message: "Your e-mail address is incomplete." });
  return createCustomer(world, new Params({ email, ...(name && { name }) }));
}

export function readAddress(params: Params): Address | null {
  if (!params.text("line1")) return null;
  return {
    ...noAddress,
    line1: params.text("line1"),
    postal_code: params.text("postal_code"),
    city: params.text("city"),
    country: params.text("country")?.toUpperCase() ?? null,
  };
}

function bringUpToDate(
  world: World,
  session: CheckoutSession,
  customer: Customer,
  params: Params,
  address: Address | null,
): void {
  const business = params.text("business_name");
  const keepsAddress = address && (session._keepsAddress || !session.customer);
  const name = business ?? params.text("name");
  const keepsName = name && (session._keepsName || !session.customer);
  const email = customer.email ? null : params.text("email");
  if (keepsAddress || keepsName || email)
    world.change(
      "customer",
      customer.id,
      { ...(keepsAddress && { address }), ...(keepsName && { name }), ...(email && { email }) },
      "customer.updated",
    );
  const taxId = params.text("tax_id")?.replace(/\s/g, "").toUpperCase();
  const has = world.store.all("tax_id").some((kept) => kept.customer === customer.id && kept.value === taxId);
  if (taxId && !has) makeTaxId(world, customer, taxIdType(taxId, address?.country ?? null), taxId);
}

/** Stripe asks for the kind; here it is guessed from the number's first letters. */
function taxIdType(value: string, country: string | null): string {
  if (value.startsWith("GB")) return "gb_vat";
  if (value.startsWith("CHE")) return "ch_vat";
  return /^[A-Z]{2}/.test(value) || (country !== null && country !== "US") ? "eu_vat" : "us_ein";
}
