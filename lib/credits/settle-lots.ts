import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { Prisma, type Tx } from "@/lib/db";
import { refillLots, spendLots, type Lot } from "./spend-order";

/** Of lots that are used up, how many are looked at for room when credits come back. */
const RECENT = 100;

/**
 * Tells the lots what left the balance, or came back to it, since this was last called; then they add up to `balance`, which
 * is locked. Everything that adds, ends or takes back lots begins with this: what was spent until then came from the lots
 * of then. Returns those that are not used up.
 */
export async function settleLots(tx: Tx, organizationId: string, balance: number): Promise<Lot[]> {
  const lots = await readLots(tx, organizationId);
  const spent = lots.reduce((sum, { remaining }) => sum + remaining, 0) - balance;
  if (spent === 0) return lots;
  if (spent > 0) await write(tx, spendLots(lots, spent));
  else await refill(tx, organizationId, -spent);
  return readLots(tx, organizationId);
}

export function readLots(tx: Pick<Tx, "creditLot">, organizationId: string): Promise<Lot[]> {
  return tx.creditLot.findMany({ where: { organizationId, remaining: { gt: 0 } } });
}

async function refill(tx: Tx, organizationId: string, amount: number): Promise<void> {
  const now = clock.now();
  const lots = await tx.$queryRaw<Lot[]>(Prisma.sql`
    SELECT id, number, source, granted, remaining, expires_at AS "expiresAt" FROM credit_lots
    WHERE organization_id = ${organizationId} AND remaining < granted
      AND (expires_at IS NULL OR expires_at > ${now.toISOString()}::timestamptz)
    ORDER BY expires_at DESC NULLS FIRST, source = 'pack' DESC, number DESC LIMIT ${RECENT}`);
  const { left, rest } = refillLots(lots, amount, now);
  await write(tx, left);
  if (rest === 0) return;
  const id = newId("ledgerEntry");
  await tx.creditLot.create({
    data: { id, organizationId, source: "returned", granted: rest, remaining: rest, createdAt: now },
  });
}

async function write(tx: Tx, left: ReadonlyMap<string, number>): Promise<void> {
  const ids = [...left.keys()];
  if (ids.length === 0) return;
  await tx.$executeRaw(Prisma.sql`
    UPDATE credit_lots SET remaining = changed.remaining
    FROM unnest(${ids}::text[], ${[...left.values()]}::int[]) AS changed(id, remaining)
    WHERE credit_lots.id = changed.id`);
}
