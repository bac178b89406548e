import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { db, recordAudit, transaction, type Tx } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { recordEvent } from "@/lib/webhooks";
import { billingContext, findCustomer } from "./account";
import { emailPayers } from "./email-payers";
import { TOP_UP_JOB } from "./job-names";
import { invoiceTopUp } from "./invoice-top-up";
import { packs, type PackName } from "./plans";
import { findCard, type SettingsRow } from "./spending-control";
import { stripe } from "./stripe";
import { syncInvoice } from "./sync-invoice";

/** Hours to wait after the first decline in a row, the second, the third; after one more it is switched off. */
const WAIT_HOURS = [1, 6, 24];

/**
 * Plans one automatic purchase, unless one is on its way, the last was declined lately, or the month's bound would be
 * passed, of which the payers are told once a month.
 */
export async function planTopUp({ organizationId }: SettingsRow): Promise<void> {
  const now = clock.now();
  await transaction(undefined, async (tx) => {
    const [row] = await tx.$queryRaw<{ organizationId: string }[]>`
      SELECT organization_id AS "organizationId" FROM spending_settings
      WHERE organization_id = ${organizationId} FOR UPDATE`;
    const settings = row && (await tx.spendingSettings.findUnique({ where: { organizationId } }));
    if (!settings?.topUpOn || (settings.topUpNotBefore && settings.topUpNotBefore > now)) return;
    if ((await tx.topUp.count({ where: { organizationId, status: "pending" } })) > 0) return;
    const [pack, quantity] = [settings.topUpPack as PackName, settings.topUpQuantity];
    const amountCents = packs[pack].cents * quantity;
    if ((await boughtThisMonth(tx, organizationId, now)) + amountCents > settings.topUpMonthlyCents)
      return tellBound(tx, settings, now);
    const id = newId("topUp");
    await tx.topUp.create({ data: { id, organizationId, pack, quantity, amountCents, createdAt: now } });
    await recordAudit(tx, billingContext(organizationId, id), {
      action: "billing.top_up",
      subjectId: id,
      detail: { pack, quantity, amountCents },
    });
    await enqueue(tx, TOP_UP_JOB, { topUpId: id }, { jobKey: id, maxAttempts: 20 });
  });
}

async function boughtThisMonth(tx: Tx, organizationId: string, now: Date): Promise<number> {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  const { _sum } = await tx.topUp.aggregate({
    where: { organizationId, status: { in: ["pending", "succeeded"] }, createdAt: { gte: month } },
    _sum: { amountCents: true },
  });
  return _sum.amountCents ?? 0;
}

async function tellBound(tx: Tx, settings: SettingsRow, now: Date): Promise<void> {
  const { organizationId, topUpMonthlyCents: cap, topUpCapToldMonth } = settings;
  const month = now.toISOString().slice(0, 7);
  if (topUpCapToldMonth === month) return;
  await tx.spendingSettings.update({ where: { organizationId }, data: { topUpCapToldMonth: month } });
  await emailPayers(tx, organizationId, { about: "spending_cap_reached", cap, whose: "top_up" });
}

/**
 * Charges the saved card for a planned purchase, with an invoice: once, however often it is tried. A decline is told, and the
 * next purchase waits longer each time; Stripe away is tried again.
 */
export async function runTopUp(topUpId: string): Promise<void> {
  const row = await db().topUp.findUnique({ where: { id: topUpId } });
  if (row?.status !== "pending") return;
  const { organizationId, quantity, amountCents } = row;
  const customer = await findCustomer({ organizationId });
  const card = customer && (await findCard(stripe(), customer));
  if (!card) return decline(topUpId, organizationId, amountCents, "No card is saved any more.");
  const pack = row.pack as PackName;
  const order = { id: topUpId, organizationId, pack, quantity, customer, card };
  const outcome = await invoiceTopUp(stripe(), order);
  if ("declined" in outcome) return decline(topUpId, organizationId, amountCents, outcome.declined);
  await succeed(topUpId, organizationId);
  await syncInvoice(outcome.invoiceId);
}

function succeed(id: string, organizationId: string): Promise<void> {
  return transaction(undefined, async (tx) => {
    await tx.topUp.update({ where: { id }, data: { status: "succeeded" } });
    const data = { topUpFailures: 0, topUpNotBefore: null };
    await tx.spendingSettings.updateMany({ where: { organizationId }, data });
  });
}

function decline(id: string, organizationId: string, amountCents: number, reason: string): Promise<void> {
  return transaction(undefined, async (tx) => {
    const { count } = await tx.topUp.updateMany({
      where: { id, status: "pending" },
      data: { status: "declined", declineReason: reason },
    });
    const settings = await tx.spendingSettings.findUnique({ where: { organizationId } });
    if (count === 0 || !settings) return;
    const waitHours = WAIT_HOURS[settings.topUpFailures];
    const notBefore =
      waitHours === undefined ? null : new Date(clock.now().getTime() + waitHours * 3_600_000);
    await tx.spendingSettings.update({
      where: { organizationId },
      data: { topUpFailures: { increment: 1 }, topUpNotBefore: notBefore, topUpOn: notBefore !== null },
    });
    const nextTry = notBefore ? `${notBefore.toISOString().slice(0, 16).replace("T", " ")} UTC` : null;
    const ctx = billingContext(organizationId, id, tx);
    const data = {
      top_up_id: id,
      amount_cents: amountCents,
      reason,
      next_try_at: notBefore?.toISOString() ?? null,
    };
    await recordEvent(tx, ctx, { type: "credits.top_up_failed", subjectId: organizationId, data });
    await emailPayers(tx, organizationId, { about: "top_up_declined", amountCents, reason, nextTry });
  });
}
