import { clock } from "@/lib/core/clock";
import { db, Prisma, transaction } from "@/lib/db";
import { lockAccount, moveCredits } from "./move-credits";
import { settleLots } from "./settle-lots";

const ORGANIZATIONS = 500;

/**
 * Ends the lots whose time is over, one organization after the other; what is left of them leaves the balance. Returns how
 * many ended. May be killed anywhere and run again, or run twice at once.
 */
export async function expireCredits(): Promise<number> {
  const now = clock.now();
  const due = await db().$queryRaw<{ organizationId: string }[]>(Prisma.sql`
    SELECT DISTINCT organization_id AS "organizationId" FROM credit_lots
    WHERE remaining > 0 AND expires_at <= ${now.toISOString()}::timestamptz LIMIT ${ORGANIZATIONS}`);
  let ended = 0;
  for (const { organizationId } of due) ended += await expireOf(organizationId, now);
  return ended;
}

function expireOf(organizationId: string, now: Date): Promise<number> {
  return transaction(undefined, async (tx) => {
    const { balance } = await lockAccount(tx, organizationId);
    const lots = await settleLots(tx, organizationId, balance);
    const over = lots.filter(({ expiresAt }) => expiresAt && expiresAt <= now);
    for (const { id, remaining } of over) {
      const reason = "Credits whose time is over";
      // A lot that was filled again after it ended would end twice: its entries are told apart by what it held.
      const cause = `${id}:expire:${await tx.ledgerEntry.count({ where: { cause: { startsWith: `${id}:expire:` } } })}`;
      await moveCredits(tx, { organizationId, kind: "expire", amount: -remaining, cause, reason });
      await tx.creditLot.update({ where: { id }, data: { remaining: 0 } });
    }
    return over.length;
  });
}
