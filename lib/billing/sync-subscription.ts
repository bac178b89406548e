import { transaction } from "@/lib/db";
import { findByCustomer } from "./account";
import { getPrice } from "./find-price";
import { refreshPlan } from "./refresh-plan";
import { idOf, stripe } from "./stripe";

const ATTEMPTS = 10;
const OVER = new Set(["canceled", "incomplete_expired"]);

/** Reads a subscription from Stripe and writes down where it stands. What was paid for it comes by its invoices. */
export async function syncSubscription(subscriptionId: string): Promise<void> {
  const client = stripe();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const customer = idOf((await client.subscriptions.retrieve(subscriptionId)).customer);
    const account = customer ? await findByCustomer(customer) : null;
    if (!account) return;
    const subscription = await client.subscriptions.retrieve(subscriptionId);
    const over = OVER.has(subscription.status);
    // One that ended does not take the place of one that goes on.
    if (over && account.subscriptionId && account.subscriptionId !== subscriptionId) return;
    const item = subscription.items.data[0];
    const { plan } = await getPrice(client, item.price.id);
    const written = await transaction(undefined, async (tx) => {
      const { count } = await tx.billingAccount.updateMany({
        where: { organizationId: account.organizationId, version: account.version },
        data: {
          subscriptionId,
          subscriptionStatus: subscription.status,
          nextPlan: over ? null : (plan ?? null),
          cancelsAtPeriodEnd: subscription.cancel_at_period_end || subscription.cancel_at !== null,
          periodEndsAt: new Date(item.current_period_end * 1000),
          version: { increment: 1 },
        },
      });
      if (count > 0) await refreshPlan(tx, account.organizationId);
      return count > 0;
    });
    if (written) return;
  }
  throw new Error(`The subscription ${subscriptionId} changes too often to be read.`);
}
