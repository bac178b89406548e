import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { Prisma, type Tx } from "@/lib/db";
import { toLedgerEntry } from "./record";
import type { CreditSource, LedgerEntry, LedgerEntryKind } from "./schema";

export interface Movement {
  organizationId: string;
  kind: LedgerEntryKind;
  /** Credits added to the balance; negative where they leave it. */
  amount: number;
  /** Unique over the whole ledger: the same cause moves credits once. */
  cause: string;
  reason: string;
  generationId?: string;
  /** Where added credits come from. */
  source?: CreditSource;
  /** Credits that are owed from now on, or no longer where negative. */
  owed?: number;
}

/**
 * Adds one entry and moves the balance with it; every verb of this room ends here. Idempotent: a cause that is already
 * in the ledger returns its entry and moves nothing. Throws `insufficient_credits` where the balance would fall below 0,
 * and `conflict` where the cause stands there with another amount or organization. What comes in pays first what is owed,
 * by an entry of its own: an organization never owes and has at once. `locked` is what {@link lockAccount} said, where the
 * transaction holds the lock and moved nothing since.
 */
export async function moveCredits(
  tx: Tx,
  movement: Movement,
  locked?: Locked,
): Promise<{ entry: LedgerEntry; moved: boolean }> {
  const { balance, owed } = locked ?? (await lockAccount(tx, movement.organizationId));
  const moved = await move(tx, movement);
  if (moved && movement.amount > 0 && owed > 0) await payOwed(tx, movement, owed);
  if (moved) return { entry: moved, moved: true };
  const known = await tx.ledgerEntry.findUnique({ where: { cause: movement.cause } });
  if (!known) throw insufficientCredits(-movement.amount, balance);
  if (known.organizationId !== movement.organizationId || known.amount !== movement.amount)
    throw new AppError("conflict", "Credits were already moved for the same cause, but not these.");
  return { entry: toLedgerEntry(known), moved: false };
}

async function payOwed(tx: Tx, { organizationId, amount, cause }: Movement, owed: number): Promise<void> {
  const paid = Math.min(amount, owed);
  await move(tx, {
    organizationId,
    kind: "debt",
    amount: -paid,
    owed: -paid,
    cause: `${cause}:debt`,
    reason: "Pays credits that were spent before their payment went back",
  });
}

/**
 * Entry and balance by one statement, under the lock; null, and nothing changed, where the cause is known or the balance
 * would fall below 0.
 */
async function move(tx: Tx, movement: Movement): Promise<LedgerEntry | null> {
  const { kind, amount, reason, generationId = null, source = null, owed = 0 } = movement;
  const made = { id: newId("ledgerEntry"), createdAt: clock.now() };
  const rows = await tx.$queryRaw<{ balanceAfter: number }[]>(
    Prisma.sql`WITH ${movementSteps(movement, made)} SELECT balance_after AS "balanceAfter" FROM entered`,
  );
  if (!rows[0]) return null;
  const { balanceAfter } = rows[0];
  return toLedgerEntry({ ...made, kind, amount, balanceAfter, reason, source, owed, generationId });
}

/**
 * A movement as the steps `moved` and `entered` of a statement, each with one row, or with none where the cause is known
 * or the balance would fall below 0; what stands or falls with it selects from `moved`.
 */
export function movementSteps(
  { organizationId, kind, amount, cause, reason, generationId, source, owed = 0 }: Movement,
  { id, createdAt }: { id: string; createdAt: Date },
): Prisma.Sql {
  const now = Prisma.sql`${createdAt.toISOString()}::timestamptz`;
  return Prisma.sql`
    moved AS (
      UPDATE credit_balances SET balance = balance + ${amount}::int, owed = owed + ${owed}::int, updated_at = ${now}
      WHERE organization_id = ${organizationId} AND balance + ${amount}::int >= 0
        AND NOT EXISTS (SELECT 1 FROM ledger_entries WHERE cause = ${cause})
      RETURNING balance
    ),
    entered AS (
      INSERT INTO ledger_entries
        (id, organization_id, kind, amount, balance_after, cause, reason, source, owed, generation_id,
          created_at)
      SELECT ${id}, ${organizationId}, ${kind}::ledger_entry_kind, ${amount}::int, balance, ${cause}, ${reason},
        ${source ?? null}::credit_source, ${owed}::int, ${generationId ?? null}::text, ${now} FROM moved
      RETURNING balance_after
    )`;
}

export interface Locked {
  balance: number;
  owed: number;
}

/** What {@link lockAccount} says of the balance. */
export const lockBalance = async (tx: Tx, organizationId: string): Promise<number> =>
  (await lockAccount(tx, organizationId)).balance;

/**
 * What the organization has and owes, its row locked until the transaction ends: movements of one organization queue
 * here. The row is made where it is missing, which also settles who is first among two that make it at once.
 */
export async function lockAccount(tx: Tx, organizationId: string): Promise<Locked> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const rows = await tx.$queryRaw<Locked[]>(
      Prisma.sql`SELECT balance, owed FROM credit_balances WHERE organization_id = ${organizationId} FOR UPDATE`,
    );
    if (rows[0]) return rows[0];
    await tx.creditBalance.createMany({ data: [{ organizationId, balance: 0 }], skipDuplicates: true });
  }
  throw new Error(`No balance row for ${organizationId}`);
}

export function insufficientCredits(required: number, available: number): AppError {
  return new AppError(
    "insufficient_credits",
    `This costs ${required} credits and ${available} are left. Add credits, or choose a lower quality.`,
    { creditsRequired: required, creditsAvailable: available },
  );
}
