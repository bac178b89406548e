import type { InvoiceItem, InvoiceLine, SubscriptionItem } from "./invoice-things";
import type { Price } from "./thing";
import { newId, type World } from "./world";

interface Line {
  amount: number;
  currency: string;
  description: string;
  period: { start: number; end: number };
  price: Price | undefined;
  quantity: number;
  parent: Record<string, unknown>;
  subscription: string | null;
}

function makeLine({ price, ...line }: Line): InvoiceLine {
  return {
    id: newId("il"),
    object: "line_item",
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    pretax_credit_amounts: [],
    pricing: price
      ? {
          type: "price_details",
          price_details: { price: price.id, product: price.product },
          unit_amount_decimal: String(price.unit_amount),
        }
      : null,
    quantity_decimal: String(line.quantity),
    subtotal: line.amount,
    taxes: [],
    ...line,
  };
}

/** A whole period of a subscription's item, paid ahead. */
export function lineOfPeriod(world: World, item: SubscriptionItem): InvoiceLine {
  const product = world.store.get("product", item.price.product);
  return makeLine({
    amount: item.price.unit_amount * item.quantity,
    currency: item.price.currency,
    description: `${item.quantity} × ${product.name} (at $${(item.price.unit_amount / 100).toFixed(2)} / ${item.price.recurring?.interval ?? "once"})`,
    period: { start: item.current_period_start, end: item.current_period_end },
    price: item.price,
    quantity: item.quantity,
    subscription: item.subscription,
    parent: {
      type: "subscription_item_details",
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: item.subscription,
        subscription_item: item.id,
      },
    },
  });
}

/** A pending item: a proration, or whatever a call put there. */
export function lineOfItem(world: World, item: InvoiceItem): InvoiceLine {
  return makeLine({
    amount: item.amount,
    currency: item.currency,
    description: item.description ?? "",
    period: item.period,
    price: world.store.find("price", item._price),
    quantity: item.quantity,
    subscription: item._subscription,
    parent: {
      type: "invoice_item_details",
      subscription_item_details: null,
      invoice_item_details: {
        invoice_item: item.id,
        proration: item.proration,
        proration_details: { credited_items: null },
        subscription: item._subscription,
      },
    },
  });
}

export interface NewItem {
  amount: number;
  currency: string;
  customer: string;
  description: string | null;
  period: { start: number; end: number };
  proration: boolean;
  quantity: number;
  price: string | null;
  subscription: string | null;
}

/** Waits for the customer's next invoice. */
export function makeItem(world: World, { price, subscription, ...item }: NewItem): InvoiceItem {
  return {
    id: newId("ii"),
    object: "invoiceitem",
    customer_account: null,
    date: world.nowOf(item.customer),
    discountable: !item.proration,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    net_amount: item.amount,
    parent: subscription
      ? { type: "subscription_details", subscription_details: { subscription, subscription_item: null } }
      : null,
    pricing: price
      ? {
          type: "price_details",
          price_details: { price, product: world.store.get("price", price).product },
          unit_amount_decimal: null,
        }
      : null,
    quantity_decimal: String(item.quantity),
    tax_rates: [],
    test_clock: world.store.get("customer", item.customer).test_clock,
    ...item,
    _price: price,
    _subscription: subscription,
  };
}

export const lineOfPurchase = (world: World, price: Price, quantity: number, at: number): InvoiceLine =>
  makeLine({
    amount: price.unit_amount * quantity,
    currency: price.currency,
    description: world.store.get("product", price.product).name,
    period: { start: at, end: at },
    price,
    quantity,
    subscription: null,
    parent: {
      type: "invoice_item_details",
      subscription_item_details: null,
      invoice_item_details: {
        invoice_item: newId("ii"),
        proration: false,
        proration_details: { credited_items: null },
        subscription: null,
      },
    },
  });

/** What waits for the next invoice of a customer; of one subscription where it is named. */
export const pendingItems = (world: World, customer: string, subscription?: string): InvoiceItem[] =>
  world.store
    .all("invoiceitem")
    .filter(
      (item) =>
        item.customer === customer &&
        item.invoice === null &&
        (subscription === undefined || item._subscription === subscription),
    );
