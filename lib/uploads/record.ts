import type { Prisma } from "@/lib/db";
import { uploadTypes, type Upload, type UploadKind, type UploadType } from "./schema";

export type UploadRow = Prisma.UploadGetPayload<object>;

/** Row to resource: names of the API, no internal field. A file's name is the customer's own words, and left out unless `named`. */
export function toUpload(row: UploadRow, { named = true } = {}): Upload {
  const contentType = row.contentType as UploadType;
  return {
    id: row.id,
    object: "upload",
    status: row.status,
    kind: kindOf(row),
    content_type: contentType,
    bytes: row.sizeBytes,
    filename: named ? row.filename : null,
    test: row.test,
    created_at: row.createdAt.toISOString(),
    received_at: row.receivedAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    expires_at: row.expiresAt.toISOString(),
  };
}

/** What an upload was announced for. */
export const kindOf = ({ kind, contentType }: UploadRow): UploadKind =>
  kind ?? uploadTypes[contentType as UploadType].kinds[0];
