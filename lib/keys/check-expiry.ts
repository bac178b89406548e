import { AppError } from "@/lib/core/errors";

const MAX_YEARS = 2;

/** The time that a text names. Throws `invalid_request` for one in the past or more than two years away. */
export function checkExpiry(text: string, now: Date): Date {
  const expiresAt = new Date(text);
  if (expiresAt <= now) throw invalid("The expiry lies in the past.");
  const latest = new Date(now);
  latest.setUTCFullYear(now.getUTCFullYear() + MAX_YEARS);
  if (expiresAt > latest) throw invalid("A key lives two years at the most. Name an earlier expiry.");
  return expiresAt;
}

const invalid = (message: string): AppError =>
  new AppError("invalid_request", message, { param: "expires_at", errors: { expires_at: [message] } });
