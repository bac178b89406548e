import type { CreditSource } from "./schema";

export interface Lot {
  id: string;
  /** Rises in the order of granting. */
  number: bigint;
  source: CreditSource;
  granted: number;
  remaining: number;
  expiresAt: Date | null;
}

/**
 * Which of two lots is spent first: what expires sooner; of what never does, what was bought comes last; then the older.
 * For `sort`.
 */
export function spendOrder(a: Lot, b: Lot): number {
  const [endA, endB] = [a, b].map(({ expiresAt }) => expiresAt?.getTime() ?? Infinity);
  if (endA !== endB) return endA < endB ? -1 : 1;
  if ((a.source === "pack") !== (b.source === "pack")) return a.source === "pack" ? 1 : -1;
  return a.number < b.number ? -1 : 1;
}

/** What is left of each lot, by id, once `amount` was spent; only lots that change. What they do not hold is ignored. */
export function spendLots(lots: readonly Lot[], amount: number): Map<string, number> {
  const left = new Map<string, number>();
  for (const lot of [...lots].sort(spendOrder)) {
    if (amount <= 0) break;
    const taken = Math.min(lot.remaining, amount);
    amount -= taken;
    if (taken > 0) left.set(lot.id, lot.remaining - taken);
  }
  return left;
}

/**
 * The reverse: what lots hold once `amount` came back to those that were spent last and are not over, and the rest, for
 * which no lot has room.
 */
export function refillLots(
  lots: readonly Lot[],
  amount: number,
  now: Date,
): { left: Map<string, number>; rest: number } {
  const left = new Map<string, number>();
  const alive = lots.filter(({ expiresAt }) => !expiresAt || expiresAt > now);
  for (const lot of alive.sort(spendOrder).reverse()) {
    if (amount <= 0) break;
    const back = Math.min(lot.granted - lot.remaining, amount);
    amount -= back;
    if (back > 0) left.set(lot.id, lot.remaining + back);
  }
  return { left, rest: amount };
}
