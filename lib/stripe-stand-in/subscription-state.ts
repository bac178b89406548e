import type { Invoice, Subscription, SubscriptionItem } from "./invoice-things";
import type { World } from "./world";

const EVENT = "customer.subscription.updated";

/** What the end of an invoice means for its subscription: it becomes active, falls behind, or ends. */
export function followInvoice(world: World, invoice: Invoice, outcome: "paid" | "failed" | "given_up"): void {
  const id = invoice.parent?.subscription_details?.subscription;
  const subscription = world.store.find("subscription", id);
  if (!subscription || subscription.status === "canceled" || subscription.latest_invoice !== invoice.id)
    return;
  if (outcome === "paid") {
    if (subscription._pendingItems) applyPending(world, subscription, subscription._pendingItems);
    if (subscription.status !== "active")
      world.change("subscription", subscription.id, { status: "active" }, EVENT);
    return;
  }
  if (outcome === "given_up") endSubscription(world, subscription, "payment_failed");
  else if (subscription.status === "active" && invoice.billing_reason === "subscription_cycle")
    world.change("subscription", subscription.id, { status: "past_due" }, EVENT);
}

/** How long a change waits to be paid. */
export const PENDING_SECONDS = 23 * 3600;

function applyPending(world: World, subscription: Subscription, data: SubscriptionItem[]): void {
  const patch = { items: { ...subscription.items, data }, pending_update: null, _pendingItems: undefined };
  world.change("subscription", subscription.id, patch, "customer.subscription.pending_update_applied");
  world.emit(EVENT, world.store.get("subscription", subscription.id));
}

export function dropPending(world: World, id: string): void {
  const patch = { pending_update: null, _pendingItems: undefined };
  world.change("subscription", id, patch, "customer.subscription.pending_update_expired");
}

export function endSubscription(
  world: World,
  subscription: Subscription,
  reason: "cancellation_requested" | "payment_failed",
  details: { comment?: string | null; feedback?: string | null } = {},
): Subscription {
  const now = world.now(subscription.test_clock);
  const ended = world.store.update("subscription", subscription.id, {
    status: "canceled",
    canceled_at: subscription.canceled_at ?? now,
    ended_at: now,
    cancellation_details: {
      comment: details.comment ?? null,
      feedback: details.feedback ?? null,
      feedback_option: null,
      reason,
    },
  });
  world.emit("customer.subscription.deleted", ended);
  return ended;
}
