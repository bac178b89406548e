import { db, personalRoom } from "@/lib/db";

const support = {
  subject: "account_holder",
  purpose: "To answer what people ask",
  basis: "contract",
  retention: "support_tickets",
  erase: { does: "delete" },
} as const;

export const supportData = personalRoom({
  room: "support",
  tables: [
    {
      ...support,
      table: "support_tickets",
      what: "Support tickets: what was asked",
      find: { organization: "organization_id", user: "user_id" },
      shared: "delete",
      columns: {
        identity: ["id", "organization_id", "user_id", "generation_id"],
        content: ["subject"],
        usage: ["status", "created_at", "last_message_at"],
      },
    },
    {
      ...support,
      table: "support_messages",
      what: "Support tickets: each message",
      find: { within: { table: "support_tickets", column: "ticket_id" } },
      columns: {
        identity: ["id", "ticket_id", "author_id"],
        content: ["body"],
        usage: ["from_staff", "created_at"],
      },
      withheld: { author_id: "The staff is named to nobody; from_staff says on which side it was written" },
    },
  ],
  // What they wrote in tickets of others; what they answered as staff is the ticket's.
  before: async ({ userId }) => {
    const { count } = await db().supportMessage.deleteMany({ where: { authorId: userId, fromStaff: false } });
    return count;
  },
});
