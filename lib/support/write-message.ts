import { emailPerson, requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { findTicket } from "./find-ticket";
import { toMessage } from "./record";
import type { TicketMessage, WriteMessage } from "./schema";

/**
 * One more message: a person's opens the ticket again, the staff's answers it and has whoever asked told by mail. Throws
 * `not_found`, and `forbidden` for a key and for staff that does not answer.
 */
export async function writeMessage(
  ctx: Context,
  id: string,
  { message }: WriteMessage,
): Promise<TicketMessage> {
  const { actor } = ctx;
  const fromStaff = actor.kind !== "user";
  return transaction(ctx, async (tx) => {
    const ticket = await findTicket(ctx, id, tx);
    if (fromStaff) requireStaff(ctx, ["support", "privacy"]);
    const now = clock.now();
    const row = await tx.supportMessage.create({
      data: {
        id: newId("ticketMessage"),
        ticketId: id,
        fromStaff,
        authorId: "userId" in actor ? actor.userId : "system",
        body: message,
        createdAt: now,
      },
    });
    await tx.supportTicket.update({
      where: { id },
      data: { status: fromStaff ? "answered" : "open", lastMessageAt: now },
    });
    const of = { ...ctx, organizationId: ticket.organizationId };
    await recordAudit(tx, of, { action: fromStaff ? "ticket.answer" : "ticket.write", subjectId: id });
    if (fromStaff) await emailPerson(tx, ticket.userId, { about: "ticket_answered", ticketId: id });
    return toMessage(ctx, row);
  });
}
