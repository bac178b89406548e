import { db, type Context } from "@/lib/db";

/** Credits that can be spent now, of an organization or of the context's. An organization without a ledger has 0. */
export async function getBalance(of: string | Context): Promise<number> {
  const organizationId = typeof of === "string" ? of : of.organizationId;
  const client = (typeof of === "string" ? undefined : of.tx) ?? db();
  const row = await client.creditBalance.findUnique({ where: { organizationId } });
  return row?.balance ?? 0;
}
