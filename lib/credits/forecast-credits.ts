import type { DailyBalance } from "./list-daily-balances";
import type { CreditLot } from "./schema";

const DAY_MS = 86_400_000;
/** A forecast further than this says nothing. */
const FURTHEST_DAYS = 365;
/** After so many days, a day counts half. */
const HALF_LIFE_DAYS = 7;

export interface Forecast {
  /** Credits a day, the newer days counting more. */
  perDay: number;
  /** The day when nothing is left at that pace, in UTC; null where that is a year ahead or more. */
  runsOutOn: string | null;
  /** Credits that will expire unspent at that pace, as far as it looks. */
  expiring: number;
  /** From today on, one a day, until nothing is left or `days` are over. */
  ahead: DailyBalance[];
}

/**
 * Pure: where the balance goes if credits are used as before. What expires is spent first and is gone when its time is
 * over, as in the ledger. `used` is what went each day, the oldest first.
 */
export function forecastCredits(
  lots: readonly CreditLot[],
  used: readonly number[],
  today: Date,
  days = 30,
): Forecast {
  const perDay = weightedMean(used);
  const left = lots.map((lot) => ({
    credits: lot.credits,
    ends: lot.expires_at ? Date.parse(lot.expires_at) : Infinity,
  }));
  const ahead: DailyBalance[] = [];
  let expiring = 0;
  const told = (runsOutOn: string | null): Forecast => ({
    ...{ perDay, runsOutOn, ahead },
    expiring: Math.round(expiring),
  });
  for (let index = 0; index <= FURTHEST_DAYS; index++) {
    const at = today.getTime() + index * DAY_MS;
    expiring += expire(left, at);
    if (index > 0) spend(left, perDay);
    const credits = Math.round(left.reduce((sum, lot) => sum + lot.credits, 0));
    const day = new Date(at).toISOString().slice(0, 10);
    if (index <= days) ahead.push({ day, credits });
    if (credits === 0) return told(day);
  }
  return told(null);
}

interface Left {
  credits: number;
  ends: number;
}

/** What is over at this moment goes; answers how much that was. */
function expire(lots: Left[], at: number): number {
  let gone = 0;
  for (const lot of lots) {
    if (lot.ends > at) continue;
    gone += lot.credits;
    lot.credits = 0;
  }
  return gone;
}

/** In the order in which they are listed, which is that of spending. */
function spend(lots: Left[], amount: number): void {
  let open = amount;
  for (const lot of lots) {
    const taken = Math.min(lot.credits, open);
    lot.credits -= taken;
    open -= taken;
  }
}

function weightedMean(used: readonly number[]): number {
  let [sum, weights] = [0, 0];
  for (const [at, spent] of used.entries()) {
    const weight = 0.5 ** ((used.length - 1 - at) / HALF_LIFE_DAYS);
    sum += Math.max(0, spent) * weight;
    weights += weight;
  }
  return weights > 0 ? Math.round((sum / weights) * 100) / 100 : 0;
}
