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
    "error_code",
    "parameters",
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
    row.error_code,
    JSON.stringify(row.parameters),
  ]),
});

const counted = ["requests", "failed_requests", "credits_used"];
const timed = [...counted, "latency_p50_ms", "latency_p95_ms"];
const made = ["generations", "failed_generations", "credits_used"];
const headers: Record<UsageSummary["by"], string[]> = {
  hour: ["hour_utc", ...timed],
  day: ["day_utc", ...timed],
  key: ["key_id", "key_name", ...timed],
  project: ["project_id", "project_name", ...made],
  engine: ["engine", ...made],
  status: ["status_code", ...timed],
  end_user: ["end_user_id", ...made],
};
const byModel = (by: UsageSummary["by"]): boolean => by === "engine" || by === "end_user" || by === "project";

export const summaryTable = ({ by, data }: UsageSummary): Table => ({
  name: `usage-by-${by}`,
  header: headers[by],
  rows: data.map((row) => [
    row.group,
    ...(by === "key" || by === "project" ? [row.label] : []),
    row.requests,
    row.failed_requests,
    row.credits_used,
    ...(byModel(by) ? [] : [row.latency_p50_ms, row.latency_p95_ms]),
  ]),
});
