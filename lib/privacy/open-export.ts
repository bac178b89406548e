import type { Readable } from "node:stream";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db } from "@/lib/db";
import { openObject } from "@/lib/storage";

export interface OpenedExport {
  stream: Readable;
  sizeBytes: number;
  contentType: string;
  fileName: string;
}

/**
 * The ZIP that a signed address points to; the signature has been verified, so no organization is asked for. Each opening
 * counts, unless it only asks about it (`peek`). Throws `gone` after five or when seven days are over, `not_found`.
 */
export async function openExport(id: string, { peek = false } = {}): Promise<OpenedExport> {
  const file = await db().dataExport.findUnique({ where: { id }, include: { request: true } });
  if (!file) throw gone();
  if (file.request.status !== "completed") throw new AppError("not_found", "The export is not done yet.");
  const open = { id, downloadsLeft: { gt: 0 }, expiresAt: { gt: clock.now() } };
  const { count } = peek
    ? { count: await db().dataExport.count({ where: open }) }
    : await db().dataExport.updateMany({ where: open, data: { downloadsLeft: { decrement: 1 } } });
  if (count === 0) throw gone();
  const { stream, sizeBytes } = await openObject(file.object);
  const fileName = `${file.request.subjectRequestId}-${file.number}.zip`;
  return { stream, sizeBytes, contentType: "application/zip", fileName };
}

/** Also where there is no such row: the address was signed, so there once was one. */
const gone = (): AppError =>
  new AppError(
    "gone",
    "This export was fetched five times or is older than seven days. Make a new request for another.",
  );
