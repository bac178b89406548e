import { env } from "@/lib/core/env";
import type { Context } from "@/lib/db";
import { ensureCustomer } from "./account";
import { requireBilling } from "./require-billing";
import { askStripe } from "./stripe";

/** A way into Stripe's own pages for cards, addresses, tax ids and invoices; good for minutes. */
export async function openPortal(ctx: Context): Promise<{ url: string }> {
  requireBilling(ctx);
  const customer = await ensureCustomer(ctx);
  return askStripe(async (stripe) => {
    const { data } = await stripe.billingPortal.configurations.list({ active: true, limit: 100 });
    const configuration = data.find(({ metadata }) => metadata?.printpal === "1")?.id;
    const { url } = await stripe.billingPortal.sessions.create({
      customer,
      configuration,
      return_url: `${env().publicUrl}/credits`,
    });
    return { url };
  });
}

/** Stripe's page where a card is saved without buying anything, for automatic purchases. */
export async function openCardSetup(ctx: Context): Promise<{ url: string | null }> {
  requireBilling(ctx);
  const customer = await ensureCustomer(ctx);
  return askStripe(async (stripe) => {
    const { url } = await stripe.checkout.sessions.create({
      mode: "setup",
      currency: "usd",
      customer,
      success_url: `${env().publicUrl}/credits?card=saved`,
      cancel_url: `${env().publicUrl}/credits`,
    });
    return { url };
  });
}
