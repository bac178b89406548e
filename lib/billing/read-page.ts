import type Stripe from "stripe";

/** What of a checkout page, with its invoice, belongs into the records. */
export function readPage(session: Stripe.Checkout.Session | undefined) {
  const { total_details: totals, customer_details: customer, invoice } = session ?? {};
  return {
    taxCents: totals?.amount_tax ?? 0,
    // Stripe writes the invoice of a pack after its payment: it may not be there yet.
    invoiceNumber: typeof invoice === "string" ? null : (invoice?.number ?? null),
    country: customer?.address?.country ?? null,
    taxId: customer?.tax_ids?.[0]?.value ?? null,
  };
}
