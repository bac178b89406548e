import type { Returned } from "@/components/billing/checkout-notice";
import { CheckoutId, settleCheckout } from "@/lib/billing";
import { env } from "@/lib/core/env";
import { isAppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";

const STRIPE = "https://api.stripe.com";

/** Where the stand-in for Stripe answers, if one plays it; null with Stripe's own hosts, and where nothing is sold. */
export function standInAddress(): string | null {
  const { stripeApiUrl, stripeSecretKey } = env();
  return stripeSecretKey !== undefined && stripeApiUrl !== STRIPE ? stripeApiUrl : null;
}

/** Whether this person buys for the organization; the verbs refuse everybody else whatever is shown. */
export const mayBill = ({ actor }: Context): boolean =>
  actor.kind === "user" && ["owner", "billing"].includes(actor.role);

/** Whether this person looks at what was paid. */
export const mayReadBilling = (ctx: Context): boolean =>
  mayBill(ctx) || (ctx.actor.kind === "user" && ctx.actor.role === "auditor");

/** Null where Stripe does not answer; all else that goes wrong goes on. */
export async function orUnreachable<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isAppError(error) && error.code === "service_unavailable") return null;
    throw error;
  }
}

export type Search = Record<string, string | string[] | undefined>;
export const one = (value: string | string[] | undefined): string | undefined => [value].flat()[0];

/** What to tell somebody who comes back from Stripe's page. The address only names the purchase; Stripe says the rest. */
export async function readReturn(ctx: Context, search: Search): Promise<Returned | null> {
  if (one(search.cancelled)) return "cancelled";
  if (one(search.card) === "saved") return "card_saved";
  const named = one(search.checkout);
  if (!named) return null;
  const id = CheckoutId.safeParse(named).data;
  if (!id || !mayBill(ctx)) return "unknown";
  try {
    return (await settleCheckout(ctx, { id })).status;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.code === "service_unavailable" ? "unreachable" : "unknown";
  }
}
