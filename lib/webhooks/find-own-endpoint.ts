import { AppError } from "@/lib/core/errors";
import { db, type Context, type Prisma, type Tx } from "@/lib/db";

/**
 * An endpoint of the context's organization; another's is `not_found`, word for word like one that never was. The one that
 * signs for single generations has no address to change, and is found only where a delivery is asked for.
 */
export async function findOwnEndpoint(
  ctx: Context,
  id: string,
  tx: Tx | ReturnType<typeof db> = db(),
  { adHoc = false } = {},
): Promise<Prisma.WebhookEndpointModel> {
  const row = await tx.webhookEndpoint.findFirst({
    where: { id, organizationId: ctx.organizationId, ...(!adHoc && { adHoc }) },
  });
  if (!row) throw new AppError("not_found", "There is no such webhook endpoint.");
  return row;
}
