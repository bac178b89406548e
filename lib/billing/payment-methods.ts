import type Stripe from "stripe";
import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";
import { findCustomer } from "./account";
import { requireBilling } from "./require-billing";
import type { SavedPaymentMethod } from "./schema";
import { askStripe, idOf } from "./stripe";

/** Saved cards and accounts, by the little of them that Stripe shows. Nothing of it is kept here. */
export async function listPaymentMethods(ctx: Context): Promise<SavedPaymentMethod[]> {
  requireBilling(ctx);
  const customer = await findCustomer(ctx);
  if (!customer) return [];
  return askStripe(async (stripe) => {
    const [methods, chosen] = await Promise.all([
      stripe.customers.listPaymentMethods(customer, { limit: 20 }),
      findDefault(stripe, customer),
    ]);
    return methods.data.map((method) => toSaved(method, chosen));
  });
}

/** What is charged where nobody says otherwise. */
export async function findDefault(stripe: Stripe, customer: string): Promise<string | undefined> {
  const found = await stripe.customers.retrieve(customer);
  return found.deleted ? undefined : idOf(found.invoice_settings.default_payment_method);
}

function toSaved({ id, type, card, sepa_debit }: Stripe.PaymentMethod, chosen?: string): SavedPaymentMethod {
  const words = card?.brand ?? type;
  return {
    id,
    name: words.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase()),
    last_four: card?.last4 ?? sepa_debit?.last4 ?? null,
    expires: card ? `${String(card.exp_month).padStart(2, "0")}/${card.exp_year}` : null,
    default: id === chosen,
  };
}

/** Has this one charged from now on. Throws `not_found` for one of another organization's. */
export async function chooseDefault(ctx: Context, { id }: { id: string }): Promise<void> {
  const customer = await requireOwn(ctx, id);
  await askStripe((stripe) =>
    stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } }),
  );
}

/** Forgets a saved card. Throws `not_found` for one of another organization's. */
export async function removePaymentMethod(ctx: Context, { id }: { id: string }): Promise<void> {
  await requireOwn(ctx, id);
  await askStripe((stripe) => stripe.paymentMethods.detach(id));
}

async function requireOwn(ctx: Context, id: string): Promise<string> {
  const saved = await listPaymentMethods(ctx);
  const customer = await findCustomer(ctx);
  if (customer && saved.some((method) => method.id === id)) return customer;
  throw new AppError("not_found", "There is no such payment method.");
}
