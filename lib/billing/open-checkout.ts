import type Stripe from "stripe";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, Prisma, recordAudit, transaction, type Context } from "@/lib/db";
import { ensureCustomer } from "./account";
import type { Checkout } from "./schema";
import { askStripe } from "./stripe";

type CheckoutRow = Prisma.BillingCheckoutModel;
export type SessionParams = Stripe.Checkout.SessionCreateParams;

/** How long a page waits for its payment, and how much of that must be left for it to be shown again. */
const OPEN_MS = 4 * 3_600_000;
const SHOWN_AGAIN_MS = 1 * 3_600_000;

/**
 * Stripe's page for one wish of the organization's: the same page for as long as it waits to be paid, however often and
 * from however many places it is asked for. `describe` says what is on it.
 */
export async function openCheckout(
  ctx: Context,
  wish: string,
  describe: (stripe: Stripe, row: { id: string }) => Promise<SessionParams>,
): Promise<Checkout> {
  const row = await claim(ctx, wish);
  if (row.url) return toCheckout(row);
  const customer = await ensureCustomer(ctx);
  const session = await askStripe(async (stripe) => {
    const described = await describe(stripe, row);
    return stripe.checkout.sessions.create(
      { ...frame(row), customer, ...described },
      { idempotencyKey: `checkout:${row.id}` },
    );
  }).catch(async (error: unknown) => {
    // What Stripe does not take, such as a coupon that is over, must not stand in the way of the next try.
    if (error instanceof AppError && error.code === "invalid_request") await close(row.id, "expired");
    throw error;
  });
  const opened = await db().billingCheckout.update({
    where: { id: row.id, organizationId: row.organizationId },
    data: { stripeSessionId: session.id, url: session.url },
  });
  return toCheckout(opened);
}

const frame = (row: CheckoutRow): SessionParams => ({
  client_reference_id: row.id,
  metadata: { checkout_id: row.id, organization_id: row.organizationId },
  expires_at: Math.floor(row.expiresAt.getTime() / 1000),
  success_url: `${env().publicUrl}/credits?checkout=${row.id}`,
  cancel_url: `${env().publicUrl}/credits?cancelled=${row.id}`,
  billing_address_collection: "required",
  customer_update: { address: "auto", name: "auto" },
  tax_id_collection: { enabled: true },
  automatic_tax: { enabled: env().stripeTax },
});

/** The wish's open row, or a new one: of two who ask at once, the second finds the first one's. */
function claim(ctx: Context, wish: string): Promise<CheckoutRow> {
  const { organizationId } = ctx;
  const now = clock.now();
  return transaction(ctx, async (tx) => {
    await tx.$queryRaw(
      Prisma.sql`SELECT id FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`,
    );
    const stale = new Date(now.getTime() + SHOWN_AGAIN_MS);
    await tx.billingCheckout.updateMany({
      where: { organizationId, status: "open", expiresAt: { lt: stale } },
      data: { status: "expired" },
    });
    const open = await tx.billingCheckout.findFirst({ where: { organizationId, wish, status: "open" } });
    if (open) return open;
    const id = newId("checkout");
    await recordAudit(tx, ctx, { action: "billing.checkout", subjectId: id, detail: { wish } });
    const expiresAt = new Date(now.getTime() + OPEN_MS);
    return tx.billingCheckout.create({ data: { id, organizationId, wish, expiresAt, createdAt: now } });
  });
}

/**
 * Once a page is no longer shown, its wish may be opened anew. `expired` is our own word, and somebody may still pay there;
 * `over` is Stripe's. One that was paid stays paid.
 */
export async function close(id: string, status: "paid" | "expired" | "over"): Promise<void> {
  await db().billingCheckout.updateMany({
    where: { id, status: { in: status === "expired" ? ["open"] : ["open", "expired", "over"] } },
    data: { status },
  });
}

export const toCheckout = ({ id, status, url }: CheckoutRow): Checkout => ({
  id,
  status: status === "over" ? "expired" : (status as Checkout["status"]),
  url: status === "open" ? url : null,
});
