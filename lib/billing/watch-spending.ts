import { listCapped } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { getBalance } from "@/lib/credits";
import { db, transaction, type Prisma } from "@/lib/db";
import { spentOf } from "@/lib/generations";
import { recordEvent } from "@/lib/webhooks";
import { billingContext } from "./account";
import { emailPayers } from "./email-payers";
import type { SettingsRow } from "./spending-control";
import { planTopUp } from "./top-up";

/** The month of a moment in UTC, such as 2027-03. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/**
 * Looks at every organization that wants to be told or to have credits bought: once a minute, beside the path on which
 * credits are spent, which it must not slow down.
 */
export async function watchSpending(): Promise<void> {
  const watched = await db().spendingSettings.findMany({
    where: { OR: [{ lowBalanceCredits: { not: null } }, { topUpOn: true }] },
  });
  for (const row of watched) {
    const balance = await getBalance(row.organizationId);
    await tellLow(row, balance);
    if (row.topUpOn && balance < row.topUpBelowCredits) await planTopUp(row);
  }
  for (const { organizationId, cap } of await listCapped()) await tellCap(organizationId, cap);
}

/** Once for each time that it falls below; a balance that rose above is watched anew. */
async function tellLow(row: SettingsRow, credits: number): Promise<void> {
  const { organizationId, lowBalanceCredits: threshold, lowToldAt } = row;
  if (threshold === null) return;
  if (credits >= threshold) {
    if (lowToldAt)
      await db().spendingSettings.update({ where: { organizationId }, data: { lowToldAt: null } });
    return;
  }
  await tellOnce({ organizationId, lowToldAt: null }, { lowToldAt: clock.now() }, async (tx) => {
    const ctx = billingContext(organizationId, organizationId, tx);
    const data = { credits, threshold };
    await recordEvent(tx, ctx, { type: "credits.low", subjectId: organizationId, data });
    await emailPayers(tx, organizationId, { about: "credits_low", ...data });
  });
}

/** Once a month. */
async function tellCap(organizationId: string, cap: number): Promise<void> {
  const spent = await spentOf(db(), { organizationId });
  if (spent < cap) return;
  const month = monthOf(clock.now());
  await db().spendingSettings.createMany({ data: [{ organizationId }], skipDuplicates: true });
  const unsaid = { organizationId, OR: [{ capToldMonth: null }, { capToldMonth: { not: month } }] };
  await tellOnce(unsaid, { capToldMonth: month }, async (tx) => {
    const ctx = billingContext(organizationId, organizationId, tx);
    const data = { cap, spent, month };
    await recordEvent(tx, ctx, { type: "credits.cap_reached", subjectId: organizationId, data });
    await emailPayers(tx, organizationId, { about: "spending_cap_reached", cap, whose: "organization" });
  });
}

/** Of all that look at once, one tells. */
export function tellOnce(
  where: Prisma.SpendingSettingsWhereInput,
  data: Prisma.SpendingSettingsUpdateManyMutationInput,
  tell: (tx: Prisma.TransactionClient) => Promise<void>,
): Promise<void> {
  return transaction(undefined, async (tx) => {
    const { count } = await tx.spendingSettings.updateMany({ where, data });
    if (count > 0) await tell(tx);
  });
}
