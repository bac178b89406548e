import { makeItem as makeInvoiceItem, type NewItem } from "./invoice-lines";
import type { InvoiceItem, Subscription, SubscriptionItem } from "./invoice-things";
import type { World } from "./world";

export interface ItemChange {
  before: SubscriptionItem | undefined;
  /** Undefined where the item is taken away. */
  after: SubscriptionItem | undefined;
}

/** What a change in mid-period gives back for the unused time and asks for the rest, to the second. Kept nowhere yet. */
export function prorate(
  world: World,
  subscription: Subscription,
  changes: readonly ItemChange[],
  at: number,
  wholePeriod = false,
): InvoiceItem[] {
  return changes.flatMap(({ before, after }) => {
    const credit = before && share(world, subscription, before, at, -1);
    // A new cycle bills the new item whole; only the old one's rest is given back.
    const charge = after && !wholePeriod ? share(world, subscription, after, at, 1) : undefined;
    return [credit, charge].filter((item) => item !== undefined).map((item) => makeInvoiceItem(world, item));
  });
}

function share(
  world: World,
  subscription: Subscription,
  item: SubscriptionItem,
  at: number,
  sign: 1 | -1,
): NewItem {
  const length = item.current_period_end - item.current_period_start;
  const rest = Math.max(0, Math.min(length, item.current_period_end - at));
  const amount = Math.round((item.price.unit_amount * item.quantity * rest) / length);
  const { name } = world.store.get("product", item.price.product);
  return {
    // Minus nothing is nothing.
    amount: sign * amount || 0,
    currency: item.price.currency,
    customer: subscription.customer,
    description: `${sign < 0 ? "Unused time on" : "Remaining time on"} ${item.quantity} × ${name} after ${new Date(at * 1000).toISOString().slice(0, 10)}`,
    period: { start: at, end: item.current_period_end },
    proration: true,
    quantity: item.quantity,
    price: item.price.id,
    subscription: subscription.id,
  };
}
