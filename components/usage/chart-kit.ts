import { formatNumber } from "@/components/ui/format";
import type { UsageRow, UsageSummary } from "@/lib/usage/schema";

export interface Metric {
  id: "requests" | "credits" | "latency" | "errors";
  name: string;
  /** Lines of the chart: what is read of a row, its name and its colour. */
  lines: readonly { key: string; name: string; colour: string; read: (row: UsageRow) => number | null }[];
  unit: string;
}

/** What usage can be looked at by. */
export const metrics: readonly Metric[] = [
  {
    id: "requests",
    name: "Requests",
    unit: "",
    lines: [{ key: "requests", name: "Requests", colour: "var(--chart-2)", read: (row) => row.requests }],
  },
  {
    id: "credits",
    name: "Credits",
    unit: "",
    lines: [
      { key: "credits", name: "Credits used", colour: "var(--chart-1)", read: (row) => row.credits_used },
    ],
  },
  {
    id: "latency",
    name: "Latency",
    unit: " ms",
    lines: [
      { key: "p50", name: "Half within", colour: "var(--chart-3)", read: (row) => row.latency_p50_ms },
      { key: "p95", name: "95 % within", colour: "var(--chart-4)", read: (row) => row.latency_p95_ms },
    ],
  },
  {
    id: "errors",
    name: "Errors",
    unit: "",
    lines: [
      {
        key: "errors",
        name: "Refused or failed",
        colour: "var(--danger)",
        read: (row) => row.failed_requests,
      },
    ],
  },
];

const days = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

/** A day or an hour of the axis. */
export function nameSlot(group: string, by: UsageSummary["by"]): string {
  return by === "hour" ? group.slice(11, 16) : days.format(new Date(`${group}T00:00:00Z`));
}

export const withUnit = (value: number | null | undefined, unit: string): string =>
  value === null || value === undefined ? "none" : `${formatNumber(value)}${unit}`;
