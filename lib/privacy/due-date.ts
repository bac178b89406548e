import type { Law } from "./law-schema";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/**
 * When a request must be done at the latest: 30 days by the policy or one month by the GDPR, whichever is sooner, and
 * which of them it is. A month ends on the same day, or on the last of a shorter month: 31 January is due on 28 February.
 */
export function dueDate(receivedAt: Date): { dueAt: Date; rule: "30 days" | "one month" } {
  const days = daysOf(1, receivedAt);
  return days < 30
    ? { dueAt: after(receivedAt, days), rule: "one month" }
    : { dueAt: new Date(receivedAt.getTime() + 30 * DAY_MS), rule: "30 days" };
}

/**
 * As far as the time to answer may be extended, once: to three months in all by the GDPR, to 90 days by the CCPA, and for
 * who named no law to the sooner of both.
 */
export function furthestDate(receivedAt: Date, law: Law): Date {
  const months = daysOf(3, receivedAt);
  return after(receivedAt, { gdpr: months, ccpa: 90, other: Math.min(months, 90) }[law]);
}

/**
 * The tenth business day, on which the CCPA wants a request acknowledged at the latest. The day it comes counts as the
 * first and holidays count too, and it ends at 10:00 UTC, where the Earth's first zone ends it: no calendar ends sooner.
 */
export function acknowledgeBy(receivedAt: Date): Date {
  const day = new Date(receivedAt);
  for (let counted = isBusinessDay(day) ? 1 : 0; counted < 10;) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (isBusinessDay(day)) counted++;
  }
  day.setUTCHours(10, 0, 0, 0);
  return day;
}

const isBusinessDay = (day: Date): boolean => ![0, 6].includes(day.getUTCDay());

/**
 * Days until the same day some months later. It is another date elsewhere at that moment, from 12 hours behind UTC to 14
 * ahead of it, and the shortest of these months counts: no zone's calendar calls us late.
 */
function daysOf(months: number, from: Date): number {
  const lengths = [-12, 0, 14].map((hours) => {
    const day = Math.floor((from.getTime() + hours * HOUR_MS) / DAY_MS);
    return sameDayLater(new Date(day * DAY_MS), months) / DAY_MS - day;
  });
  return Math.min(...lengths);
}

function sameDayLater(day: Date, months: number): number {
  const later = new Date(day);
  later.setUTCMonth(later.getUTCMonth() + months);
  // The day was carried over into the month after.
  if (later.getUTCDate() !== day.getUTCDate()) later.setUTCDate(0);
  return later.getTime();
}

/** An hour less: where clocks are put forward meanwhile, that many times 24 hours end on the day after. */
const after = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY_MS - HOUR_MS);
