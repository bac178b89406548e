import type { DailyBalance } from "./list-daily-balances";
import type { CreditLot } from "./schema";

const DAY_MS = 86_400_000;
/** A forecast further than this says nothing. */
const FURTHEST_DAYS = 365;

export interface Forecast {
  /** Credits a day, on average of what was looked at. */
  perDay: number;
  /** The day when nothing is left at that pace, in UTC; null where that is a year ahead or more. */
  runsOutOn: string | null;
  /** From today on, one a day, until nothing is left or `days` are over. */
  ahead: DailyBalance[];
}

/**
 * Pure: where the balance goes if credits are used as before. What expires is spent first and is gone when its time is
 * over, as in the ledger. `used` is what went each day.
 */
export function forecastCredits(
  lots: readonly CreditLot[],
  used: readonly number[],
  today: Date,
  days = 30,
): Forecast {
  const perDay =
    used.length === 0 ? 0 : used.reduce((sum, credits) => sum + Math.max(0, credits), 0) / used.length;
  const left = lots.map((lot) => ({
    credits: lot.credits,
    ends: lot.expires_at ? Date.parse(lot.expires_at) : Infinity,
  }));
  const ahead: DailyBalance[] = [];
  for (let index = 0; index <= FURTHEST_DAYS; index++) {
    const at = today.getTime() + index * DAY_MS;
    for (const lot of left) if (lot.ends <= at) lot.credits = 0;
    if (index > 0) spend(left, perDay);
    const credits = Math.round(left.reduce((sum, lot) => sum + lot.credits, 0));
    const day = new Date(at).toISOString().slice(0, 10);
    if (index <= days) ahead.push({ day, credits });
    if (credits === 0) return { perDay, runsOutOn: day, ahead };
  }
  return { perDay, runsOutOn: null, ahead };
}

/** In the order in which they are listed, which is that of spending. */
function spend(lots: { credits: number }[], amount: number): void {
  let open = amount;
  for (const lot of lots) {
    const taken = Math.min(lot.credits, open);
    lot.credits -= taken;
    open -= taken;
  }
}
