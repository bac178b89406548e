import { listWithheld } from "@/lib/accounts";
import type { RunStatement, Spared } from "@/lib/core/retention";
import { clock } from "@/lib/core/clock";
import { databasePool, db } from "@/lib/db";
import { findHeld } from "./legal-holds";

/** What no rule of retention may touch: whoever is restricted or waits for an erasure, and whatever a hold keeps. */
export async function findSpared(): Promise<Spared> {
  const [withheld, held] = await Promise.all([listWithheld(), findHeld()]);
  return {
    organizationIds: [...new Set([...withheld.organizationIds, ...held.organizationIds])],
    userIds: [...new Set([...withheld.userIds, ...held.userIds])],
  };
}

/**
 * Adds what a sweep removed to the day's receipts, nothing included: that it ran is told as well. By `query` it is part of
 * the transaction that removes it.
 */
export async function keepReceipts(
  removed: Readonly<Record<string, number>>,
  query: RunStatement = (text, values) => databasePool().query(text, values),
): Promise<void> {
  const rules = Object.keys(removed);
  if (rules.length === 0) return;
  const at = clock.now().toISOString();
  await query(
    `INSERT INTO retention_receipts AS receipt (rule, day, removed, last_at)
     SELECT rule, $3::date, removed, $4::timestamptz FROM unnest($1::text[], $2::int[]) AS swept (rule, removed)
     ON CONFLICT (rule, day) DO UPDATE SET
       removed = receipt.removed + excluded.removed, last_at = greatest(receipt.last_at, excluded.last_at)`,
    [rules, rules.map((rule) => removed[rule]), at.slice(0, 10), at],
  );
}

/** What the sweep removed lately, the newest day first. */
export function listReceipts(days = 30) {
  return db().retentionReceipt.findMany({
    where: { day: { gte: new Date(clock.now().getTime() - days * 86_400_000) } },
    orderBy: [{ day: "desc" }, { rule: "asc" }],
  });
}
