import Stripe from "stripe";
import { env } from "@/lib/core/env";
import { findPrice } from "./find-price";
import { packs, type PackName } from "./plans";
import { toMetadata } from "./purchase";

export interface TopUpOrder {
  id: string;
  organizationId: string;
  pack: PackName;
  quantity: number;
  customer: string;
  card: string;
}

/** Declined with the bank's words, and nothing is open any more. */
export type TopUpOutcome = { invoiceId: string } | { declined: string };

/**
 * Writes an invoice over one automatic purchase and has it paid with the saved card while nobody is there: once, however
 * often it is tried, because the invoice carries the purchase's id. One that is declined is voided, so that it is not paid
 * later beside the next try. Throws where Stripe cannot be asked.
 */
export async function invoiceTopUp(stripe: Stripe, order: TopUpOrder): Promise<TopUpOutcome> {
  const invoice = (await findInvoice(stripe, order)) ?? (await draftInvoice(stripe, order));
  if (invoice.status === "draft") await finishDraft(stripe, order, invoice.id);
  if (invoice.status === "paid") return { invoiceId: invoice.id };
  if (invoice.status === "void") return { declined: "The card was declined." };
  try {
    await stripe.invoices.pay(
      invoice.id,
      { payment_method: order.card, off_session: true },
      { idempotencyKey: `top_up:${order.id}:pay` },
    );
    return { invoiceId: invoice.id };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
    await stripe.invoices.voidInvoice(invoice.id, {}, { idempotencyKey: `top_up:${order.id}:void` });
    return {
      declined: ASKS.has(error.code ?? "") ? "The bank wants somebody to confirm it." : error.message,
    };
  }
}

/** Of a try before this one. */
async function findInvoice(
  stripe: Stripe,
  { id, customer }: TopUpOrder,
): Promise<Stripe.Invoice | undefined> {
  const { data } = await stripe.invoices.list({ customer, limit: 20 });
  return data.find(({ metadata }) => metadata?.top_up_id === id);
}

function draftInvoice(stripe: Stripe, order: TopUpOrder): Promise<Stripe.Invoice> {
  const { id, organizationId, pack, quantity, customer } = order;
  const credits = packs[pack].credits * quantity;
  const purchase = { organization_id: organizationId, kind: "top_up", pack, quantity, credits } as const;
  return stripe.invoices.create(
    {
      customer,
      auto_advance: false,
      automatic_tax: { enabled: env().stripeTax },
      pending_invoice_items_behavior: "exclude",
      description: "Automatic top-up",
      metadata: { ...toMetadata(purchase), top_up_id: id },
    },
    { idempotencyKey: `top_up:${id}` },
  );
}

async function finishDraft(stripe: Stripe, order: TopUpOrder, invoice: string): Promise<void> {
  const { id, pack, quantity, customer } = order;
  const price = await findPrice(stripe, pack);
  await stripe.invoiceItems.create(
    {
      customer,
      invoice,
      pricing: { price: price.id },
      quantity,
      description: `PrintPal ${packs[pack].name}`,
    },
    { idempotencyKey: `top_up:${id}:line` },
  );
  await stripe.invoices.finalizeInvoice(
    invoice,
    { auto_advance: false },
    { idempotencyKey: `top_up:${id}:final` },
  );
}

/** How Stripe says that the bank wants the person who pays. */
const ASKS = new Set(["authentication_required", "invoice_payment_intent_requires_action"]);
