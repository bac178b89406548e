import type { Table } from "@/lib/core/table";
import type { RequestPage, UsageSummary } from "./schema";

/** Times are in UTC, and say so. */
export const requestTable = ({ data }: RequestPage): Table => ({
  name: "requests",
  header: [
    "created_at_utc",
    "request_id",
    "method",
    "endpoint",
    "status_code",
    "key_id",
    "generation_id",
    "credits_used",
    "duration_ms",
  ],
  rows: data.map((row) => [
    row.created_at,
    row.id,
    row.method,
    row.endpoint,
    row.status_code,
    row.key_id,
    row.generation_id,
    row.credits_used,
    row.duration_ms,
  ]),
});

const counted = ["requests", "failed_requests", "credits_used"];
const headers: Record<UsageSummary["by"], string[]> = {
  day: ["day_utc", ...counted],
  key: ["key_id", "key_name", ...counted],
  engine: ["engine", "generations", "failed_generations", "credits_used"],
  status: ["status_code", ...counted],
};

export const summaryTable = ({ by, data }: UsageSummary): Table => ({
  name: `usage-by-${by}`,
  header: headers[by],
  rows: data.map((row) => [
    row.group,
    ...(by === "key" ? [row.label] : []),
    row.requests,
    row.failed_requests,
    row.credits_used,
  ]),
});
