import type { PersonalTable } from "@/lib/core/personal-data";
import { db, personalRoom } from "@/lib/db";
import { removeObject } from "@/lib/storage";
import { openText, type PrivacyRequestRow } from "./own-requests/record";
import { registerTables } from "./register-tables";
import { openEndUserId, type RequestRow } from "./request-record";
import { ours, requests } from "./table-subjects";

const inStorage = "Where it lies in our storage; it is an export like this one";

/** What customers pass on for the people behind them. */
const endUsers: PersonalTable[] = [
  {
    ...requests,
    table: "data_subject_requests",
    what: "What end users asked for through an organization",
    subject: "end_user",
    retention: "data_subject_requests",
    find: { organization: "organization_id" },
    erase: { does: "delete" },
    columns: {
      identity: ["id", "organization_id", "subject_request_id", "end_user_hash", "end_user_sealed"],
      decision: ["type", "status", "received_at", "due_at", "due_rule", "runs_at", "completed_at", "items"],
      settings: ["world", "callback_url"],
      usage: ["called_back_at", "callback_attempts", "callback_error", "callback_failed_at"],
      technical: ["attempt", "cursor"],
    },
    asProcessor: ["end_user_hash", "end_user_sealed"],
    withheld: { end_user_hash: "A digest to find the end user by; the name itself is in the export" },
    opened: {
      end_user_sealed: {
        as: "end_user",
        category: "identity",
        open: (row) =>
          openEndUserId({
            id: row.id,
            organizationId: row.organization_id,
            endUserSealed: row.end_user_sealed,
          } as RequestRow),
      },
    },
  },
  {
    ...requests,
    table: "data_exports",
    what: "What was packed for end users",
    subject: "end_user",
    retention: "exports",
    find: { within: { table: "data_subject_requests", column: "request_id" } },
    erase: { does: "delete" },
    columns: {
      identity: ["id", "request_id"],
      content: ["number", "object", "size_bytes", "sha256"],
      usage: ["downloads_left", "expires_at"],
    },
    withheld: { object: inStorage },
  },
];

/** What people ask for themselves. */
const people: PersonalTable[] = [
  {
    ...requests,
    table: "privacy_requests",
    what: "What people asked about themselves, and what came of it",
    retention: "privacy_requests",
    find: { user: "user_id" },
    erase: { does: "keep", why: "Proof that it was done; without name, address or words" },
    columns: {
      identity: ["id", "user_id", "organization_id", "organization_ids"],
      contact: ["contact_sealed"],
      content: ["message_sealed", "answer"],
      decision: [
        ...["type", "source", "purpose", "status", "steps", "receipt", "received_at", "due_at", "due_rule"],
        ...[
          "law",
          "acknowledged_at",
          "extended_at",
          "extension_reason",
          "confirmed_at",
          "runs_at",
          "completed_at",
        ],
      ],
      technical: ["attempt", "alarmed_days"],
    },
    opened: {
      message_sealed: {
        as: "message",
        category: "content",
        open: (row) => openText(asRequest(row), "message"),
      },
      contact_sealed: {
        as: "contact",
        category: "contact",
        open: (row) => openText(asRequest(row), "contact"),
      },
    },
  },
  {
    ...requests,
    table: "outside_requests",
    what: "What people without an account, or not signed in, asked for",
    retention: "outside_requests",
    untraceable:
      "Who asks is sealed until the address is theirs for certain; it then stands among the requests",
    erase: { does: "keep", why: "It names nobody once it is received, and shows where the request stands" },
    columns: {
      identity: ["id", "privacy_request_id", "household_id"],
      contact: ["detail_sealed"],
      credential: ["secret_hash", "secret_expires_at", "wrong_tries"],
      settings: ["language"],
      technical: ["address_hash", "network_hash"],
      decision: ["kind", "state", "received_at", "expires_at"],
    },
  },
  {
    ...requests,
    table: "person_exports",
    what: "What was packed for people, and what they bring along",
    retention: "exports",
    find: { user: "user_id" },
    erase: { does: "delete" },
    columns: {
      identity: ["id", "request_id", "user_id"],
      content: ["number", "object", "size_bytes", "sha256"],
      usage: ["downloads_left", "expires_at"],
    },
    withheld: { object: inStorage },
  },
  {
    ...requests,
    table: "consent_records",
    what: "What an organization agreed to, and took back",
    subject: "account_holder",
    purpose: "To prove what was consented to",
    retention: "consents",
    find: { organization: "organization_id" },
    erase: { does: "delete" },
    columns: {
      identity: ["id", "organization_id", "actor_id"],
      decision: ["number", "purpose", "given", "version", "source", "created_at"],
      technical: ["address"],
    },
  },
  {
    ...requests,
    table: "legal_holds",
    what: "What may not be erased for now, and who demands it",
    subject: "account_holder",
    retention: "legal_holds",
    untraceable: "Somebody whose data a court preserves may not be told of it by us",
    erase: { does: "keep", why: "A legal obligation" },
    columns: {
      identity: ["id", "user_id", "organization_id", "created_by", "released_by"],
      decision: ["reason", "authority", "created_at", "released_at"],
    },
  },
  {
    ...requests,
    table: "erasure_entries",
    what: "Who was erased, by ids that lead to nobody",
    retention: "erasures",
    untraceable: "Whoever it is about is erased already",
    erase: { does: "keep", why: "To erase again what an old backup would bring back" },
    columns: {
      identity: ["id", "kind", "subject_id", "organization_id", "request_id"],
      usage: ["erased_at"],
    },
  },
  {
    ...ours,
    table: "processor_changes",
    what: "Changes of who processes what, and when they were announced",
    purpose: "To tell customers of a change before it holds",
    retention: "bookkeeping",
    erase: { does: "keep", why: "It says nothing of any person" },
    columns: {
      technical: ["id", "processor", "kind", "summary", "entry", "created_by", "created_at"],
      decision: ["announced_at", "effective_at", "withdrawn_at", "told_at", "told_cursor", "told"],
    },
  },
  {
    ...ours,
    table: "known_recipients",
    what: "Outside parties that customers know of",
    purpose: "To use nobody new before customers were told",
    retention: "bookkeeping",
    erase: { does: "keep", why: "It says nothing of any person" },
    columns: { technical: ["name", "known_at"] },
  },
  {
    ...requests,
    table: "processor_objections",
    what: "Changes of processors that an organization objected to",
    subject: "account_holder",
    purpose: "To keep its data from whom it does not want",
    retention: "consents",
    find: { organization: "organization_id" },
    erase: { does: "delete" },
    columns: {
      identity: ["id", "change_id", "organization_id", "user_id"],
      decision: ["reason", "objected_at"],
    },
  },
  {
    ...ours,
    table: "retention_receipts",
    what: "How much the sweep removed on each day",
    purpose: "To show that what is due is removed",
    retention: "bookkeeping",
    erase: { does: "keep", why: "It says nothing of any person" },
    columns: { technical: ["rule", "day", "removed", "last_at"] },
  },
  {
    ...ours,
    table: "signing_keys",
    what: "The keys that receipts are signed with",
    purpose: "To let others verify receipts",
    retention: "bookkeeping",
    erase: { does: "keep", why: "It says nothing of any person" },
    columns: { technical: ["id", "public_key", "created_at"], credential: ["sealed_seed"] },
  },
];

export const privacyData = personalRoom({
  room: "privacy",
  tables: [...endUsers, ...people, ...registerTables],
  objects: [
    {
      ...requests,
      prefix: "dsr",
      what: "What was packed for end users",
      retention: "exports",
      erase: { does: "delete" },
    },
    {
      ...requests,
      prefix: "prq",
      what: "What was packed for people",
      retention: "exports",
      erase: { does: "delete" },
    },
  ],
  before: async ({ userId }) => {
    const files = await db().personExport.findMany({ where: { userId }, select: { object: true } });
    for (const { object } of files) await removeObject(object);
    // What the staff wrote goes as well: it may call the person by their name.
    await db().privacyRequest.updateMany({
      where: { userId },
      data: { messageSealed: null, contactSealed: null, answer: null, extensionReason: null },
    });
  },
});

const asRequest = (row: Record<string, unknown>) =>
  ({
    id: row.id,
    organizationId: row.organization_id,
    messageSealed: row.message_sealed,
    contactSealed: row.contact_sealed,
  }) as PrivacyRequestRow;
