import type { CollectedFile, DataSubject } from "@/lib/core/personal-data";
import { db, personalRoom } from "@/lib/db";

const prints = {
  subject: "account_holder",
  purpose: "To convert meshes and to check them for printing",
  basis: "contract",
  retention: "kept_generations",
  erase: { does: "delete" },
} as const;
const inStorage = "Where it lies in our storage; the file itself is in the export";

export const printsData = personalRoom({
  room: "prints",
  tables: [
    {
      ...prints,
      table: "prints",
      what: "Conversions and print checks: what was asked, and what came of it",
      find: { organization: "organization_id", user: "user_id" },
      shared: "unlink",
      columns: {
        identity: ["id", "organization_id", "api_key_id", "user_id"],
        content: [
          ...["faults", "repairs", "report", "verdict", "notes", "sha256", "upload_object", "result_object"],
          ...["extension", "content_type", "size_bytes", "read_format"],
        ],
        settings: ["kind", "test", "settings"],
        usage: [
          ...["status", "progress", "error_code", "error_message"],
          ...["created_at", "started_at", "completed_at", "deleted_at"],
        ],
        technical: ["attempt", "stored_bytes"],
      },
      asProcessor: ["upload_object", "result_object"],
      withheld: { upload_object: inStorage, result_object: inStorage },
    },
  ],
  objects: [
    { ...prints, prefix: "cnv", what: "Meshes that were converted" },
    { ...prints, prefix: "chk", what: "Meshes that were checked, while that takes" },
  ],
  collectFiles,
});

async function* collectFiles({ userId, organizationIds }: DataSubject): AsyncGenerator<CollectedFile> {
  const rows = await db().print.findMany({
    where: {
      OR: [{ userId }, { organizationId: { in: [...organizationIds] } }],
      deletedAt: null,
      resultObject: { not: null },
    },
    select: { id: true, resultObject: true, extension: true },
    orderBy: { id: "asc" },
  });
  for (const { id, resultObject, extension } of rows)
    if (resultObject) yield { name: `conversions/${id}/model.${extension}`, object: resultObject };
}
