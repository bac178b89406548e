import path from "node:path";
import type { CollectedFile, DataSubject } from "@/lib/core/personal-data";
import { db, personalRoom } from "@/lib/db";

const uploads = {
  subject: "account_holder",
  purpose: "To keep files at hand that are used in later calls",
  basis: "contract",
  retention: "uploads",
  erase: { does: "delete" },
} as const;

export const uploadsData = personalRoom({
  room: "uploads",
  tables: [
    {
      ...uploads,
      table: "uploads",
      what: "Files that were sent ahead",
      find: { organization: "organization_id", user: "user_id" },
      shared: "unlink",
      columns: {
        identity: ["id", "organization_id", "api_key_id", "user_id"],
        content: ["filename", "object", "object_type", "width", "height", "kind"],
        settings: ["test", "content_type", "size_bytes"],
        usage: ["status", "created_at", "received_at", "last_used_at", "expires_at", "deleted_at"],
        technical: ["stored_bytes"],
      },
      asProcessor: ["filename"],
      withheld: { object: "Where it lies in our storage; the file itself is in the export" },
    },
  ],
  objects: [{ ...uploads, prefix: "upl", what: "Files that were sent ahead" }],
  collectFiles,
});

async function* collectFiles({ userId, organizationIds }: DataSubject): AsyncGenerator<CollectedFile> {
  const rows = await db().upload.findMany({
    where: {
      OR: [{ userId }, { organizationId: { in: [...organizationIds] } }],
      deletedAt: null,
      object: { not: null },
    },
    select: { id: true, object: true, filename: true },
    orderBy: { id: "asc" },
  });
  for (const { id, object, filename } of rows)
    if (object) yield { name: `uploads/${id}/file${endingOf(filename)}`, object };
}

/** Nothing but what ends a file's name: the name itself stands in the table. */
const endingOf = (filename: string | null): string =>
  /^\.[0-9A-Za-z]{1,8}$/.exec(path.extname(filename ?? ""))?.[0] ?? "";
