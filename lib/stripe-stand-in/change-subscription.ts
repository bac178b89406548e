import { invalid, missing, StripeFailure } from "./failure";
import { lineOfItem, lineOfPeriod, pendingItems } from "./invoice-lines";
import type { Invoice, InvoiceItem, Subscription, SubscriptionItem } from "./invoice-things";
import { finalizeInvoice, makeInvoice } from "./invoices";
import type { Params } from "./params";
import { payInvoice } from "./pay-invoice";
import { failureOf } from "./payments";
import { prorate, type ItemChange } from "./prorate";
import { endSubscription, PENDING_SECONDS } from "./subscription-state";
import { billLines, billPeriod, endOfPeriod, itemList, makeItem, planOf } from "./subscriptions";
import type { World } from "./world";

export const prorations = ["create_prorations", "always_invoice", "none"] as const;

export interface PlannedChange {
  items: SubscriptionItem[];
  prorations: InvoiceItem[];
  /** The cycle starts anew: another interval, or asked for. */
  restarts: boolean;
}

/** What `items` of a call make of a subscription, without changing anything: for the update and for its preview. */
export function planChange(world: World, subscription: Subscription, params: Params): PlannedChange {
  const now = params.time("proration_date") ?? world.now(subscription.test_clock);
  const kept = new Map(subscription.items.data.map((item) => [item.id, item]));
  const changes: ItemChange[] = [];
  for (const entry of params.each("items")) {
    const id = entry.text("id");
    const before = id ? kept.get(id) : undefined;
    if (id && !before) throw missing("subscription_item", id, "items");
    const after = entry.flag("deleted") ? undefined : changedItem(world, subscription, before, entry, now);
    if (before && after && before.price.id === after.price.id && before.quantity === after.quantity) continue;
    changes.push({ before, after });
    if (after) kept.set(after.id, after);
    else if (before) kept.delete(before.id);
  }
  const restarts =
    params.text("billing_cycle_anchor") === "now" ||
    changes.some(({ before, after }) => before && after && intervalOf(before) !== intervalOf(after));
  const behaviour = params.oneOf("proration_behavior", prorations, "create_prorations");
  const items = [...kept.values()].map((item) =>
    restarts
      ? { ...item, current_period_start: now, current_period_end: endOfPeriod(item.price, now) }
      : item,
  );
  // A restart gives back the rest of what stays, too: its new period is billed whole.
  const moved = restarts ? subscription.items.data.map((before) => ({ before, after: undefined })) : changes;
  return {
    items,
    restarts,
    prorations: behaviour === "none" ? [] : prorate(world, subscription, moved, now, restarts),
  };
}

const intervalOf = ({ price }: SubscriptionItem): string =>
  `${price.recurring?.interval_count} ${price.recurring?.interval}`;

function changedItem(
  world: World,
  subscription: Subscription,
  before: SubscriptionItem | undefined,
  entry: Params,
  now: number,
): SubscriptionItem {
  const quantity = entry.whole("quantity", { min: 0 }) ?? before?.quantity ?? 1;
  const id = entry.text("price");
  const price = id ? world.store.find("price", id) : before?.price;
  if (!price)
    throw id
      ? missing("price", id, "items[0][price]")
      : invalid("Missing required param: items[0][price].", "items");
  if (!price.active)
    throw invalid(
      "The price specified is inactive. This field only accepts active prices.",
      "items[0][price]",
    );
  if (!price.recurring || price.currency !== subscription.currency)
    throw invalid("The price must be recurring and of the subscription's currency.", "items[0][price]");
  if (!before) {
    const first = subscription.items.data.at(0);
    return makeItem(subscription.id, { price, quantity }, now, first?.current_period_end);
  }
  return {
    ...before,
    price,
    plan: planOf(price),
    quantity,
    metadata: entry.metadata((before.metadata as Record<string, string>) ?? {}),
  };
}

/** Changes a subscription's items and bills what the call asks to bill now. A decline undoes it where it must not stay. */
export function changeItems(world: World, subscription: Subscription, params: Params): Subscription {
  const plan = planChange(world, subscription, params);
  const now = world.now(subscription.test_clock);
  for (const item of plan.prorations) {
    world.store.put("invoiceitem", item);
    world.emit("invoiceitem.created", item);
  }
  const changed = world.change(
    "subscription",
    subscription.id,
    {
      items: itemList(subscription.id, plan.items),
      ...(plan.restarts && { billing_cycle_anchor: now }),
    },
    "customer.subscription.updated",
  );
  const billsNow = params.text("proration_behavior") === "always_invoice";
  if (!plan.restarts && !(billsNow && plan.prorations.length > 0)) return changed;
  const invoice = plan.restarts
    ? billPeriod(world, changed, "subscription_update")
    : billLines(
        world,
        changed,
        "subscription_update",
        plan.prorations.map((item) => lineOfItem(world, item)),
      );
  const behaviour = params.text("payment_behavior");
  const paid = payInvoice(world, invoice, undefined, {
    offSession: params.flag("off_session") ?? false,
    returnUrl: invoice.hosted_invoice_url as string | null,
  });
  requirePaid(world, paid, behaviour);
  if (behaviour === "pending_if_incomplete" && paid.status !== "paid")
    return holdBack(world, subscription, plan.items);
  return world.store.get("subscription", subscription.id);
}

/** Under `pending_if_incomplete` the change waits for its invoice, and the subscription stays what it was. */
function holdBack(world: World, before: Subscription, items: SubscriptionItem[]): Subscription {
  const now = world.now(before.test_clock);
  return world.change(
    "subscription",
    before.id,
    {
      items: before.items,
      pending_update: {
        billing_cycle_anchor: null,
        cancel_at_period_end: null,
        discount: null,
        discounts: null,
        expires_at: now + PENDING_SECONDS,
        metadata: null,
        subscription_items: items,
        trial_end: null,
        trial_from_plan: null,
      },
      _pendingItems: items,
    },
    "customer.subscription.updated",
  );
}

/** Under `error_if_incomplete` a change that cannot be paid did not happen. */
export function requirePaid(world: World, invoice: Invoice, behaviour: string | null): void {
  if (behaviour !== "error_if_incomplete" || invoice.status === "paid") return;
  const link = world.store.all("invoice_payment").find((payment) => payment.invoice === invoice.id);
  const intent = world.store.find("payment_intent", link?.payment.payment_intent);
  const failure = (intent && failureOf(intent)) ?? {
    decline_code: undefined,
    code: "card_declined",
    message: "This customer has no payment method that could be charged.",
  };
  const { code, decline_code, message } = failure;
  throw new StripeFailure(402, { type: "card_error", code, decline_code, message }, false);
}

export interface Ending {
  prorate: boolean;
  invoiceNow: boolean;
  details: { comment?: string | null; feedback?: string | null };
}

/** Ends it at once; what was paid for the rest becomes credit where `prorate` asks for it. */
export function cancelNow(
  world: World,
  subscription: Subscription,
  { prorate: gives, invoiceNow, details }: Ending,
) {
  if (subscription.status === "canceled") throw missing("subscription", subscription.id);
  if (gives)
    for (const item of prorate(
      world,
      subscription,
      subscription.items.data.map((before) => ({ before, after: undefined })),
      world.now(subscription.test_clock),
    ))
      world.store.put("invoiceitem", item);
  const waiting = pendingItems(world, subscription.customer, subscription.id);
  if (invoiceNow && waiting.length > 0) {
    const draft = makeInvoice(world, {
      customer: world.store.get("customer", subscription.customer),
      currency: subscription.currency,
      reason: "manual",
      lines: waiting.map((item) => lineOfItem(world, item)),
      subscription,
    });
    payInvoice(world, finalizeInvoice(world, draft), undefined, { offSession: true });
  }
  return endSubscription(world, subscription, "cancellation_requested", details);
}

/** What the next invoice would hold: of a planned change, or of the renewal. */
export function previewLines(
  world: World,
  subscription: Subscription,
  plan: PlannedChange | undefined,
  billsNow: boolean,
) {
  const prorated = (plan?.prorations ?? []).map((item) => lineOfItem(world, item));
  if (billsNow && !plan?.restarts) return prorated;
  const items = plan?.items ?? subscription.items.data;
  const next = plan?.restarts
    ? items
    : items.map((item) => ({
        ...item,
        current_period_start: item.current_period_end,
        current_period_end: endOfPeriod(item.price, item.current_period_end),
      }));
  const pending = pendingItems(world, subscription.customer).map((item) => lineOfItem(world, item));
  return [...pending, ...prorated, ...next.map((item) => lineOfPeriod(world, item))];
}
