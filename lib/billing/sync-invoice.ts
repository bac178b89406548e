import type Stripe from "stripe";
import { findByCustomer } from "./account";
import { getPrice } from "./find-price";
import { CURRENCY, plans, rankOf, type PaidPlanName } from "./plans";
import type { PaymentState } from "./payment-state";
import { describePurchase, PurchaseMetadata } from "./purchase";
import { idOf, stripe } from "./stripe";
import { readDisputes, readRefunds, untilApplied } from "./until-applied";

/** One line of an invoice as far as a plan's price explains it. */
export interface PlanLine {
  plan: PaidPlanName;
  cents: number;
  /** Of a whole period, at the line's own price. */
  priceCents: number;
  priceCredits: number;
  periodEndsAt: Date;
}

/**
 * Reads an invoice of a plan, or of an automatic purchase, and makes our books agree, once it is paid. Others bring nothing:
 * false for those that are paid and tell of something else.
 */
export async function syncInvoice(invoiceId: string): Promise<boolean> {
  const client = stripe();
  const { customer: payer, status } = await client.invoices.retrieve(invoiceId);
  const customer = idOf(payer);
  const account = customer ? await findByCustomer(customer) : null;
  if (!account) return true;
  const first = await readInvoice(client, invoiceId, account.organizationId);
  if (!first) return status !== "paid";
  let read: PaymentState | null = null;
  await untilApplied(invoiceId, async () => {
    read = await readInvoice(client, invoiceId, account.organizationId);
    return read ?? first;
  });
  return true;
}

async function readInvoice(
  client: Stripe,
  invoiceId: string,
  organizationId: string,
): Promise<PaymentState | null> {
  const invoice = await client.invoices.retrieve(invoiceId, { expand: ["payments"] });
  if (invoice.status !== "paid" || invoice.currency !== CURRENCY) return null;
  const bought = describeTopUp(invoice) ?? describePlan(await planLines(client, invoice));
  if (!bought) return null;
  const intents = (invoice.payments?.data ?? []).flatMap(({ payment }) => idOf(payment.payment_intent) ?? []);
  const read = async <T>(of: (client: Stripe, intent: string) => Promise<T[]>) =>
    (await Promise.all(intents.map((intent) => of(client, intent)))).flat();
  return {
    source: invoiceId,
    paymentIntentId: intents[0] ?? null,
    amountCents: invoice.amount_paid,
    taxCents: (invoice.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0),
    currency: invoice.currency,
    ...bought,
    organizationId,
    paidAt: new Date((invoice.status_transitions.paid_at ?? invoice.created) * 1000),
    invoiceNumber: invoice.number,
    country: invoice.customer_address?.country ?? null,
    taxId: invoice.customer_tax_ids?.[0]?.value ?? null,
    refunds: await read(readRefunds),
    disputes: await read(readDisputes),
  };
}

/** An invoice says itself that it is one of those that we write; of packs bought by hand, the payment does. */
function describeTopUp({ metadata }: Stripe.Invoice) {
  const purchase = PurchaseMetadata.safeParse(metadata).data;
  return purchase?.kind === "top_up" ? describePurchase(purchase) : null;
}

async function planLines(client: Stripe, invoice: Stripe.Invoice): Promise<PlanLine[]> {
  const lines: PlanLine[] = [];
  for (const { pricing, amount, period } of invoice.lines.data) {
    const id = idOf(pricing?.price_details?.price);
    if (!id) continue;
    const { plan, cents: priceCents, credits: priceCredits } = await getPrice(client, id);
    if (plan)
      lines.push({
        plan,
        cents: amount,
        priceCents,
        priceCredits,
        periodEndsAt: new Date(period.end * 1000),
      });
  }
  return lines;
}

/**
 * What the lines of an invoice bring: of each plan as many of its credits as its price was charged or credited, so that a
 * whole month brings all of them, and a change in the middle of one the difference for the days that are left. Null where no
 * line is a plan's.
 */
export function describePlan(
  lines: readonly PlanLine[],
): Pick<PaymentState, "kind" | "description" | "credits" | "plan" | "periodEndsAt"> | null {
  const charged = lines.filter(({ cents }) => cents > 0).sort((a, b) => rankOf(b.plan) - rankOf(a.plan));
  const top = charged[0];
  if (!top) return null;
  const credits = lines.reduce(
    (sum, { cents, priceCents, priceCredits }) =>
      sum + (priceCents > 0 ? (priceCredits * cents) / priceCents : 0),
    0,
  );
  const periodEndsAt = new Date(Math.max(...charged.map((line) => line.periodEndsAt.getTime())));
  const change = lines.length > charged.length ? "change to " : "";
  return {
    kind: "plan",
    description: `Plan: ${change}${plans[top.plan].name} until ${periodEndsAt.toISOString().slice(0, 10)}`,
    credits: Math.max(0, Math.round(credits)),
    plan: top.plan,
    periodEndsAt,
  };
}
