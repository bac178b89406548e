import { listLedger, toLedgerEntry, type LedgerPage, type ListLedger } from "@/lib/credits";
import { db, Prisma, type Context } from "@/lib/db";

export interface ListMovements extends Partial<ListLedger> {
  /** Only movements of generations that this key made. */
  key_id?: string;
  /** Only those of generations that this person made in the portal. */
  user_id?: string;
}

type Row = Parameters<typeof toLedgerEntry>[0];

/**
 * The ledger's movements, newest first, also by who made the generation that they are about, which the ledger itself does
 * not know. Throws what `listLedger` does.
 */
export async function listMovements(
  ctx: Context,
  { key_id, user_id, ...wanted }: ListMovements,
): Promise<LedgerPage> {
  if (!key_id && !user_id) return listLedger(ctx, wanted);
  const { limit = 20, after, kind, source, generation_id, created_after, created_before } = wanted;
  // Refuses what it would refuse by itself.
  if (after || created_after) await listLedger(ctx, { after, created_after, created_before, limit: 1 });
  const rows = await db().$queryRaw<Row[]>(Prisma.sql`
    SELECT entry.id, entry.kind::text AS kind, entry.amount, entry.balance_after AS "balanceAfter", entry.reason,
      entry.source::text AS source, entry.owed, entry.generation_id AS "generationId", entry.created_at AS "createdAt"
    FROM ledger_entries AS entry
    JOIN generations AS made ON made.id = entry.generation_id AND made.organization_id = entry.organization_id
    WHERE entry.organization_id = ${ctx.organizationId}
      ${only("made.api_key_id", "=", key_id)} ${only("made.user_id", "=", user_id)}
      ${only("entry.generation_id", "=", generation_id)}
      ${only("entry.kind::text", "=", kind)} ${only("entry.source::text", "=", source)}
      ${only("entry.created_at", ">=", created_after, "::timestamptz")}
      ${only("entry.created_at", "<", created_before, "::timestamptz")}
      ${after ? Prisma.sql`AND entry.number < (SELECT number FROM ledger_entries WHERE id = ${after})` : Prisma.empty}
    ORDER BY entry.number DESC LIMIT ${limit + 1}`);
  return { object: "list", data: rows.slice(0, limit).map(toLedgerEntry), has_more: rows.length > limit };
}

/** One condition where there is a value; all else is our own text. */
const only = (column: string, sign: string, value: string | undefined, type = ""): Prisma.Sql =>
  value === undefined
    ? Prisma.empty
    : Prisma.sql`AND ${Prisma.raw(`${column} ${sign}`)} ${value}${Prisma.raw(type)}`;
