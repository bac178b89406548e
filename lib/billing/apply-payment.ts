import { log } from "@/lib/core/log";
import { newId } from "@/lib/core/ids";
import { giveAgain, grantCredits, takeBackCredits } from "@/lib/credits";
import { columnOf, Prisma, recordAudit, transaction, type Tx } from "@/lib/db";
import { emailPayers } from "./email-payers";
import { billingContext, ensureAccount } from "./account";
import { creditsToTake, disputedCents, isLive, refundedCents, type PaymentState } from "./payment-state";
import { GRACE_DAYS } from "./plans";
import { refreshPlan } from "./refresh-plan";
import { recordFinances } from "./vault";

export type PaymentRow = Prisma.BillingPaymentModel;

/**
 * Makes ledger, records and plan agree with what Stripe says of a payment: grants what it brings, once, and takes or gives
 * back what its refunds and disputes ask for. `seenVersion` is the row's before Stripe was asked (0 for none): false, and
 * nothing changed, where another wrote since, because what is known here may be older than theirs.
 */
export async function applyPayment(state: PaymentState, seenVersion: number): Promise<boolean> {
  try {
    return await transaction(undefined, async (tx) => {
      const row = await lockPayment(tx, state.source);
      if ((row?.version ?? 0) !== seenVersion) return false;
      const vaultSubject = await findSubject(tx, state.organizationId);
      if (!vaultSubject) {
        log.warn("payment of an organization that is gone", { source: state.source });
        return true;
      }
      const current = row ?? (await takeIn(tx, state));
      const asked = row ? await noteRefunds(tx, row.id, state) : 0;
      await moveBack(tx, current, {
        refunded: refundedCents(state) + asked,
        disputed: disputedCents(state),
      });
      await recordFinances(tx, vaultSubject, state);
      if (state.kind === "plan") await refreshPlan(tx, state.organizationId);
      return true;
    });
  } catch (error) {
    // Two wrote the first row at once.
    if ((error as { code?: string }).code === "P2002") return false;
    throw error;
  }
}

/** The payment's row, locked until the transaction ends. */
export async function lockPayment(tx: Tx, source: string): Promise<PaymentRow | null> {
  const rows = await tx.$queryRaw<PaymentRow[]>(
    Prisma.sql`SELECT ${columns} FROM billing_payments WHERE source = ${source} FOR UPDATE`,
  );
  return rows[0] ?? null;
}

const columns = Prisma.raw(
  Object.keys(Prisma.BillingPaymentScalarFieldEnum)
    .map((field) => `${columnOf(field)} AS "${field}"`)
    .join(", "),
);

/** The name that the organization's financial records go by; null where there is no such organization any more. */
async function findSubject(tx: Tx, organizationId: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ subject: string }[]>(Prisma.sql`
    SELECT vault_subject::text AS subject FROM billing_accounts JOIN organizations ON id = organization_id
    WHERE organization_id = ${organizationId}`);
  if (rows[0]) return rows[0].subject;
  const found = await tx.organization.findUnique({ where: { id: organizationId }, select: { id: true } });
  return found && (await ensureAccount(tx, organizationId)).vaultSubject;
}

async function takeIn(tx: Tx, state: PaymentState): Promise<PaymentRow> {
  const { organizationId, kind, source, description, credits, periodEndsAt } = state;
  const { amountCents, currency, plan, paidAt, paymentIntentId } = state;
  const id = newId("payment");
  const ctx = billingContext(organizationId, id, tx);
  const row = await tx.billingPayment.create({
    data: {
      ...{ id, organizationId, kind, source, paymentIntentId, description },
      ...{ amountCents, currency, credits, plan, periodEndsAt, paidAt },
    },
  });
  await emailPayers(tx, organizationId, {
    about: "payment_received",
    what: description,
    amountCents,
    credits,
  });
  await recordAudit(tx, ctx, {
    action: "billing.payment",
    subjectId: id,
    detail: { kind, amountCents, credits },
  });
  if (credits === 0) return row;
  await grantCredits(ctx, {
    amount: credits,
    reason: description,
    cause: `${source}:paid`,
    source: kind === "plan" ? "plan" : "pack",
    paymentId: id,
    expiresAt: periodEndsAt && new Date(periodEndsAt.getTime() + GRACE_DAYS * 86_400_000),
  });
  return row;
}

/** Writes down which of our own refunds Stripe knows by now; answers the cents of those that were only asked for. */
async function noteRefunds(tx: Tx, paymentId: string, { refunds }: PaymentState): Promise<number> {
  for (const refund of refunds)
    if (refund.refundId)
      await tx.billingRefund.updateMany({
        where: { id: refund.refundId, paymentId },
        data: { stripeRefundId: refund.id, status: isLive(refund) ? "sent" : "failed" },
      });
  const asked = await tx.billingRefund.aggregate({
    where: { paymentId, status: "requested" },
    _sum: { amountCents: true },
  });
  return asked._sum.amountCents ?? 0;
}

/**
 * Takes or gives the credits that so many cents refunded (those that were only asked for among them) and held by banks ask
 * for, beside what was taken for them before. The row's version rises even where nothing changed: whoever read Stripe before this has read it too early.
 */
export async function moveBack(
  tx: Tx,
  row: PaymentRow,
  { refunded, disputed }: { refunded: number; disputed: number },
): Promise<void> {
  const { id: paymentId, organizationId, credits, amountCents, version, description } = row;
  const due = creditsToTake({ amountCents, credits }, refunded + disputed);
  // What was over before the money went back is gone already, and is not taken a second time. Packs are never over.
  const expired = due > 0 && row.kind === "plan" ? await expiredOf(tx, paymentId) : 0;
  const creditsTaken = Math.min(due, credits - expired);
  const amount = Math.abs(creditsTaken - row.creditsTaken);
  const cause = `${row.source}:back:${version}`;
  const movement = { organizationId, paymentId, amount, cause };
  if (creditsTaken > row.creditsTaken)
    await takeBackCredits(tx, { ...movement, reason: `Paid back: ${description}` });
  if (creditsTaken < row.creditsTaken)
    await giveAgain(tx, { ...movement, reason: `Came again: ${description}` });
  await tx.billingPayment.update({
    where: { id: paymentId },
    data: { refundedCents: refunded, disputedCents: disputed, creditsTaken, version: { increment: 1 } },
  });
  const back = refunded + disputed - row.refundedCents - row.disputedCents;
  if (back > 0)
    await emailPayers(tx, organizationId, {
      about: "payment_went_back",
      what: description,
      amountCents: back,
      credits: Math.max(0, creditsTaken - row.creditsTaken),
      byUs: refunded > row.refundedCents,
    });
}

async function expiredOf(tx: Tx, paymentId: string): Promise<number> {
  const rows = await tx.$queryRaw<{ expired: number }[]>(Prisma.sql`
    SELECT coalesce(-sum(entry.amount), 0)::int AS expired
    FROM credit_lots AS lot JOIN ledger_entries AS entry ON entry.cause LIKE lot.id || ':expire:%'
    WHERE lot.payment_id = ${paymentId} AND lot.expires_at IS NOT NULL
      AND entry.organization_id = lot.organization_id AND entry.kind = 'expire'`);
  return rows[0].expired;
}
