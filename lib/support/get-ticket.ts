import { db, type Context } from "@/lib/db";
import { findTicket } from "./find-ticket";
import { toMessage, toTicket } from "./record";
import type { TicketWithMessages } from "./schema";

/** A ticket with its messages, the oldest first. Throws `not_found`, and `forbidden` for a key. */
export async function getTicket(ctx: Context, id: string): Promise<TicketWithMessages> {
  const ticket = await findTicket(ctx, id);
  const rows = await db().supportMessage.findMany({
    where: { ticketId: id },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return { ...toTicket(ticket), messages: rows.map((row) => toMessage(ctx, row)) };
}
