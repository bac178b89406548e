import { personalRoom } from "@/lib/db";

export const policiesData = personalRoom({
  room: "policies",
  tables: [
    {
      table: "policy_acceptances",
      what: "Which version of a policy was accepted, and when",
      subject: "account_holder",
      purpose: "To prove what was agreed",
      basis: "legal_obligation",
      retention: "policy_acceptances",
      find: { organization: "organization_id", user: "user_id" },
      shared: "keep",
      erase: { does: "keep", why: "Evidence of what was agreed; its ids lead to nobody any more" },
      columns: {
        identity: ["id", "user_id", "organization_id", "key_id"],
        decision: ["number", "occasion", "document", "version", "sha256", "accepted_at"],
      },
    },
    {
      table: "dpa_signatures",
      what: "Who signed the data processing agreement for an organization",
      subject: "account_holder",
      purpose: "To prove what was agreed",
      basis: "legal_obligation",
      retention: "policy_acceptances",
      find: { organization: "organization_id", user: "user_id" },
      shared: "keep",
      erase: { does: "delete" },
      columns: {
        identity: ["id", "organization_id", "user_id"],
        contact: ["signatory", "company"],
        decision: ["version", "sha256", "signed_at"],
      },
    },
    {
      table: "policy_versions",
      what: "Versions of the policies",
      subject: "nobody",
      purpose: "To show what holds, and what held",
      basis: "none",
      retention: "bookkeeping",
      erase: { does: "keep", why: "It says nothing of any person" },
      columns: {
        identity: ["created_by", "announce_cursor"],
        content: ["document", "version", "text", "summary", "material"],
        usage: ["effective_at", "created_at", "announced_at", "applied_at"],
      },
    },
  ],
});
