import type Stripe from "stripe";
import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";
import { findPrice } from "./find-price";
import { openCheckout, type SessionParams } from "./open-checkout";
import { packs } from "./plans";
import { toMetadata } from "./purchase";
import { requireBilling } from "./require-billing";
import type { BuyPack, Checkout } from "./schema";

/**
 * Stripe's page where credits are bought. Credits come when Stripe says that it was paid, never because a browser came back.
 * Throws `forbidden` for all but owners and billing, `invalid_request` for a code that is not valid, and
 * `service_unavailable` where Stripe cannot be asked.
 */
export async function buyPack(ctx: Context, { pack, quantity, coupon }: BuyPack): Promise<Checkout> {
  requireBilling(ctx);
  const wish = `${pack} × ${quantity}${coupon ? ` ${coupon}` : ""}`;
  return openCheckout(ctx, wish, async (stripe, row) => {
    const price = await findPrice(stripe, pack);
    const metadata = toMetadata({
      organization_id: ctx.organizationId,
      kind: "pack",
      pack,
      quantity,
      credits: packs[pack].credits * quantity,
    });
    return {
      mode: "payment",
      // On the page too: a code may leave nothing to pay, and then there is no payment to carry it.
      metadata: { ...metadata, checkout_id: row.id },
      line_items: [{ price: price.id, quantity }],
      payment_intent_data: { metadata, description: `PrintPal: ${quantity} × ${packs[pack].name}` },
      saved_payment_method_options: { payment_method_save: "enabled" },
      invoice_creation: { enabled: true },
      ...(await discount(stripe, coupon)),
    };
  });
}

/** A code that was given is looked up; without one, the page asks for it. */
export async function discount(stripe: Stripe, coupon: string | undefined): Promise<Partial<SessionParams>> {
  if (!coupon) return { allow_promotion_codes: true };
  const { data } = await stripe.promotionCodes.list({ code: coupon, active: true, limit: 1 });
  if (data[0]) return { discounts: [{ promotion_code: data[0].id }] };
  const message = "This code is not valid, or no longer. Check it, or buy without one.";
  throw new AppError("invalid_request", message, { param: "coupon", errors: { coupon: [message] } });
}
