import type { SummarizeUsage } from "@/lib/usage/schema";

const DAY_MS = 86_400_000;

export const ranges = [
  { id: "24h", name: "24 hours", hours: 24 },
  { id: "7d", name: "7 days", hours: 7 * 24 },
  { id: "30d", name: "30 days", hours: 30 * 24 },
  { id: "90d", name: "90 days", hours: 90 * 24 },
] as const;

export interface UsageRange {
  /** One of the ranges, or `custom`. */
  id: string;
  query: Pick<SummarizeUsage, "created_after" | "created_before">;
  /** How finely it is drawn. */
  by: "hour" | "day";
  /** First and last day of a custom one, as a field for dates has them. */
  days?: { from: string; to: string };
}

/** The period that an address asks for: the last 30 days where it says nothing of use. Whole hours and days of UTC. */
export function readRange(search: Record<string, string | undefined>, now: Date): UsageRange {
  const { range, from, to } = search;
  if (from && to && isDay(from) && isDay(to) && from <= to) {
    const end = new Date(new Date(`${to}T00:00:00Z`).getTime() + DAY_MS);
    const start = new Date(`${from}T00:00:00Z`);
    const query = { created_after: start.toISOString(), created_before: end.toISOString() };
    const by = end.getTime() - start.getTime() <= 2 * DAY_MS ? "hour" : "day";
    return { id: "custom", query, by, days: { from, to } };
  }
  const { id, hours } = ranges.find((one) => one.id === range) ?? ranges[2];
  const stepMs = hours <= 24 ? 3_600_000 : DAY_MS;
  // The step that has begun counts as the last one.
  const steps = (hours * 3_600_000) / stepMs;
  const start = (Math.floor(now.getTime() / stepMs) - steps + 1) * stepMs;
  return { id, query: { created_after: new Date(start).toISOString() }, by: hours <= 24 ? "hour" : "day" };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
