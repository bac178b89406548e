import type { Subscription } from "./invoice-things";
import { payInvoice } from "./pay-invoice";
import { voidInvoice } from "./invoices";
import { dropPending, endSubscription } from "./subscription-state";
import { billPeriod, endOfPeriod, itemList } from "./subscriptions";
import type { World } from "./world";

interface Due {
  at: number;
  run(): void;
}

/** Moves a clock to `until`, stopping at each moment when something falls due, so that all happens in its order. */
export function advanceClock(world: World, testClock: string | null, until: number): void {
  for (let due = nextDue(world, testClock, until); due; due = nextDue(world, testClock, until)) {
    if (due.at > world.now(testClock)) world.setClock(testClock, due.at);
    due.run();
  }
  world.setClock(testClock, until);
}

/** What has fallen due by the clock that runs by itself. */
export function runDue(world: World): void {
  const now = world.now();
  for (let due = nextDue(world, null, now); due; due = nextDue(world, null, now)) due.run();
}

/** True where {@link runDue} would do something: the timer asks before it opens a transaction. */
export const anythingDue = (world: World): boolean => nextDue(world, null, world.now()) !== undefined;

function nextDue(world: World, testClock: string | null, until: number): Due | undefined {
  return [renewals, retries, expiries, waitingChanges]
    .flatMap((list) => list(world, testClock))
    .filter(({ at }) => at <= until)
    .sort((a, b) => a.at - b.at)[0];
}

const lives = ({ status }: Subscription): boolean => ["active", "past_due", "trialing"].includes(status);

function renewals(world: World, testClock: string | null): Due[] {
  return world.store
    .all("subscription")
    .filter((subscription) => lives(subscription) && subscription.test_clock === testClock)
    .map((subscription) => ({
      at: Math.min(periodEnd(subscription), subscription.cancel_at ?? Infinity),
      run: () => renew(world, subscription.id),
    }));
}

const periodEnd = ({ items }: Subscription): number =>
  Math.min(...items.data.map(({ current_period_end }) => current_period_end));

function renew(world: World, id: string): void {
  const subscription = world.store.get("subscription", id);
  const end = periodEnd(subscription);
  const endsAt = subscription.cancel_at_period_end ? end : (subscription.cancel_at ?? Infinity);
  if (endsAt <= end) {
    endSubscription(world, subscription, "cancellation_requested");
    return;
  }
  const items = subscription.items.data.map((item) =>
    item.current_period_end > end
      ? item
      : {
          ...item,
          current_period_start: end,
          current_period_end: nextEnd(subscription.billing_cycle_anchor, item.price, end),
        },
  );
  const renewed = world.change(
    "subscription",
    id,
    { items: itemList(id, items) },
    "customer.subscription.updated",
  );
  payInvoice(world, billPeriod(world, renewed, "subscription_cycle"), undefined, { offSession: true });
}

/** Counted from the anchor, so that a subscription of the 31st falls back to it after February. */
function nextEnd(anchor: number, price: Parameters<typeof endOfPeriod>[0], start: number): number {
  const { interval, interval_count: count } = price.recurring ?? { interval: "month", interval_count: 1 };
  if (interval === "day" || interval === "week") return endOfPeriod(price, start);
  let months = 0;
  for (
    let end = anchor;
    ;
    end = endOfPeriod({ ...price, recurring: { interval: "month", interval_count: months } }, anchor)
  ) {
    if (end > start) return end;
    months += interval === "year" ? 12 * count : count;
  }
}

function retries(world: World, testClock: string | null): Due[] {
  return world.store
    .all("invoice")
    .filter(({ status, test_clock }) => status === "open" && test_clock === testClock)
    .filter(({ next_payment_attempt }) => next_payment_attempt !== null)
    .map((invoice) => ({
      at: invoice.next_payment_attempt ?? Infinity,
      run: () => payInvoice(world, invoice, undefined, { offSession: true }),
    }));
}

/** Checkout pages live a day, and first invoices that nobody paid as long. */
function expiries(world: World, testClock: string | null): Due[] {
  const incomplete = world.store
    .all("subscription")
    .filter(({ status, test_clock }) => status === "incomplete" && test_clock === testClock)
    .map(({ id, created = 0 }) => ({
      at: created + 23 * 3600,
      run: () =>
        void world.change(
          "subscription",
          id,
          { status: "incomplete_expired" },
          "customer.subscription.updated",
        ),
    }));
  if (testClock) return incomplete;
  const sessions = world.store
    .all("checkout.session")
    .filter(({ status }) => status === "open")
    .map(({ id, expires_at }) => ({
      at: expires_at,
      run: () => {
        const expired = world.store.update("checkout.session", id, { status: "expired", url: null });
        world.emit("checkout.session.expired", expired);
      },
    }));
  return [...incomplete, ...sessions];
}

/** A change that was not paid in time does not happen, and its invoice is void. */
const waitingChanges = (world: World, testClock: string | null): Due[] =>
  world.store
    .all("subscription")
    .filter(({ _pendingItems, test_clock }) => _pendingItems && test_clock === testClock)
    .map(({ id, latest_invoice, pending_update }) => ({
      at: (pending_update as { expires_at: number }).expires_at,
      run: () => {
        const invoice = world.store.find("invoice", latest_invoice);
        if (invoice?.status === "open") voidInvoice(world, invoice);
        dropPending(world, id);
      },
    }));
