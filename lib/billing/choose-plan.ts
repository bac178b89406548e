import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { discount } from "./buy-pack";
import { findPrice } from "./find-price";
import { close, openCheckout } from "./open-checkout";
import { requireBilling } from "./require-billing";
import type { Checkout, ChoosePlan } from "./schema";
import { askStripe } from "./stripe";

/**
 * Stripe's page where an organization without a plan takes one. A page for another plan that still waits is closed first, so
 * that nobody pays for two. Throws `conflict` where a plan runs already: that one is changed instead.
 */
export async function choosePlan(ctx: Context, { plan, coupon }: ChoosePlan): Promise<Checkout> {
  requireBilling(ctx);
  const { organizationId } = ctx;
  await requireNone(organizationId);
  const wish = `plan_${plan}${coupon ? ` ${coupon}` : ""}`;
  await closeOthers(organizationId, wish);
  return openCheckout(ctx, wish, async (stripe) => {
    const price = await findPrice(stripe, `plan_${plan}`);
    return {
      mode: "subscription",
      line_items: [{ price: price.id, quantity: 1 }],
      subscription_data: { metadata: { organization_id: organizationId } },
      ...(await discount(stripe, coupon)),
    };
  });
}

/** A subscription in one of these states is over. */
export const overStates = ["canceled", "incomplete_expired"];

async function requireNone(organizationId: string): Promise<void> {
  const account = await db().billingAccount.findUnique({ where: { organizationId } });
  if (!account?.subscriptionId || overStates.includes(account.subscriptionStatus ?? "")) return;
  throw new AppError("conflict", "A plan runs already. Change it instead of taking a second one.");
}

async function closeOthers(organizationId: string, wish: string): Promise<void> {
  const others = await db().billingCheckout.findMany({
    where: { organizationId, status: "open", wish: { startsWith: "plan_", not: wish } },
  });
  for (const { id, stripeSessionId } of others) {
    if (stripeSessionId)
      await askStripe(async (stripe) => {
        const { status } = await stripe.checkout.sessions.retrieve(stripeSessionId);
        if (status === "open") await stripe.checkout.sessions.expire(stripeSessionId);
        if (status === "complete")
          throw new AppError("conflict", "Another plan was paid just now. Wait a moment and look at it.");
      });
    await close(id, "expired");
  }
}
