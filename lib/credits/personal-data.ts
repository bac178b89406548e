import { personalRoom } from "@/lib/db";

const books = {
  subject: "account_holder",
  purpose: "To keep the books of what was bought and used",
  basis: "legal_obligation",
  retention: "ledger",
  find: { organization: "organization_id" },
  erase: { does: "keep", why: "Tax and accounting laws; it names an organization by its id alone" },
} as const;

export const creditsData = personalRoom({
  room: "credits",
  tables: [
    {
      ...books,
      table: "credit_balances",
      what: "What is left of the credits",
      columns: { identity: ["organization_id"], financial: ["balance", "owed"], technical: ["updated_at"] },
    },
    {
      ...books,
      table: "ledger_entries",
      what: "Each movement of credits",
      columns: {
        identity: ["id", "organization_id", "generation_id"],
        financial: ["number", "kind", "amount", "balance_after", "owed", "source", "cause", "reason"],
        usage: ["created_at"],
      },
    },
    {
      ...books,
      table: "credit_lots",
      what: "Where credits came from, and which of them end",
      columns: {
        identity: ["id", "organization_id", "payment_id"],
        financial: ["number", "source", "granted", "remaining"],
        usage: ["expires_at", "created_at"],
      },
    },
  ],
});
