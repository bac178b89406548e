const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Which of some moments, each of a copy, are needed no more: all of the last hour stay, of the day before the newest of
 * each hour, and of what is older the newest of each day.
 */
export function thinOut(moments: readonly Date[], asOf: Date): Date[] {
  const kept = new Set<string>();
  return [...moments]
    .sort((a, b) => b.getTime() - a.getTime())
    .filter((moment) => {
      const ageMs = asOf.getTime() - moment.getTime();
      if (ageMs <= HOUR_MS) return false;
      const slot = moment
        .toISOString()
        .slice(0, ageMs <= DAY_MS ? "2027-01-31T12".length : "2027-01-31".length);
      if (kept.has(slot)) return true;
      kept.add(slot);
      return false;
    });
}
