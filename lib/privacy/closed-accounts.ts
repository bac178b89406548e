/** How long a closed account is kept, by the policy. */
export const CLOSED_YEARS = 2;

/** When an account that was closed then is erased: the same day two years on, or 28 February for the 29th. */
export function closedUntil(closedAt: Date): Date {
  const end = new Date(closedAt);
  end.setUTCFullYear(end.getUTCFullYear() + CLOSED_YEARS);
  if (end.getUTCMonth() !== closedAt.getUTCMonth()) end.setUTCDate(0);
  return end;
}
