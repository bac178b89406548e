import { AppError } from "@/lib/core/errors";
import { db, type Context, type Prisma, type Tx } from "@/lib/db";

/** What the actor may see: their organization's, an auditor their own, or for staff everything. Throws `forbidden` for a key. */
export function visibleTo({ actor, organizationId }: Context): Prisma.SupportTicketWhereInput {
  if (actor.kind === "key") throw new AppError("forbidden", "Sign in to the portal to ask for support.");
  if (actor.kind !== "user") return {};
  return { organizationId, ...(actor.role === "auditor" && { userId: actor.userId }) };
}

/** A ticket that the actor may see; another's is `not_found`, word for word like one that never was. */
export async function findTicket(
  ctx: Context,
  id: string,
  client: Tx | ReturnType<typeof db> = db(),
): Promise<Prisma.SupportTicketModel> {
  const row = await client.supportTicket.findFirst({ where: { id, ...visibleTo(ctx) } });
  if (!row) throw new AppError("not_found", "There is no such ticket.");
  return row;
}
