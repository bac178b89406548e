import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { openObject } from "@/lib/storage";
import type { OpenedExport } from "../open-export";
import { requirePerson } from "./read-privacy-requests";

/**
 * One ZIP of the person's own export; each opening counts, unless it only asks about it (`peek`). Throws `not_found`, the
 * same for somebody else's, and `gone` after five openings or when seven days are over.
 */
export async function openPersonExport(
  ctx: Context,
  id: string,
  { peek = false } = {},
): Promise<OpenedExport> {
  const userId = requirePerson(ctx);
  const file = await db().personExport.findFirst({ where: { id, userId }, include: { request: true } });
  if (!file || file.request.status !== "completed")
    throw new AppError("not_found", "There is no such export.");
  const open = { id, downloadsLeft: { gt: 0 }, expiresAt: { gt: clock.now() } };
  const count = peek
    ? await db().personExport.count({ where: open })
    : await transaction(ctx, async (tx) => {
        const taken = await tx.personExport.updateMany({
          where: open,
          data: { downloadsLeft: { decrement: 1 } },
        });
        if (taken.count > 0) await recordAudit(tx, ctx, { action: "person_export.download", subjectId: id });
        return taken.count;
      });
  if (count === 0)
    throw new AppError(
      "gone",
      "This export was fetched five times or is older than seven days. Make a new request for another.",
    );
  const { stream, sizeBytes } = await openObject(file.object);
  return { stream, sizeBytes, contentType: "application/zip", fileName: `your-data-${file.number}.zip` };
}
