import { listWithheld } from "@/lib/accounts";
import type { Spared } from "@/lib/core/retention";
import { clock } from "@/lib/core/clock";
import { db, Prisma } from "@/lib/db";
import { findHeld } from "./legal-holds";

/** What no rule of retention may touch: whoever is restricted or waits for an erasure, and whatever a hold keeps. */
export async function findSpared(): Promise<Spared> {
  const [withheld, held] = await Promise.all([listWithheld(), findHeld()]);
  return {
    organizationIds: [...new Set([...withheld.organizationIds, ...held.organizationIds])],
    userIds: [...new Set([...withheld.userIds, ...held.userIds])],
  };
}

/** Adds what a sweep removed to the day's receipts, nothing included: that it ran is told as well. */
export async function keepReceipts(removed: Readonly<Record<string, number>>): Promise<void> {
  const at = clock.now();
  const rows = Object.entries(removed).map(
    ([rule, count]) => Prisma.sql`(${rule}, ${at.toISOString().slice(0, 10)}::date, ${count}::int, ${at})`,
  );
  if (rows.length === 0) return;
  await db().$executeRaw(Prisma.sql`
    INSERT INTO retention_receipts AS receipt (rule, day, removed, last_at) VALUES ${Prisma.join(rows)}
    ON CONFLICT (rule, day) DO UPDATE SET
      removed = receipt.removed + excluded.removed, last_at = greatest(receipt.last_at, excluded.last_at)`);
}

/** What the sweep removed lately, the newest day first. */
export function listReceipts(days = 30) {
  return db().retentionReceipt.findMany({
    where: { day: { gte: new Date(clock.now().getTime() - days * 86_400_000) } },
    orderBy: [{ day: "desc" }, { rule: "asc" }],
  });
}
