import { clock } from "@/lib/core/clock";
import { db, type Context } from "@/lib/db";
import { readLots } from "./settle-lots";
import type { Balance } from "./schema";
import { refillLots, spendLots, spendOrder, type Lot } from "./spend-order";

/** What can be spent now, what it is made of and until when, and what is owed. Only looks: no lot is written. */
export async function describeBalance({ organizationId, tx }: Context): Promise<Balance> {
  const client = tx ?? db();
  const account = await client.creditBalance.findUnique({ where: { organizationId } });
  const { balance: credits, owed } = account ?? { balance: 0, owed: 0 };
  const lots = lotsOf(credits, await readLots(client, organizationId), clock.now());
  return { object: "balance", credits, owed, lots };
}

/** Pure: what the lots hold once they were told what was spent since. Adds up to `credits`. */
export function lotsOf(credits: number, lots: readonly Lot[], now: Date): Balance["lots"] {
  const spent = lots.reduce((sum, { remaining }) => sum + remaining, 0) - credits;
  const { left, rest } =
    spent >= 0 ? { left: spendLots(lots, spent), rest: 0 } : refillLots(lots, -spent, now);
  const listed = [...lots].sort(spendOrder).map(({ id, source, remaining, expiresAt }) => ({
    source,
    credits: left.get(id) ?? remaining,
    expires_at: expiresAt?.toISOString() ?? null,
  }));
  if (rest > 0) listed.push({ source: "returned", credits: rest, expires_at: null });
  return listed.filter((lot) => lot.credits > 0);
}
