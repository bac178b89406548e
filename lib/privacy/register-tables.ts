import type { PersonalTable } from "@/lib/core/personal-data";
import { ours, requests } from "./table-subjects";

/** What the staff keeps registers of. */
export const registerTables: readonly PersonalTable[] = [
  {
    ...ours,
    table: "breaches",
    what: "What went wrong with personal data, whom we told, and when",
    purpose: "To show the authorities what the law wants shown",
    basis: "legal_obligation",
    retention: "legal_registers",
    erase: { does: "keep", why: "A legal obligation; it names organizations by id and nobody else" },
    columns: {
      identity: ["id", "organization_ids", "created_by"],
      content: ["summary", "consequences", "measures"],
      decision: [
        ...[
          "first_alert_at",
          "aware_at",
          "notify_by",
          "categories",
          "people_count",
          "risk",
          "authority_told_at",
        ],
        ...["authority", "late_reason", "customers_told_at", "closed_at", "closing_note", "created_at"],
      ],
      technical: ["alarmed_hours"],
    },
  },
  {
    ...ours,
    table: "training_manifests",
    what: "Which pictures may improve a model, by salted digests from which nobody can be found",
    purpose: "To prove of a picture that it is among them, or that it is not",
    retention: "bookkeeping",
    erase: { does: "keep", why: "A digest says nothing to whoever never had the picture" },
    columns: { technical: ["number", "salt", "root", "size", "entries", "created_at"] },
  },
  {
    ...ours,
    table: "business_transfers",
    what: "To whom the business goes over, and when everybody was told",
    purpose: "To tell people before their data changes hands",
    retention: "bookkeeping",
    erase: { does: "keep", why: "It says nothing of any customer" },
    columns: {
      technical: ["id", "recipient", "summary", "created_by"],
      decision: ["announced_at", "effective_at", "told_at", "told_cursor", "told"],
    },
  },
  {
    ...requests,
    table: "legal_requests",
    what: "What courts and authorities wanted to know, who decided on it, and what was given out",
    subject: "account_holder",
    retention: "legal_registers",
    untraceable: "Somebody whom an authority asks about may not be told of it before the authority lets us",
    erase: { does: "keep", why: "A legal obligation" },
    columns: {
      identity: ["id", "user_id", "organization_id", "approved_by", "second_approved_by", "created_by"],
      content: ["demands", "refusal"],
      decision: [
        ...[
          "authority",
          "reference",
          "basis",
          "scope",
          "received_at",
          "due_at",
          "silent_until",
          "approved_at",
        ],
        ...["second_approved_at", "refused_at", "answered_at", "answered_rows", "told_at", "created_at"],
      ],
    },
  },
];
