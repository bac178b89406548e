import { db, Prisma } from "@/lib/db";

export interface VaultGuard {
  /** Whether the records stand under a role of their own. */
  ownRole: boolean;
  /** Whether this connection could read them all the same. */
  readable: boolean;
}

/** How well the financial records are kept from the portal itself, for `portal doctor`. */
export async function guardOfVault(): Promise<VaultGuard> {
  const [row] = await db().$queryRaw<VaultGuard[]>(Prisma.sql`
    SELECT tableowner <> current_user AS "ownRole",
      has_table_privilege(current_user, 'fin_vault.records', 'SELECT') AS readable
    FROM pg_tables WHERE schemaname = 'fin_vault' AND tablename = 'records'`);
  return row ?? { ownRole: false, readable: true };
}

export interface ReprintedRecord {
  kind: string;
  reference: string;
  occurred_at: string;
  amount_cents: number;
  tax_cents: number;
  currency: string;
  credits: number;
  description: string;
  invoice_number: string | null;
  country: string | null;
  tax_id: string | null;
}

/**
 * The records of one year as the finance role reads them, for whoever keeps the operator's books; an invoice that was written
 * after its payment stands with it. Throws the database's
 * refusal where this connection may not take that role.
 */
export function readRecords(year: number): Promise<ReprintedRecord[]> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw(Prisma.sql`SET LOCAL ROLE printpal_finance`);
    return tx.$queryRaw<ReprintedRecord[]>(Prisma.sql`
      SELECT kind, reference, to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS occurred_at,
        amount_cents::float8 AS amount_cents, tax_cents::float8 AS tax_cents, currency, credits, description,
        coalesce(invoice_number, (SELECT later.invoice_number FROM fin_vault.records AS later
          WHERE later.kind = 'invoice' AND later.reference = record.reference AND record.kind = 'payment')) AS invoice_number,
        country, tax_id
      FROM fin_vault.records AS record
      WHERE kind <> 'invoice' AND extract(year FROM occurred_at AT TIME ZONE 'UTC') = ${year} ORDER BY number`);
  });
}
