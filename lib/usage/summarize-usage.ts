import { clock } from "@/lib/core/clock";
import { db, Prisma, type Context } from "@/lib/db";
import type { SummarizeUsage, UsageRow, UsageSummary } from "./schema";

const DAY_MS = 86_400_000;

interface Count {
  group: string;
  requests: number;
  failed: number;
  credits: number;
}

/** Calls and credits of the last `days` UTC days, one row a day (empty ones too), a key, an engine or a status code. */
export async function summarizeUsage(
  ctx: Context,
  { days = 30, by = "day" }: Partial<SummarizeUsage> = {},
): Promise<UsageSummary> {
  const to = clock.now();
  const from = new Date(Math.floor(to.getTime() / DAY_MS) * DAY_MS - (days - 1) * DAY_MS);
  const counts = await count(ctx.organizationId, from, by);
  const named = by === "key" ? await nameKeys(ctx.organizationId) : new Map<string, string>();
  const rows = by === "day" ? fillDays(from, days, counts) : counts;
  const data = rows.map((row): UsageRow => ({
    group: row.group,
    label: named.get(row.group) ?? row.group,
    requests: row.requests,
    failed_requests: row.failed,
    credits_used: row.credits,
  }));
  const sum = (pick: (row: UsageRow) => number) => data.reduce((total, row) => total + pick(row), 0);
  return {
    object: "usage_summary",
    by,
    from: from.toISOString(),
    to: to.toISOString(),
    time_zone: "UTC",
    data,
    totals: {
      requests: sum((row) => row.requests),
      failed_requests: sum((row) => row.failed_requests),
      credits_used: sum((row) => row.credits_used),
    },
  };
}

/** Requests from the days of the log; credits from the ledger, which also knows what came back and what the portal made. */
async function count(organizationId: string, from: Date, by: SummarizeUsage["by"]): Promise<Count[]> {
  const called = {
    day: Prisma.raw("to_char(day, 'YYYY-MM-DD')"),
    key: Prisma.raw("api_key_id"),
    status: Prisma.raw("status_code::text"),
  };
  const calls = await (by === "engine"
    ? countModels(organizationId, from)
    : countCalls(organizationId, from, called[by]));
  if (by === "status") return calls;
  const spender = {
    day: Prisma.raw("to_char(entry.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"),
    key: Prisma.raw("COALESCE(generation.api_key_id, 'portal')"),
    engine: ENGINE,
  };
  const spent = await db().$queryRaw<{ group: string; credits: number }[]>`
    SELECT ${spender[by]} AS "group", (-SUM(entry.amount))::int AS credits
    FROM ledger_entries entry JOIN generations generation ON generation.id = entry.generation_id
    WHERE entry.organization_id = ${organizationId} AND entry.created_at >= ${from}
    GROUP BY 1 ORDER BY 1`;
  return merge(calls, spent);
}
/** The engine that ran, or what was asked for where none has yet. */
const ENGINE = Prisma.raw("COALESCE(generation.engine, generation.engine_requested)");

const countModels = (organizationId: string, from: Date): Promise<Count[]> =>
  db().$queryRaw<Count[]>`
    SELECT ${ENGINE} AS "group", COUNT(*)::int AS requests,
      (COUNT(*) FILTER (WHERE status = 'failed'))::int AS failed, 0 AS credits
    FROM generations generation WHERE organization_id = ${organizationId} AND created_at >= ${from}
    GROUP BY 1 ORDER BY 1`;

const countCalls = (organizationId: string, from: Date, group: Prisma.Sql): Promise<Count[]> =>
  db().$queryRaw<Count[]>`
    SELECT ${group} AS "group", SUM(requests)::int AS requests,
      COALESCE(SUM(requests) FILTER (WHERE status_code >= 400), 0)::int AS failed,
      SUM(credits)::int AS credits
    FROM usage_days
    WHERE organization_id = ${organizationId} AND day >= (${from}::timestamptz AT TIME ZONE 'UTC')::date
    GROUP BY 1 ORDER BY 1`;

function merge(calls: Count[], spent: { group: string; credits: number }[]): Count[] {
  const rows = new Map(calls.map((call) => [call.group, { ...call, credits: 0 }]));
  for (const { group, credits } of spent) {
    const row = rows.get(group) ?? { group, requests: 0, failed: 0, credits: 0 };
    rows.set(group, { ...row, credits });
  }
  return [...rows.values()];
}

function fillDays(from: Date, days: number, counts: Count[]): Count[] {
  const known = new Map(counts.map((row) => [row.group, row]));
  return Array.from({ length: days }, (_, index) => {
    const group = new Date(from.getTime() + index * DAY_MS).toISOString().slice(0, 10);
    return known.get(group) ?? { group, requests: 0, failed: 0, credits: 0 };
  });
}

async function nameKeys(organizationId: string): Promise<Map<string, string>> {
  const keys = await db().apiKey.findMany({ where: { organizationId }, select: { id: true, name: true } });
  return new Map([...keys.map((key): [string, string] => [key.id, key.name]), ["portal", "Portal"]]);
}
