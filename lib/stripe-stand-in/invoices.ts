import { discountOn } from "./discounts";
import { invalid } from "./failure";
import type { Invoice, InvoiceLine, Subscription } from "./invoice-things";
import type { Customer, Discount, Metadata } from "./thing";
import { newId, type World } from "./world";

export interface NewInvoice {
  customer: Customer;
  currency: string;
  reason: string;
  lines: InvoiceLine[];
  discounts?: Discount[];
  subscription?: Subscription;
  metadata?: Metadata;
  description?: string | null;
}

/** The whole object with its sums, kept nowhere: also what a preview answers. */
export function composeInvoice(world: World, invoice: NewInvoice): Invoice {
  const { customer, subscription, discounts = [] } = invoice;
  const id = newId("in");
  const now = world.now(customer.test_clock);
  const subtotal = invoice.lines.reduce((sum, line) => sum + line.amount, 0);
  const offs = discounts.map((discount) => ({
    discount: discount.id,
    amount: discountOn(world.store.find("coupon", discount.source.coupon), subtotal),
  }));
  const total = subtotal - offs.reduce((sum, { amount }) => sum + amount, 0);
  const due = Math.max(0, total + customer.balance);
  const periods = invoice.lines.map(({ period }) => period);
  return {
    id,
    object: "invoice",
    account_country: "US",
    account_name: "Stand-in for Stripe",
    account_tax_ids: null,
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: due,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { enabled: false, liability: null, provider: null, disabled_reason: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: invoice.reason,
    collection_method: "charge_automatically",
    created: now,
    currency: invoice.currency,
    custom_fields: null,
    ...whoPays(world, customer),
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: invoice.description ?? null,
    discounts: discounts.map(({ id }) => id),
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: {
      object: "list",
      data: invoice.lines.map((line) => ({ ...line, invoice: id })),
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: false,
    metadata: invoice.metadata ?? {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: subscription
      ? {
          type: "subscription_details",
          quote_details: null,
          subscription_details: { subscription: subscription.id, metadata: subscription.metadata },
        }
      : null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_start: periods.length > 0 ? Math.min(...periods.map(({ start }) => start)) : now,
    period_end: periods.length > 0 ? Math.max(...periods.map(({ end }) => end)) : now,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer.balance,
    statement_descriptor: null,
    status: "draft",
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal,
    subtotal_excluding_tax: subtotal,
    test_clock: customer.test_clock,
    total,
    total_discount_amounts: offs,
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
}

const whoPays = (world: World, customer: Customer) => ({
  customer: customer.id,
  customer_account: null,
  customer_address: customer.address,
  customer_email: customer.email,
  customer_name: customer.name,
  customer_phone: (customer.phone as string | null) ?? null,
  customer_shipping: null,
  customer_tax_exempt: "none",
  customer_tax_ids: world.store
    .all("tax_id")
    .filter((taxId) => taxId.customer === customer.id)
    .map(({ type, value }) => ({ type, value })),
});

/** A draft, with its event; the items on it wait no longer. */
export function makeInvoice(world: World, invoice: NewInvoice): Invoice {
  const made = world.store.put("invoice", composeInvoice(world, invoice));
  for (const line of made.lines.data) {
    const parent = line.parent as { invoice_item_details: { invoice_item: string } | null };
    const item = world.store.find("invoiceitem", parent.invoice_item_details?.invoice_item);
    if (item) world.store.update("invoiceitem", item.id, { invoice: made.id });
  }
  world.emit("invoice.created", made);
  return made;
}

/** Gives it a number and takes `credit` into account: the customer's, unless what it bills is paid already. */
export function finalizeInvoice(world: World, draft: Invoice, credit?: number): Invoice {
  if (draft.status !== "draft")
    throw invalid("This invoice is already finalized, you can't re-finalize a non-draft invoice.");
  const customer = world.store.get("customer", draft.customer);
  const now = world.now(customer.test_clock);
  const starting = credit ?? customer.balance;
  const due = Math.max(0, draft.total + starting);
  const ending = Math.min(0, draft.total + starting);
  world.store.update("customer", customer.id, {
    balance: customer.balance - starting + ending,
    next_invoice_sequence: customer.next_invoice_sequence + 1,
    currency: draft.currency,
  });
  const open = world.store.update("invoice", draft.id, {
    number: `${customer.invoice_prefix}-${String(customer.next_invoice_sequence).padStart(4, "0")}`,
    status: "open",
    starting_balance: starting,
    ending_balance: ending,
    amount_due: due,
    amount_remaining: due,
    effective_at: now,
    hosted_invoice_url: `${world.baseUrl}/invoices/${draft.id}`,
    invoice_pdf: `${world.baseUrl}/invoices/${draft.id}?print=1`,
    status_transitions: { ...draft.status_transitions, finalized_at: now },
  });
  world.emit("invoice.finalized", open);
  return open;
}

export function voidInvoice(world: World, invoice: Invoice): Invoice {
  if (invoice.status !== "open") throw invalid("You can only void open invoices.");
  return world.change(
    "invoice",
    invoice.id,
    {
      status: "void",
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, voided_at: world.now(invoice.test_clock) },
    },
    "invoice.voided",
  );
}
