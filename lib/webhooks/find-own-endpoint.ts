import { AppError } from "@/lib/core/errors";
import { db, type Context, type Prisma, type Tx } from "@/lib/db";

/** An endpoint of the context's organization; another's is `not_found`, word for word like one that never was. */
export async function findOwnEndpoint(
  ctx: Context,
  id: string,
  tx: Tx | ReturnType<typeof db> = db(),
): Promise<Prisma.WebhookEndpointModel> {
  const row = await tx.webhookEndpoint.findFirst({ where: { id, organizationId: ctx.organizationId } });
  if (!row) throw new AppError("not_found", "There is no such webhook endpoint.");
  return row;
}
