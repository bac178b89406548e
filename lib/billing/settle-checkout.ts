import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { toCheckout } from "./open-checkout";
import { requireBilling } from "./require-billing";
import type { Checkout } from "./schema";
import { askStripe } from "./stripe";
import { syncSession } from "./sync-session";

/**
 * Where a purchase stands, for the page that a browser comes back to. It believes nothing of the address: it looks the
 * purchase up among the organization's own and asks Stripe. Throws `not_found` for another's or a made-up id.
 */
export async function settleCheckout(ctx: Context, { id }: { id: string }): Promise<Checkout> {
  requireBilling(ctx);
  const find = () => db().billingCheckout.findFirst({ where: { id, organizationId: ctx.organizationId } });
  const row = await find();
  if (!row) throw new AppError("not_found", "There is no such purchase.");
  if (row.status !== "paid" && row.stripeSessionId) await askStripe(() => syncSession(row.stripeSessionId!));
  return toCheckout((await find())!);
}
