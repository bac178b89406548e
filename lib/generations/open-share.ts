import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db } from "@/lib/db";
import { readObject, signLink } from "@/lib/storage";
import { drawShareCard } from "./draw-share-card";
import { live } from "./get-generation";
import { downloadPath } from "./record";
import { PrintReport, type SharedModel } from "./schema";
import { readShareToken } from "./share-token";

/**
 * What somebody with a share's address may see, in links that live for an hour. Throws `not_found` alike for an address
 * that was altered, taken back or has ended, and for a model that was deleted, erased or may only be kept.
 */
export async function openShare(token: string): Promise<SharedModel> {
  const { generation: row, title, allowDownload } = await findShare(token);
  const report = row.report === null ? null : PrintReport.parse(row.report);
  const link = (name: Parameters<typeof downloadPath>[1]) => signLink(downloadPath(row.id, name));
  return {
    title,
    preview_url: link("preview"),
    thumbnail_url: row.thumbnailObject && link("thumbnail"),
    // Pieces of a split model lie side by side: their own measures hold.
    size_mm: (report?.pieces?.length ?? 1) > 1 ? null : (report?.size_mm ?? null),
    triangles: report?.triangles ?? null,
    volume_mm3: report?.volume_mm3 ?? null,
    files: allowDownload
      ? row.files.map(({ format, sizeBytes }) => ({
          format,
          url: link(format as Parameters<typeof downloadPath>[1]),
          size_bytes: Number(sizeBytes),
        }))
      : [],
  };
}

/** The picture that other sites show beside the address: 1200 × 630, PNG. Throws as {@link openShare}. */
export async function openShareCard(token: string): Promise<Uint8Array> {
  const { generation } = await findShare(token);
  return drawShareCard(generation.thumbnailObject ? await readObject(generation.thumbnailObject) : null);
}

async function findShare(token: string) {
  const id = readShareToken(token);
  const share =
    id &&
    (await db().generationShare.findFirst({
      where: {
        id,
        OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }],
        generation: { ...live(), restrictedAt: null, resultsErasedAt: null, previewObject: { not: null } },
      },
      include: { generation: { include: { files: { orderBy: { format: "asc" } } } } },
    }));
  if (!share)
    throw new AppError(
      "not_found",
      "This address shows nothing any longer. Ask whoever sent it for a new one.",
    );
  return share;
}
