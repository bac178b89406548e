const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When a request must be done at the latest: 30 days by the policy or one month by the GDPR, whichever is sooner, and
 * which of them it is. A month ends on the same day, or on the last of a shorter month: 31 January is due on 28 February.
 */
export function dueDate(receivedAt: Date): { dueAt: Date; rule: "30 days" | "one month" } {
  const thirtyDays = new Date(receivedAt.getTime() + 30 * DAY_MS);
  const month = new Date(receivedAt);
  month.setUTCMonth(month.getUTCMonth() + 1);
  // The day was carried over into the month after.
  if (month.getUTCDate() !== receivedAt.getUTCDate()) month.setUTCDate(0);
  return month < thirtyDays ? { dueAt: month, rule: "one month" } : { dueAt: thirtyDays, rule: "30 days" };
}
