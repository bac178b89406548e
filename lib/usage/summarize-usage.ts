import { db, Prisma, type Context } from "@/lib/db";
import { nameEndUsers, PORTAL } from "./name-end-users";
import { nameGroups, NO_PROJECT } from "./name-groups";
import { readPeriod, type Period } from "./read-period";
import type { SummarizeUsage, UsageRow, UsageSummary } from "./schema";

interface Count {
  group: string;
  requests: number;
  failed: number;
  credits: number;
  p50: number | null;
  p95: number | null;
}

/**
 * Calls and credits of a period, one row an hour or a day (empty ones too), a key, a project, an engine, a status code or an end user.
 * Whole days are read from their sums, where no times are asked for; all else from the log itself. Throws
 * `invalid_request` for a period that ends before it begins or is too long.
 */
export async function summarizeUsage(
  ctx: Context,
  { by = "day", ...wanted }: Partial<SummarizeUsage> = {},
  { latency = false }: { latency?: boolean } = {},
): Promise<UsageSummary> {
  const period = readPeriod(wanted, by);
  const counts = await count(ctx.organizationId, { ...period, fromLog: latency || !period.wholeDays }, by);
  const named = await nameGroups(ctx.organizationId, by);
  const rows = by === "day" || by === "hour" ? fill(period.slots, counts) : counts;
  const data = (by === "end_user" ? await nameEndUsers(ctx.organizationId, rows) : rows).map(
    (row): UsageRow => ({
      group: row.group,
      label: named.get(row.group) ?? row.group,
      requests: row.requests,
      failed_requests: row.failed,
      credits_used: row.credits,
      latency_p50_ms: row.p50,
      latency_p95_ms: row.p95,
    }),
  );
  const sum = (pick: (row: UsageRow) => number) => data.reduce((total, row) => total + pick(row), 0);
  return {
    object: "usage_summary",
    by,
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    time_zone: "UTC",
    data,
    totals: {
      requests: sum((row) => row.requests),
      failed_requests: sum((row) => row.failed_requests),
      credits_used: sum((row) => row.credits_used),
    },
  };
}

/** Requests from the log or its days; credits from the ledger, which also knows what came back and what the portal made. */
async function count(organizationId: string, period: Read, by: SummarizeUsage["by"]): Promise<Count[]> {
  const calls = await countOf(organizationId, period, by);
  if (by === "status") return calls;
  const spent = await db().$queryRaw<{ group: string; credits: number }[]>`
    SELECT ${spender[by]} AS "group", (-SUM(entry.amount))::int AS credits
    FROM ledger_entries entry JOIN generations generation ON generation.id = entry.generation_id
    WHERE entry.organization_id = ${organizationId}
      AND entry.created_at BETWEEN ${period.from} AND ${period.until}
    GROUP BY 1 ORDER BY 1`;
  return merge(calls, spent);
}

const slot = (column: string, form: string) => Prisma.raw(`to_char(${column} AT TIME ZONE 'UTC', '${form}')`);
const forms = { day: "YYYY-MM-DD", hour: 'YYYY-MM-DD"T"HH24:00"Z"' };
/** The engine that ran, or what was asked for where none has yet. */
const ENGINE = Prisma.raw("COALESCE(generation.engine, generation.engine_requested)");
const PROJECT = Prisma.raw(`COALESCE(generation.project_id, '${NO_PROJECT}')`);
const END_USER = Prisma.raw("COALESCE(generation.end_user_hash, '')");

const called = {
  day: slot("created_at", forms.day),
  hour: slot("created_at", forms.hour),
  key: Prisma.raw("api_key_id"),
  status: Prisma.raw("status_code::text"),
};
const spender = {
  day: slot("entry.created_at", forms.day),
  hour: slot("entry.created_at", forms.hour),
  key: Prisma.raw(`COALESCE(generation.api_key_id, '${PORTAL}')`),
  project: PROJECT,
  engine: ENGINE,
  end_user: END_USER,
};

type Read = Period & { fromLog: boolean };

function countOf(organizationId: string, period: Read, by: SummarizeUsage["by"]): Promise<Count[]> {
  if (by === "engine") return countModels(organizationId, period, ENGINE);
  if (by === "project") return countModels(organizationId, period, PROJECT);
  if (by === "end_user") return countModels(organizationId, period, END_USER);
  if (by === "hour" || period.fromLog) return countCalls(organizationId, period, called[by]);
  return sumDays(organizationId, period, by === "day" ? DAY : called[by]);
}

const DAY = Prisma.raw("to_char(day, 'YYYY-MM-DD')");

const sumDays = (organizationId: string, { from, until }: Period, group: Prisma.Sql): Promise<Count[]> =>
  db().$queryRaw<Count[]>`
    SELECT ${group} AS "group", SUM(requests)::int AS requests,
      COALESCE(SUM(requests) FILTER (WHERE status_code >= 400), 0)::int AS failed,
      SUM(credits)::int AS credits, NULL::int AS p50, NULL::int AS p95
    FROM usage_days
    WHERE organization_id = ${organizationId}
      AND day BETWEEN (${from}::timestamptz AT TIME ZONE 'UTC')::date AND (${until}::timestamptz AT TIME ZONE 'UTC')::date
    GROUP BY 1 ORDER BY 1`;

const countModels = (organizationId: string, { from, until }: Period, group: Prisma.Sql): Promise<Count[]> =>
  db().$queryRaw<Count[]>`
    SELECT ${group} AS "group", COUNT(*)::int AS requests,
      (COUNT(*) FILTER (WHERE status = 'failed'))::int AS failed, 0 AS credits, NULL::int AS p50, NULL::int AS p95
    FROM generations generation
    WHERE organization_id = ${organizationId} AND created_at BETWEEN ${from} AND ${until}
    GROUP BY 1 ORDER BY 1`;

const countCalls = (organizationId: string, { from, until }: Period, group: Prisma.Sql): Promise<Count[]> =>
  db().$queryRaw<Count[]>`
    SELECT ${group} AS "group", COUNT(*)::int AS requests,
      (COUNT(*) FILTER (WHERE status_code >= 400))::int AS failed, SUM(credits_used)::int AS credits,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY duration_ms) AS p50,
      percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95
    FROM api_requests WHERE organization_id = ${organizationId} AND created_at BETWEEN ${from} AND ${until}
    GROUP BY 1 ORDER BY 1`;

const nothing = (group: string): Count => ({
  group,
  requests: 0,
  failed: 0,
  credits: 0,
  p50: null,
  p95: null,
});

function merge(calls: Count[], spent: { group: string; credits: number }[]): Count[] {
  const rows = new Map(calls.map((call) => [call.group, { ...call, credits: 0 }]));
  for (const { group, credits } of spent)
    rows.set(group, { ...(rows.get(group) ?? nothing(group)), credits });
  return [...rows.values()];
}

function fill(slots: readonly string[], counts: Count[]): Count[] {
  const known = new Map(counts.map((row) => [row.group, row]));
  return slots.map((group) => known.get(group) ?? nothing(group));
}
