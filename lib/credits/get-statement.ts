import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Table } from "@/lib/core/table";
import { db, Prisma, type Context } from "@/lib/db";
import type { Statement, StatementLine } from "./schema";

/**
 * One calendar month (UTC) of an organization's credits: what it began and ended with, each movement that was not a
 * generation's, and what generations took on each day. `opening` + the lines = `closing`. Throws `invalid_request` for a month
 * that has not begun.
 */
export async function getStatement(
  { organizationId }: Context,
  { month }: { month: string },
): Promise<Statement> {
  const [from, to] = [monthStart(month, 0), monthStart(month, 1)];
  if (from > clock.now()) {
    const message = "This month has not begun.";
    throw new AppError("invalid_request", message, { param: "month", errors: { month: [message] } });
  }
  const span = Prisma.sql`organization_id = ${organizationId}
    AND created_at >= ${from.toISOString()}::timestamptz AND created_at < ${to.toISOString()}::timestamptz`;
  const [[sums], lines] = await Promise.all([
    db().$queryRaw<{ opening: number; owed: number }[]>(Prisma.sql`
      SELECT coalesce(sum(amount) FILTER (WHERE created_at < ${from.toISOString()}::timestamptz), 0)::int AS opening,
        coalesce(sum(owed), 0)::int AS owed
      FROM ledger_entries
      WHERE organization_id = ${organizationId} AND created_at < ${to.toISOString()}::timestamptz`),
    db().$queryRaw<StatementLine[]>(Prisma.sql`
      SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, kind::text AS kind, reason, amount AS credits, number
      FROM ledger_entries WHERE ${span} AND generation_id IS NULL
      UNION ALL
      SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), 'generations',
        count(*) FILTER (WHERE kind = 'reserve') || CASE count(*) FILTER (WHERE kind = 'reserve')
          WHEN 1 THEN ' generation' ELSE ' generations' END || ', less what failed', sum(amount)::int, max(number)
      FROM ledger_entries WHERE ${span} AND generation_id IS NOT NULL GROUP BY 1
      ORDER BY day, number`),
  ]);
  const plain = lines.map(({ day, kind, reason, credits }) => ({ day, kind, reason, credits }));
  const moved = plain.reduce((sum, { credits }) => sum + credits, 0);
  return { month, opening: sums.opening, closing: sums.opening + moved, owed: sums.owed, lines: plain };
}

/** The months that there are statements of, the newest first: from the first movement to the month that runs. */
export async function listStatementMonths({ organizationId }: Context): Promise<string[]> {
  const now = clock.now();
  const { _min } = await db().ledgerEntry.aggregate({ where: { organizationId }, _min: { createdAt: true } });
  const first = (_min.createdAt ?? now).toISOString().slice(0, 7);
  const months: string[] = [];
  for (let back = 0; months.at(-1) !== first && back < MOST_MONTHS; back++) {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back))
      .toISOString()
      .slice(0, 7);
    if (month < first) break;
    months.push(month);
  }
  return months;
}

/** The ledger itself is kept no longer. */
const MOST_MONTHS = 7 * 12 + 1;

/** The same for a spreadsheet. */
export const statementTable = ({ month, opening, closing, lines }: Statement): Table => ({
  name: `credits-${month}`,
  header: ["day", "kind", "reason", "credits"],
  rows: [
    [`${month}-01`, "opening", "Balance at the beginning", opening],
    ...lines.map(({ day, kind, reason, credits }) => [day, kind, reason, credits]),
    [month, "closing", "Balance at the end", closing],
  ],
});

function monthStart(month: string, ahead: number): Date {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + ahead));
}
