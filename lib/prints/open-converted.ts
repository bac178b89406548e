import type { Readable } from "node:stream";
import { db } from "@/lib/db";
import { openObject } from "@/lib/storage";
import { notFound } from "./get-print";

export interface OpenedFile {
  stream: Readable;
  sizeBytes: number;
  contentType: string;
  fileName: string;
}

/**
 * The file that a signed address points to; the signature has been verified, so no organization is asked for.
 * Throws `not_found` where there is none.
 */
export async function openConverted(id: string): Promise<OpenedFile> {
  const row = await db().print.findFirst({ where: { id, kind: "conversion", deletedAt: null } });
  if (!row?.resultObject) throw notFound("conversion");
  const { stream, sizeBytes } = await openObject(row.resultObject);
  return {
    stream,
    sizeBytes,
    contentType: row.contentType ?? "application/octet-stream",
    fileName: `${row.id}.${row.extension}`,
  };
}
