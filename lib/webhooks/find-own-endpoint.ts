import { AppError } from "@/lib/core/errors";
import { db, Prisma, type Context, type Tx } from "@/lib/db";

/**
 * An endpoint of the context's organization; another's is `not_found`, word for word like one that never was. The one that
 * signs for single generations has no address to change, and is found only where a delivery is asked for. Within a
 * transaction its row is locked: of a change and a deletion at once, the later one finds what the first has left.
 */
export async function findOwnEndpoint(
  ctx: Context,
  id: string,
  tx?: Tx,
  { adHoc = false } = {},
): Promise<Prisma.WebhookEndpointModel> {
  if (tx) await tx.$queryRaw(Prisma.sql`SELECT id FROM webhook_endpoints WHERE id = ${id} FOR UPDATE`);
  const row = await (tx ?? db()).webhookEndpoint.findFirst({
    where: { id, organizationId: ctx.organizationId, ...(!adHoc && { adHoc }) },
  });
  if (!row) throw new AppError("not_found", "There is no such webhook endpoint.");
  return row;
}
