import { Prisma, runPrepared, type Context } from "@/lib/db";

/** Credits that can be spent now, of an organization or of the context's. An organization without a ledger has 0. */
export async function getBalance(of: string | Context): Promise<number> {
  const { organizationId, tx }: Pick<Context, "organizationId" | "tx"> =
    typeof of === "string" ? { organizationId: of } : of;
  const statement = Prisma.sql`SELECT balance FROM credit_balances WHERE organization_id = ${organizationId}`;
  const rows = await (tx ? tx.$queryRaw<Balance[]>(statement) : runPrepared<Balance>(statement));
  return rows[0]?.balance ?? 0;
}

interface Balance {
  balance: number;
}
