import { requireStaff } from "@/lib/accounts";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { findTicket } from "./find-ticket";
import { toTicket } from "./record";
import type { Ticket } from "./schema";

/** Says that nothing is left to answer; a further message opens it again. Throws `not_found` or `forbidden`. */
export async function closeTicket(ctx: Context, id: string): Promise<Ticket> {
  return transaction(ctx, async (tx) => {
    const { organizationId } = await findTicket(ctx, id, tx);
    if (ctx.actor.kind === "staff") requireStaff(ctx, ["support", "privacy"]);
    const row = await tx.supportTicket.update({ where: { id }, data: { status: "closed" } });
    await recordAudit(tx, { ...ctx, organizationId }, { action: "ticket.close", subjectId: id });
    return toTicket(row);
  });
}
