import type { CollectedFile, DataSubject, PersonalTable } from "@/lib/core/personal-data";
import { db, personalRoom } from "@/lib/db";
import { namedObjects } from "./end-user-data";
import { openEndUser } from "./end-user";
import type { GenerationRow } from "./record";
import { tellRecipients } from "./outside/tell-recipients";
import { stopGenerations } from "./withhold-generations";

const models = {
  subject: "account_holder",
  purpose: "To make models, and to show what was made",
  basis: "contract",
  retention: "kept_generations",
  erase: { does: "delete" },
} as const;
const inStorage = "Where it lies in our storage; the file itself is in the export";

const tables: PersonalTable[] = [
  {
    ...models,
    table: "generations",
    what: "Generations: what was asked, what was made, and how it went",
    find: { organization: "organization_id", user: "user_id" },
    shared: "unlink",
    columns: {
      identity: [
        ...["id", "organization_id", "api_key_id", "user_id", "project_id"],
        ...["end_user_id", "end_user_hash", "end_user_sealed"],
      ],
      content: [
        ...["prompt", "metadata", "feedback_rating", "feedback_comment", "notes", "report", "digests"],
        ...["input_object", "view_objects", "preview_object", "thumbnail_object", "input_type"],
      ],
      settings: [
        ...[
          "test",
          "quality",
          "resolution",
          "textured",
          "engine_requested",
          "formats",
          "size_mm",
          "size_axis",
        ],
        ...[
          "seed",
          "parameters",
          "engine_settings",
          "deadline_at",
          "deletes_at",
          "asked_deletes_at",
          "store_input",
          "webhook_url",
        ],
      ],
      decision: ["processing", "training_eligible", "restricted_at", "recipients"],
      financial: ["credits"],
      usage: [
        ...["status", "stage", "progress", "engine", "engine_reason", "engine_version"],
        ...["error_code", "error_message", "created_at", "started_at", "completed_at"],
        ...["expired_at", "discarded_at", "deleted_at", "input_erased_at", "results_erased_at"],
      ],
      technical: ["attempt", "input_bytes", "stored_bytes"],
    },
    asProcessor: [
      ...["end_user_id", "end_user_hash", "end_user_sealed", "prompt", "metadata", "digests"],
      ...["input_object", "view_objects", "preview_object", "thumbnail_object"],
    ],
    withheld: {
      end_user_hash: "A digest to find the end user by; the name itself is in the export",
      input_object: inStorage,
      view_objects: inStorage,
      preview_object: inStorage,
      thumbnail_object: inStorage,
    },
    opened: {
      end_user_sealed: {
        as: "end_user",
        category: "identity",
        open: async (row) =>
          row.end_user_sealed
            ? openEndUser({
                id: row.id as string,
                organizationId: row.organization_id as string,
                endUserId: null,
                endUserSealed: row.end_user_sealed as GenerationRow["endUserSealed"],
              })
            : null,
      },
    },
  },
  {
    ...models,
    table: "generation_files",
    what: "The files of each generation",
    find: { within: { table: "generations", column: "generation_id" } },
    columns: {
      identity: ["id", "generation_id"],
      content: ["format", "extension", "content_type", "size_bytes", "sha256", "object"],
    },
    withheld: { object: inStorage },
  },
  {
    ...models,
    table: "outbound_transfers",
    what: "What was sent to outside engines, and when they had deleted it",
    purpose: "To say who got what, and to have it deleted there",
    basis: "legal_obligation",
    find: { within: { table: "generations", column: "generation_id" } },
    columns: {
      identity: ["id", "generation_id"],
      content: ["provider", "origin", "size_bytes", "sha256"],
      decision: ["terms"],
      usage: ["sent_at", "ended_at", "outcome", "deleted_at", "deletion_receipt", "deletion_error"],
      technical: ["kept", "deletion_tries", "erasure_asked_at", "erasure_told_at"],
    },
    asProcessor: ["sha256"],
  },
  {
    ...models,
    table: "generation_shares",
    what: "Pages that strangers may look at",
    purpose: "To show a model to whoever has the address",
    find: { within: { table: "generations", column: "generation_id" } },
    columns: {
      identity: ["id", "organization_id", "generation_id"],
      content: ["title"],
      settings: ["allow_download", "expires_at"],
      usage: ["created_at"],
    },
  },
  {
    ...models,
    table: "restricted_end_users",
    what: "End users whose data may only be kept",
    subject: "end_user",
    purpose: "To do nothing with it until that is lifted",
    basis: "processor",
    retention: "accounts",
    find: { organization: "organization_id" },
    columns: {
      identity: ["organization_id", "end_user_hash"],
      settings: ["test"],
      decision: ["created_at"],
    },
    asProcessor: ["end_user_hash"],
    withheld: { end_user_hash: "A digest; the requests themselves name the end user" },
  },
];

export const generationsData = personalRoom({
  room: "generations",
  tables,
  objects: [{ ...models, prefix: "gen", what: "Pictures that were sent, models and pictures of them" }],
  collectFiles,
  before: async ({ organizationIds }) => {
    await stopGenerations({ userId: "", organizationIds }, "Generation erased while it ran");
    await tellRecipients({ generation: { organizationId: { in: [...organizationIds] } } });
  },
});

const BATCH = 100;

async function* collectFiles({ userId, organizationIds }: DataSubject): AsyncGenerator<CollectedFile> {
  const mine = { OR: [{ userId }, { organizationId: { in: [...organizationIds] } }], deletedAt: null };
  for (let after = ""; ;) {
    const rows = await db().generation.findMany({
      where: { ...mine, id: { gt: after } },
      orderBy: { id: "asc" },
      take: BATCH,
      include: { files: { orderBy: { format: "asc" } } },
    });
    for (const row of rows)
      for (const { name, object } of namedObjects(row))
        yield { name: `generations/${row.id}/${name}`, object };
    if (rows.length < BATCH) return;
    after = rows[rows.length - 1].id;
  }
}
