import type { Context, Prisma } from "@/lib/db";
import type { Ticket, TicketMessage } from "./schema";

export function toTicket(row: Prisma.SupportTicketModel): Ticket {
  return {
    id: row.id,
    organization_id: row.organizationId,
    subject: row.subject,
    status: row.status,
    generation_id: row.generationId,
    created_at: row.createdAt.toISOString(),
    last_message_at: row.lastMessageAt.toISOString(),
  };
}

export function toMessage({ actor }: Context, row: Prisma.SupportMessageModel): TicketMessage {
  return {
    id: row.id,
    from_staff: row.fromStaff,
    own: "userId" in actor && actor.userId === row.authorId,
    body: row.body,
    created_at: row.createdAt.toISOString(),
  };
}
