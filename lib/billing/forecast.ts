/** When credits run out, from how they were spent. Pure, safe in a browser. */
export interface ForecastInput {
  /** As `GET /credits` lists them, in the order of spending. */
  lots: readonly { credits: number; expires_at: string | null }[];
  /** Credits of each of the last days, the oldest first; days without use as 0. */
  spentByDay: readonly number[];
  now: Date;
}

export interface Forecast {
  /** Credits a day, the newer days counting more. */
  perDay: number;
  /** The day on which nothing is left; null where that is not within a year, or nothing is spent. */
  runsOutOn: string | null;
  /** Credits that will expire unused at this pace. */
  expiring: number;
}

const HORIZON_DAYS = 366;
/** After so many days, a day counts half. */
const HALF_LIFE_DAYS = 7;
const DAY_MS = 86_400_000;

/** Spends the lots day by day at the weighted mean of the last days, letting those expire whose time has come. */
export function forecast({ lots, spentByDay, now }: ForecastInput): Forecast {
  const perDay = weightedMean(spentByDay);
  const left = lots.map(({ credits, expires_at }) => ({
    credits,
    endsAtMs: expires_at ? Date.parse(expires_at) : Infinity,
  }));
  let expiring = 0;
  for (let day = 0; day < HORIZON_DAYS; day++) {
    const at = now.getTime() + day * DAY_MS;
    for (const lot of left) {
      if (lot.endsAtMs > at) continue;
      expiring += lot.credits;
      lot.credits = 0;
    }
    let due = perDay;
    for (const lot of left) {
      const taken = Math.min(lot.credits, due);
      lot.credits -= taken;
      due -= taken;
    }
    const rest = left.reduce((sum, { credits }) => sum + credits, 0);
    if (rest < 1e-9 && (perDay > 0 || expiring > 0))
      return { perDay, runsOutOn: new Date(at).toISOString().slice(0, 10), expiring: Math.round(expiring) };
  }
  return { perDay, runsOutOn: null, expiring: Math.round(expiring) };
}

function weightedMean(spentByDay: readonly number[]): number {
  let [sum, weights] = [0, 0];
  for (const [at, spent] of spentByDay.entries()) {
    const weight = 0.5 ** ((spentByDay.length - 1 - at) / HALF_LIFE_DAYS);
    sum += spent * weight;
    weights += weight;
  }
  return weights > 0 ? Math.round((sum / weights) * 100) / 100 : 0;
}
