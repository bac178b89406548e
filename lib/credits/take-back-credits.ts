import type { Tx } from "@/lib/db";
import { lockAccount, moveCredits } from "./move-credits";
import type { LedgerEntry } from "./schema";
import { settleLots } from "./settle-lots";

export interface TakenBack {
  organizationId: string;
  /** Whole credits, 1 or more. */
  amount: number;
  cause: string;
  /** For people; stands in the ledger. */
  reason: string;
  /** Whose credits go first. */
  paymentId: string;
}

/**
 * Takes credits back whose money went back, first from what that payment bought. Where fewer are left, the balance goes to
 * 0 and the rest is owed: the same entry says so, and the next credits that come in pay it. Idempotent by the cause.
 */
export async function takeBackCredits(tx: Tx, taken: TakenBack): Promise<LedgerEntry> {
  const { organizationId, amount, cause, reason, paymentId } = taken;
  const locked = await lockAccount(tx, organizationId);
  const { balance } = locked;
  const known = await tx.ledgerEntry.findUnique({ where: { cause } });
  const lots = await settleLots(tx, organizationId, balance);
  const now = known ? -known.amount : Math.min(balance, amount);
  const owed = amount - now;
  const told = owed > 0 ? `${reason}; ${owed} credits of it were spent already and are owed` : reason;
  const movement = { organizationId, kind: "refund", amount: now === 0 ? 0 : -now, cause, owed } as const;
  const { entry, moved } = await moveCredits(tx, { ...movement, reason: told }, locked);
  if (!moved) return entry;
  let rest = now;
  const bought = await tx.creditLot.findMany({ where: { paymentId, remaining: { gt: 0 } } });
  for (const { id, remaining } of bought) {
    const fromLot = Math.min(remaining, rest);
    rest -= fromLot;
    await tx.creditLot.update({ where: { id }, data: { remaining: remaining - fromLot } });
  }
  // What the payment's own lots did not hold comes from the others, as if it were spent.
  if (rest > 0 && lots.length > 0) await settleLots(tx, organizationId, balance - now);
  return entry;
}

/** Gives such credits again, once the money has come again: what is owed is paid first. Idempotent by the cause. */
export async function giveAgain(tx: Tx, given: TakenBack): Promise<LedgerEntry> {
  const { organizationId, amount, cause, reason, paymentId } = given;
  const locked = await lockAccount(tx, organizationId);
  await settleLots(tx, organizationId, locked.balance);
  const movement = { organizationId, kind: "refund", amount, cause, reason } as const;
  const { entry, moved } = await moveCredits(tx, movement, locked);
  if (!moved) return entry;
  let rest = amount;
  for (const { id, remaining, granted } of await tx.creditLot.findMany({ where: { paymentId } })) {
    const back = Math.min(granted - remaining, rest);
    rest -= back;
    await tx.creditLot.update({ where: { id }, data: { remaining: remaining + back } });
  }
  return entry;
}
