import { addMonths, redeem, type NamedDiscount } from "./discounts";
import { invalid } from "./failure";
import { lineOfPeriod, lineOfItem, pendingItems } from "./invoice-lines";
import type { Invoice, Subscription, SubscriptionItem } from "./invoice-things";
import { finalizeInvoice, makeInvoice } from "./invoices";
import { attach } from "./payment-methods";
import { payInvoice } from "./pay-invoice";
import type { PaymentMethod } from "./payment-things";
import type { Confirmation } from "./payments";
import type { Customer, Discount, Metadata, Price } from "./thing";
import { newId, type World } from "./world";

export interface NewSubscription {
  customer: Customer;
  items: { price: Price; quantity: number; metadata?: Metadata }[];
  metadata: Metadata;
  description?: string | null;
  discount?: NamedDiscount;
  method?: PaymentMethod;
  /** Leaves the first invoice open for somebody to pay. */
  waits?: boolean;
  confirmation?: Confirmation;
}

/** A subscription with its first invoice; active once that is paid, incomplete until then. */
export function makeSubscription(world: World, given: NewSubscription): Subscription {
  const { customer, discount, method } = given;
  if (given.items.length === 0) throw invalid("Missing required param: items.", "items", "parameter_missing");
  if (given.items.some(({ price }) => !price.recurring))
    throw invalid(
      "The price specified is set to `type=one_time` but this field only accepts `type=recurring`.",
      "items",
    );
  if (new Set(given.items.map(({ price }) => price.currency)).size > 1)
    throw invalid("All prices of a subscription must use the same currency.", "items");
  const id = newId("sub");
  const now = world.now(customer.test_clock);
  const items = given.items.map((item) => makeItem(id, item, now));
  if (method) attach(world, method, customer.id);
  const redeemed = discount && redeem(world, discount, { customer: customer.id, subscription: id });
  const subscription = world.store.put("subscription", {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { enabled: false, liability: null, disabled_reason: null },
    billing_cycle_anchor: now,
    billing_cycle_anchor_config: null,
    billing_mode: { type: "flexible", flexible: { proration_discounts: "included" } },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created: now,
    currency: items[0].price.currency,
    customer: customer.id,
    customer_account: null,
    days_until_due: null,
    default_payment_method: method?.id ?? null,
    default_source: null,
    default_tax_rates: [],
    description: given.description ?? null,
    discounts: redeemed ? [redeemed.id] : [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: itemList(id, items),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: given.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: "on_subscription",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: "incomplete",
    test_clock: customer.test_clock,
    transfer_data: null,
    trial_end: null,
    trial_settings: { end_behavior: { missing_payment_method: "create_invoice" } },
    trial_start: null,
  });
  world.emit("customer.subscription.created", subscription);
  const invoice = billPeriod(world, subscription, "subscription_create");
  if (!given.waits || invoice.amount_remaining === 0) payInvoice(world, invoice, method, given.confirmation);
  return world.store.get("subscription", id);
}

/** An invoice of the current period of each item with what waits beside it, finalized. */
export function billPeriod(world: World, subscription: Subscription, reason: string): Invoice {
  const pending = pendingItems(world, subscription.customer).map((item) => lineOfItem(world, item));
  return billLines(world, subscription, reason, [
    ...pending,
    ...subscription.items.data.map((item) => lineOfPeriod(world, item)),
  ]);
}

export function billLines(
  world: World,
  subscription: Subscription,
  reason: string,
  lines: Invoice["lines"]["data"],
): Invoice {
  const draft = makeInvoice(world, {
    customer: world.store.get("customer", subscription.customer),
    currency: subscription.currency,
    reason,
    lines,
    discounts: discountsOf(world, subscription),
    subscription,
  });
  world.store.update("subscription", subscription.id, { latest_invoice: draft.id });
  return finalizeInvoice(world, draft);
}

/** Those that still apply: one that applies once is used up by the first invoice. */
export function discountsOf(world: World, subscription: Subscription): Discount[] {
  const now = world.now(subscription.test_clock);
  return subscription.discounts
    .map((id) => world.store.get("discount", id))
    .filter((discount) => {
      const coupon = world.store.find("coupon", discount.source.coupon);
      const used = subscription.latest_invoice !== null;
      return coupon && !(coupon.duration === "once" && used) && (discount.end === null || discount.end > now);
    });
}

export function makeItem(
  subscription: string,
  { price, quantity, metadata = {} }: { price: Price; quantity: number; metadata?: Metadata },
  start: number,
  end = endOfPeriod(price, start),
): SubscriptionItem {
  return {
    id: newId("si"),
    object: "subscription_item",
    billing_thresholds: null,
    created: start,
    current_period_start: start,
    current_period_end: end,
    current_trial: null,
    discounts: [],
    metadata,
    plan: planOf(price),
    price,
    quantity,
    subscription,
    tax_rates: [],
  };
}

export const itemList = (subscription: string, data: SubscriptionItem[]): Subscription["items"] => ({
  object: "list",
  data,
  has_more: false,
  url: `/v1/subscription_items?subscription=${subscription}`,
});

export function endOfPeriod(price: Price, start: number): number {
  const { interval = "month", interval_count: count = 1 } = price.recurring ?? {};
  if (interval === "day") return start + count * 86_400;
  if (interval === "week") return start + count * 7 * 86_400;
  return addMonths(start, interval === "year" ? count * 12 : count);
}

/** The older name of a recurring price, which items still carry. */
export const planOf = (price: Price) => ({
  id: price.id,
  object: "plan",
  active: price.active,
  amount: price.unit_amount,
  amount_decimal: String(price.unit_amount),
  billing_scheme: "per_unit",
  created: price.created,
  currency: price.currency,
  interval: price.recurring?.interval ?? "month",
  interval_count: price.recurring?.interval_count ?? 1,
  livemode: false,
  metadata: price.metadata,
  meter: null,
  nickname: price.nickname ?? null,
  product: price.product,
  tiers_mode: null,
  transform_usage: null,
  trial_period_days: null,
  usage_type: "licensed",
});
