import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { openObject } from "@/lib/storage";
import type { Readable } from "node:stream";
import type { DownloadName } from "./contract";
import { findRow, notFound } from "./get-generation";
import type { GenerationRow } from "./record";
import type { MeshFormat } from "./schema";
import { isFinished } from "./state";

export interface OpenedFile {
  stream: Readable;
  sizeBytes: number;
  contentType: string;
  /** A safe name to save under, such as gen_….stl. */
  fileName: string;
}

/** The model in one format, for a caller with a key. Throws `not_found`, or `download_not_ready` while it runs. */
export async function openGenerationFile(ctx: Context, id: string, format: MeshFormat): Promise<OpenedFile> {
  const row = await findRow(ctx, id);
  if (!isFinished(row.status))
    throw new AppError(
      "download_not_ready",
      "The model is still being made. Ask for the status, then download it.",
    );
  return open(row, format);
}

/** What a signed address points to; the signature has been verified, so no organization is asked for. */
export async function openDownload(id: string, name: DownloadName): Promise<OpenedFile> {
  const row = await db().generation.findFirst({ where: { id, deletedAt: null }, include: { files: true } });
  if (!row) throw notFound();
  return open(row, name);
}

async function open(row: GenerationRow, name: DownloadName): Promise<OpenedFile> {
  const found = locate(row, name);
  if (!found)
    throw new AppError(
      "not_found",
      `This generation has no file ${name}. It holds: ${listNames(row) || "none"}.`,
    );
  const { stream, sizeBytes } = await openObject(found.object);
  return { stream, sizeBytes, contentType: found.contentType, fileName: `${row.id}${found.suffix}` };
}

function locate(row: GenerationRow, name: DownloadName) {
  const picture = (object: string | null, contentType: string, suffix: string) =>
    object && { object, contentType, suffix };
  if (name === "preview") return picture(row.previewObject, "model/gltf-binary", "-preview.glb");
  if (name === "thumbnail") return picture(row.thumbnailObject, "image/png", ".png");
  if (name === "input")
    return picture(row.inputObject, row.inputType ?? "application/octet-stream", "-input");
  const file = row.files.find((candidate) => candidate.format === name);
  return file && { object: file.object, contentType: file.contentType, suffix: `.${file.extension}` };
}

const listNames = (row: GenerationRow): string => row.files.map((file) => file.format).join(", ");
