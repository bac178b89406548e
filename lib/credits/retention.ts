import { clock } from "@/lib/core/clock";
import type { NoteRemoved, RetentionRule, Spared } from "@/lib/core/retention";
import { db, Prisma, statementsIn, transaction } from "@/lib/db";

const BOOK_YEARS = 7;

/**
 * The books of organizations that are gone, once their newest entry is seven years old: all of them at once, for a part of
 * a ledger sums to nothing. While an organization lives its balance rests on every entry.
 */
const dueOrganizations = (asOf: Date, { organizationIds }: Spared, limit: number) =>
  db().$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT organization_id AS id FROM credit_balances AS book
    WHERE organization_id <> ALL(${[...organizationIds]}::text[])
      AND NOT EXISTS (SELECT FROM organizations WHERE organizations.id = book.organization_id)
      AND NOT EXISTS (
        SELECT FROM ledger_entries AS entry WHERE entry.organization_id = book.organization_id
          AND entry.created_at >= ${asOf.toISOString()}::timestamptz - make_interval(years => ${BOOK_YEARS}::int))
    ORDER BY 1 LIMIT ${limit}`);

async function sweepBooks(limit: number, spared: Spared, note?: NoteRemoved): Promise<number> {
  const due = await dueOrganizations(clock.now(), spared, limit);
  let removed = 0;
  for (const { id: organizationId } of due)
    removed += await transaction(undefined, async (tx) => {
      await tx.$queryRaw(Prisma.sql`SELECT set_config('printpal.erasing', 'on', true)`);
      await tx.ledgerEntry.deleteMany({ where: { organizationId } });
      await tx.creditLot.deleteMany({ where: { organizationId } });
      const { count } = await tx.creditBalance.deleteMany({ where: { organizationId } });
      if (count > 0) await note?.(count, statementsIn(tx));
      return count;
    });
  return removed;
}

export const creditRetention: RetentionRule = {
  id: "ledger",
  what: "The credit ledger and its balances: payment records, by the tax laws",
  keptHours: () => BOOK_YEARS * 365 * 24,
  countedFrom: "The newest entry of an organization that was erased; while it lives all is kept",
  removes: "Everything that was booked for the organization",
  due: async (asOf, spared) => (await dueOrganizations(asOf, spared, 100_000)).length,
  sweep: sweepBooks,
};
