import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { SummarizeUsage } from "./schema";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MOST_DAYS = 366;
const MOST_HOURS = 31 * 24;

export interface Period {
  from: Date;
  to: Date;
  /** The last millisecond that belongs to it. */
  until: Date;
  /** Its days or hours, as rows are named by them; empty for other rows. */
  slots: string[];
  /** Whether it begins with a day, and ends with one or with this moment. */
  wholeDays: boolean;
}

/**
 * The period that is asked for: the last `days` UTC days with today, or from one moment to another. Throws
 * `invalid_request` where it ends before it begins, or is longer than 366 days, or 31 days hour by hour.
 */
export function readPeriod(
  { days = 30, created_after, created_before }: Partial<SummarizeUsage>,
  by: SummarizeUsage["by"],
): Period {
  const now = clock.now();
  const to = created_before ? new Date(created_before) : now;
  const until = created_before ? new Date(to.getTime() - 1) : now;
  const from = created_after ? new Date(created_after) : startOf(until, days);
  if (from >= to) throw refused("created_after must lie before created_before.");
  const stepMs = by === "hour" ? HOUR_MS : DAY_MS;
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY_MS) throw refused(`Ask for up to ${MOST_DAYS} days.`);
  const first = Math.floor(from.getTime() / stepMs);
  const last = Math.floor(until.getTime() / stepMs);
  if (by === "hour" && last - first >= MOST_HOURS) throw refused("Hour by hour, ask for up to 31 days.");
  const slots = Array.from({ length: last - first + 1 }, (_, at) =>
    nameSlot(new Date((first + at) * stepMs), by),
  );
  const wholeDays = isMidnight(from) && (!created_before || isMidnight(to));
  return { from, to, until, wholeDays, slots: by === "day" || by === "hour" ? slots : [] };
}

const startOf = (end: Date, days: number): Date =>
  new Date(Math.floor(end.getTime() / DAY_MS) * DAY_MS - (days - 1) * DAY_MS);

const isMidnight = (at: Date): boolean => at.getTime() % DAY_MS === 0;

const nameSlot = (at: Date, by: SummarizeUsage["by"]): string =>
  by === "hour" ? `${at.toISOString().slice(0, 13)}:00Z` : at.toISOString().slice(0, 10);

const refused = (message: string): AppError =>
  new AppError("invalid_request", message, { param: "created_after", errors: { created_after: [message] } });
