import { AppError } from "@/lib/core/errors";
import type { Context, Prisma, Tx } from "@/lib/db";

/** A key of the context's organization; another's is `not_found`, word for word like one that never was. */
export async function findOwnKey(tx: Tx, ctx: Context, id: string): Promise<Prisma.ApiKeyModel> {
  const row = await tx.apiKey.findFirst({ where: { id, organizationId: ctx.organizationId } });
  if (!row) throw new AppError("not_found", "There is no such key.");
  return row;
}
