import { db, type Context } from "@/lib/db";
import { findCustomer } from "./account";
import { requireBillingReader } from "./require-billing";
import type { ListedInvoice, ListedPayment } from "./schema";
import { askStripe } from "./stripe";

/** What an organization paid, newest first, and what of it went back. From our own books, whether or not Stripe answers. */
export async function listPayments(ctx: Context, { limit = 50 } = {}): Promise<ListedPayment[]> {
  requireBillingReader(ctx);
  const rows = await db().billingPayment.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: { paidAt: "desc" },
    take: limit,
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ListedPayment["kind"],
    description: row.description,
    amount_cents: row.amountCents,
    currency: row.currency,
    credits: row.credits,
    credits_taken: row.creditsTaken,
    refunded_cents: row.refundedCents,
    disputed_cents: row.disputedCents,
    paid_at: row.paidAt.toISOString(),
  }));
}

/** Invoices and receipts as Stripe wrote them, newest first; none where nothing was ever bought. */
export async function listInvoices(ctx: Context, { limit = 24 } = {}): Promise<ListedInvoice[]> {
  requireBillingReader(ctx);
  const customer = await findCustomer(ctx);
  if (!customer) return [];
  const { data } = await askStripe((stripe) => stripe.invoices.list({ customer, limit }));
  return data
    .filter(({ status }) => status !== "draft")
    .map((invoice) => ({
      id: invoice.id,
      number: invoice.number,
      status: invoice.status ?? "open",
      total_cents: invoice.total,
      currency: invoice.currency,
      created_at: new Date(invoice.created * 1000).toISOString(),
      url: invoice.hosted_invoice_url ?? null,
      pdf_url: invoice.invoice_pdf ?? null,
    }));
}
