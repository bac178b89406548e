import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { visibleTo } from "./find-ticket";
import { toTicket } from "./record";
import type { ListTickets, Ticket } from "./schema";

/** Tickets that the actor may see, the last written to first. Throws `invalid_request` for a cursor that is none of them. */
export async function listTickets(
  ctx: Context,
  { limit, after, status }: ListTickets,
): Promise<{ data: Ticket[]; has_more: boolean }> {
  const visible = visibleTo(ctx);
  const cursor = after ? await db().supportTicket.findFirst({ where: { id: after, ...visible } }) : undefined;
  if (cursor === null)
    throw new AppError("invalid_request", "There is no such ticket to continue behind.", { param: "after" });
  const rows = await db().supportTicket.findMany({
    where: {
      AND: [
        visible,
        { status },
        cursor
          ? {
              lastMessageAt: { lte: cursor.lastMessageAt },
              OR: [
                { lastMessageAt: { lt: cursor.lastMessageAt } },
                { lastMessageAt: cursor.lastMessageAt, id: { lt: cursor.id } },
              ],
            }
          : {},
      ],
    },
    orderBy: [{ lastMessageAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  return { data: rows.slice(0, limit).map(toTicket), has_more: rows.length > limit };
}
