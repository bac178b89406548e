import { personalRoom } from "@/lib/db";

const calls = {
  subject: "account_holder",
  basis: "contract",
  erase: { does: "delete" },
} as const;

/** What the API itself keeps of the calls that it takes. */
export const apiData = personalRoom({
  room: "api",
  tables: [
    {
      ...calls,
      table: "idempotent_calls",
      what: "Answers kept for a day, sealed, for calls that are repeated",
      purpose: "To do what was asked twice only once",
      retention: "repeated_calls",
      find: { organization: "organization_id" },
      columns: {
        identity: ["organization_id", "once_id", "request_id"],
        credential: ["key_hash", "fingerprint"],
        usage: ["test", "locked_until", "status", "content_type", "expires_at"],
        content: ["answer"],
      },
      withheld: {
        key_hash: "A digest of what the caller sent; it means nothing without the call",
        fingerprint: "A digest of what the caller sent; it means nothing without the call",
        answer: "Sealed; what it repeats stands in the other tables",
      },
    },
    {
      ...calls,
      table: "rate_limits",
      what: "How much of a quota is left",
      purpose: "To share the service fairly",
      basis: "legitimate_interest",
      retention: "rate_limits",
      untraceable: "Each line is forgotten within minutes",
      columns: { technical: ["id", "tokens", "at_ms", "allowed", "forget_ms"] },
    },
  ],
});
