import { clock } from "@/lib/core/clock";
import { AppError, isAppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { copyObject, type StoredObject } from "@/lib/storage";
import { expiry } from "./create-upload";
import { notFound, visibleTo } from "./get-upload";
import { kindOf } from "./record";
import { kindNames, type UploadKind } from "./schema";

/** An upload whose bytes are there, as a call that names it takes it. */
export interface ReadyUpload {
  id: string;
  object: string;
  /** Of what is kept: a picture may be another one than what was sent. */
  contentType: string;
  /** Pixels; 0 of a mesh. */
  width: number;
  height: number;
  createdAt: Date;
}

/** What a call names: which uploads, of which kind, in which of its fields. */
export interface Wanted {
  ids: readonly string[];
  kind: UploadKind;
  param: string;
}

/**
 * The uploads of the caller by their ids, in that order. Throws `not_found`, `conflict` where the bytes have not arrived,
 * `invalid_request` for one of another kind.
 */
export async function findUploads(ctx: Context, { ids, kind, param }: Wanted): Promise<ReadyUpload[]> {
  const rows = await db().upload.findMany({ where: { id: { in: [...ids] }, ...visibleTo(ctx) } });
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw notFound(param);
    if (kindOf(row) !== kind)
      throw new AppError(
        "invalid_request",
        `The upload ${id} was announced as a ${kindNames[kindOf(row)]}. Announce one of kind ${kind} for this.`,
        { param },
      );
    if (!row.object || !row.objectType)
      throw new AppError("conflict", `The bytes of the upload ${id} have not arrived. PUT them first.`, {
        param,
      });
    const { object, objectType: contentType, width, height, createdAt } = row;
    return { id, object, contentType, width, height, createdAt };
  });
}

/** The same, and they are kept for another while, up to 30 days in all. */
export async function takeUploads(ctx: Context, wanted: Wanted): Promise<ReadyUpload[]> {
  const found = await findUploads(ctx, wanted);
  const now = clock.now();
  for (const { id, createdAt } of found)
    await db().upload.updateMany({
      where: { id, ...visibleTo(ctx) },
      data: { lastUsedAt: now, expiresAt: expiry(now, createdAt) },
    });
  return found;
}

/** A copy under the name of whatever uses it. Throws `not_found` where the upload was removed in the same moment. */
export function copyUpload(
  organizationId: string,
  name: string,
  { object }: ReadyUpload,
): Promise<StoredObject> {
  return copyObject(object, { organizationId, name }).catch((error: unknown) => {
    throw isAppError(error) && error.code === "gone" ? notFound() : error;
  });
}
