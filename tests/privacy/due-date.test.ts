import { describe, expect, it } from "vitest";
import { acknowledgeBy, dueDate, furthestDate } from "@/lib/privacy/due-date";
import { laws } from "@/lib/privacy/schema";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const due = (received: string) => {
  const { dueAt, rule } = dueDate(new Date(received));
  return [dueAt.toISOString(), rule];
};

describe("rows 48 and 59: what comes at", () => {
  // A month's last hour is left out, for clocks that are put forward within it.
  it.each([
    ["2027-01-31T10:00:00.000Z", "2027-02-28T09:00:00.000Z", "one month"],
    ["2028-01-31T10:00:00.000Z", "2028-02-29T09:00:00.000Z", "one month"],
    ["2027-01-29T09:00:00.000Z", "2027-02-28T09:00:00.000Z", "30 days"],
    // In Berlin it is the 30th already, and its month ends an hour before that of London.
    ["2027-01-29T23:59:59.000Z", "2027-02-27T22:59:59.000Z", "one month"],
    ["2027-02-15T00:00:00.000Z", "2027-03-14T23:00:00.000Z", "one month"],
    // On Martinique it is February still.
    ["2027-03-01T02:00:00.000Z", "2027-03-29T01:00:00.000Z", "one month"],
    ["2027-03-31T10:00:00.000Z", "2027-04-30T10:00:00.000Z", "30 days"],
    ["2027-05-10T10:00:00.000Z", "2027-06-09T10:00:00.000Z", "30 days"],
    ["2027-12-31T10:00:00.000Z", "2028-01-30T10:00:00.000Z", "30 days"],
  ])("%s is due at %s, by the rule of %s", (received, at, rule) => {
    expect(due(received)).toEqual([at, rule]);
  });

  it.each([
    ["2027-05-10T10:00:00.000Z", "2027-08-10T09:00:00.000Z", "2027-08-08T09:00:00.000Z"],
    // Three months that end on the last of February, in a leap year and in another.
    ["2027-11-30T10:00:00.000Z", "2028-02-29T09:00:00.000Z", "2028-02-28T09:00:00.000Z"],
    ["2028-11-30T10:00:00.000Z", "2029-02-28T09:00:00.000Z", "2029-02-28T09:00:00.000Z"],
    ["2027-01-31T10:00:00.000Z", "2027-04-30T09:00:00.000Z", "2027-05-01T09:00:00.000Z"],
  ])("%s may be extended to %s by the GDPR and to %s by the CCPA", (received, gdpr, ccpa) => {
    const at = new Date(received);
    expect([furthestDate(at, "gdpr").toISOString(), furthestDate(at, "ccpa").toISOString()]).toEqual([
      gdpr,
      ccpa,
    ]);
    expect(furthestDate(at, "other").toISOString()).toBe([gdpr, ccpa].sort()[0]);
  });

  it.each([
    ["2026-11-30T09:00:00.000Z", "2026-12-11T10:00:00.000Z"],
    ["2026-11-27T23:00:00.000Z", "2026-12-10T10:00:00.000Z"],
    ["2026-11-28T09:00:00.000Z", "2026-12-11T10:00:00.000Z"],
    ["2026-11-29T09:00:00.000Z", "2026-12-11T10:00:00.000Z"],
    ["2028-02-25T09:00:00.000Z", "2028-03-09T10:00:00.000Z"],
  ])("%s is acknowledged by %s", (received, at) => {
    expect(acknowledgeBy(new Date(received)).toISOString()).toBe(at);
  });
});

/** The last moment of the day on which a time runs out that was begun in a zone, by that zone's own calendar and clock. */
function calendarOf(zone: string): (received: Date, later: (day: Date) => Date) => number {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  const offsetAt = (at: number) => Date.parse(`${format.format(at).replace(" ", "T")}Z`) - at;
  return (received, later) => {
    const local = received.getTime() + offsetAt(received.getTime());
    const midnight = later(new Date(Math.floor(local / DAY_MS) * DAY_MS)).getTime() + DAY_MS;
    return midnight - offsetAt(midnight - offsetAt(midnight) - HOUR_MS);
  };
}
const months = (count: number) => (day: Date) => {
  const later = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + count, 1));
  const last = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(day.getUTCDate(), last));
  return later;
};
const days = (count: number) => (day: Date) => new Date(day.getTime() + count * DAY_MS);
function businessDays(day: Date): Date {
  const at = new Date(day);
  for (let left = 10; left > 0;) {
    at.setUTCDate(at.getUTCDate() + 1);
    if (at.getUTCDay() % 6 !== 0) left--;
  }
  return at;
}

it("rows 48 and 59: no zone's own calendar calls any of it late, whenever it comes in four years", () => {
  const zones = ["Europe/Berlin", "Europe/Lisbon", "America/Martinique", "America/Los_Angeles"];
  const calendars = zones.map((zone) => [zone, calendarOf(zone)] as const);
  const moments = Array.from({ length: (4 * 365 * 24) / 37 }, (_, at) => Date.UTC(2027, 0, 1, at * 37, 30));
  // Where a month of 28 days ends on the day on which Europe's clocks are put forward.
  for (let year = 2027; year < 2031; year++)
    for (let hour = 0; hour < 8 * 24; hour++) moments.push(Date.UTC(year, 1, 23, hour, 30));
  const late: unknown[] = [];
  for (const moment of moments) {
    const received = new Date(moment);
    const { dueAt } = dueDate(received);
    const limits = [
      ["one month", dueAt, months(1)],
      ["45 days", dueAt, days(45)],
      ["three months", furthestDate(received, "gdpr"), months(3)],
      ["90 days", furthestDate(received, "ccpa"), days(90)],
      ["ten business days", acknowledgeBy(received), businessDays],
    ] as const;
    for (const [zone, ends] of calendars)
      for (const [rule, at, later] of limits)
        if (at.getTime() > ends(received, later)) late.push([zone, received.toISOString(), rule]);
    for (const law of laws)
      if (furthestDate(received, law) <= dueAt) late.push([law, received.toISOString()]);
  }
  expect(late).toEqual([]);
});

it("is never later than 30 days, and at most three days earlier", () => {
  for (let day = 0; day < 4 * 365; day++) {
    const received = Date.UTC(2027, 0, 1) + day * DAY_MS;
    const length = (dueDate(new Date(received)).dueAt.getTime() - received) / DAY_MS;
    expect(length).toBeLessThanOrEqual(30);
    expect(length).toBeGreaterThan(27);
  }
});
