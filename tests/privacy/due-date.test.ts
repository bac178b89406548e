import { expect, it } from "vitest";
import { dueDate } from "@/lib/privacy/due-date";

const due = (received: string) => {
  const { dueAt, rule } = dueDate(new Date(received));
  return [dueAt.toISOString(), rule];
};

it.each([
  ["2027-01-31T10:00:00.000Z", "2027-02-28T10:00:00.000Z", "one month"],
  ["2028-01-31T10:00:00.000Z", "2028-02-29T10:00:00.000Z", "one month"],
  ["2027-01-29T23:59:59.000Z", "2027-02-28T23:59:59.000Z", "30 days"],
  ["2027-02-15T00:00:00.000Z", "2027-03-15T00:00:00.000Z", "one month"],
  ["2027-03-31T10:00:00.000Z", "2027-04-30T10:00:00.000Z", "30 days"],
  ["2027-05-10T10:00:00.000Z", "2027-06-09T10:00:00.000Z", "30 days"],
  ["2027-12-31T10:00:00.000Z", "2028-01-30T10:00:00.000Z", "30 days"],
])("what comes at %s is due at %s, by the rule of %s", (received, at, rule) => {
  expect(due(received)).toEqual([at, rule]);
});

it("is never later than either of both, and at most two days earlier than 30", () => {
  for (let day = 0; day < 4 * 365; day++) {
    const received = Date.UTC(2027, 0, 1) + day * 86_400_000;
    const days = (dueDate(new Date(received)).dueAt.getTime() - received) / 86_400_000;
    expect(days).toBeLessThanOrEqual(30);
    expect(days).toBeGreaterThanOrEqual(28);
  }
});
