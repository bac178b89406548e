import type Stripe from "stripe";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { overStates } from "./choose-plan";
import { findPrice, getPrice } from "./find-price";
import { rankOf, type PaidPlanName, type PlanName } from "./plans";
import { planOf } from "./refresh-plan";
import { requireBilling } from "./require-billing";
import type { ChangePlan } from "./schema";
import { askStripe, idOf } from "./stripe";
import { syncInvoice } from "./sync-invoice";
import { syncSubscription } from "./sync-subscription";

export interface PlanChange {
  /** now: a larger plan, once its difference is paid; later: a smaller one, from the next period on. */
  takes_effect: "now" | "later";
  /** Stripe's page where the difference is to be confirmed; null where it is paid. */
  payment_url: string | null;
}

/**
 * Changes the plan in the middle of a period. A larger one begins at once: the days that are left are charged for the
 * difference, and bring the difference in credits. A smaller one begins with the next period: what was paid stays. Throws
 * `conflict` where no plan runs, `payment_declined`, and `service_unavailable`.
 */
export async function changePlan(ctx: Context, { plan }: ChangePlan): Promise<PlanChange> {
  requireBilling(ctx);
  const subscriptionId = await requireSubscription(ctx);
  const paid = await paidPlan(ctx.organizationId);
  const larger = rankOf(plan) > rankOf(paid);
  const invoice = await askStripe(async (stripe) => {
    const subscription = await stripe.subscriptions.retrieve(subscriptionId);
    const item = subscription.items.data[0];
    const { plan: next } = await getPrice(stripe, item.price.id);
    if (next === plan && !subscription.cancel_at_period_end)
      throw new AppError("conflict", "This is the plan that runs already.");
    if (!larger) return void (await setPrice(stripe, subscription, plan, { cancel_at_period_end: false }));
    // What was to become smaller is first what it was: the difference is counted from what was paid.
    const asPaid = next !== paid && paid !== "free";
    let changed: Stripe.Subscription | undefined;
    try {
      if (asPaid) await setPrice(stripe, subscription, paid);
      changed = await setPrice(stripe, subscription, plan, {
        proration_behavior: "always_invoice",
        payment_behavior: "pending_if_incomplete",
      });
    } finally {
      // Without the payment the earlier wish stands: nobody is renewed at a price that they had given up.
      if (asPaid && next && (!changed || changed.pending_update)) await setPrice(stripe, subscription, next);
    }
    if (subscription.cancel_at_period_end && !changed.pending_update)
      await stripe.subscriptions.update(subscriptionId, { cancel_at_period_end: false });
    return changed.latest_invoice as Stripe.Invoice | null;
  });
  await transaction(ctx, (tx) =>
    recordAudit(tx, ctx, { action: "billing.change_plan", subjectId: subscriptionId, detail: { plan } }),
  );
  await syncSubscription(subscriptionId);
  if (invoice) await syncInvoice(idOf(invoice)!);
  const open = larger && invoice?.status === "open";
  return {
    takes_effect: larger ? "now" : "later",
    payment_url: open ? (invoice.hosted_invoice_url ?? null) : null,
  };
}

async function setPrice(
  stripe: Stripe,
  { id, items }: Stripe.Subscription,
  plan: PaidPlanName,
  how: Stripe.SubscriptionUpdateParams = {},
): Promise<Stripe.Subscription> {
  const price = await findPrice(stripe, `plan_${plan}`);
  return stripe.subscriptions.update(id, {
    items: [{ id: items.data[0].id, price: price.id }],
    proration_behavior: "none",
    ...how,
    expand: ["latest_invoice"],
  });
}

/** The plan that this period is paid for. */
async function paidPlan(organizationId: string): Promise<PlanName> {
  const paid = await db().billingPayment.findMany({
    where: { organizationId, kind: "plan" },
    orderBy: { periodEndsAt: "desc" },
    take: 20,
  });
  return planOf(paid, "active", clock.now());
}

/** Ends the plan with its paid period, or has it go on after all. */
export async function cancelPlan(ctx: Context, { cancel }: { cancel: boolean }): Promise<void> {
  requireBilling(ctx);
  const subscriptionId = await requireSubscription(ctx);
  await askStripe((stripe) => stripe.subscriptions.update(subscriptionId, { cancel_at_period_end: cancel }));
  const action = cancel ? "billing.cancel_plan" : "billing.resume_plan";
  await transaction(ctx, (tx) => recordAudit(tx, ctx, { action, subjectId: subscriptionId }));
  await syncSubscription(subscriptionId);
}

async function requireSubscription({ organizationId }: Context): Promise<string> {
  const account = await db().billingAccount.findUnique({ where: { organizationId } });
  if (account?.subscriptionId && !overStates.includes(account.subscriptionStatus ?? ""))
    return account.subscriptionId;
  throw new AppError("conflict", "No plan runs. Choose one first.");
}
