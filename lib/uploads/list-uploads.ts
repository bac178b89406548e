import { seesContent } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { beyondCursor, db, type Context } from "@/lib/db";
import { findRow, visibleTo } from "./get-upload";
import { toUpload } from "./record";
import type { ListUploads, UploadPage } from "./schema";

/** Newest first; `after` continues behind one. Throws `invalid_request` where it names none that the caller can see. */
export async function listUploads(ctx: Context, { limit, after }: ListUploads): Promise<UploadPage> {
  const rows = await db().upload.findMany({
    where: { ...visibleTo(ctx), ...(after ? await behind(ctx, after) : {}) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const data = rows.slice(0, limit).map((row) => toUpload(row, { named: seesContent(ctx) }));
  return { object: "list", data, has_more: rows.length > limit };
}

async function behind(ctx: Context, id: string) {
  const { createdAt } = await findRow(ctx, id).catch(() => {
    throw new AppError("invalid_request", "after takes an id out of this list.", { param: "after" });
  });
  return beyondCursor({ createdAt, id });
}
