import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { db, type Context } from "@/lib/db";
import { openObject } from "@/lib/storage";
import type { Readable } from "node:stream";
import type { DownloadName } from "./contract";
import { eraseFile } from "./erase-results";
import { expired, findRow, isExpired, live, notFound } from "./get-generation";
import { Processing } from "./processing-schema";
import { mapOf } from "./map-of";
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

/** Whether the bytes will be read, or only asked about (HEAD): then a file that may be fetched once stays. */
export interface OpenOptions {
  peek?: boolean;
}

/**
 * The model in one format, for a caller with a key. Throws `not_found`, `gone` where it was not to be kept any longer, or
 * `download_not_ready` while it runs.
 */
export async function openGenerationFile(
  ctx: Context,
  id: string,
  format: MeshFormat,
  options: OpenOptions = {},
): Promise<OpenedFile> {
  const row = await findRow(ctx, id);
  if (!isFinished(row.status))
    throw new AppError(
      "download_not_ready",
      "The model is still being made. Ask for the status, then download it.",
    );
  return open(row, format, options);
}

/** What a signed address points to; the signature has been verified, so no organization is asked for. */
export async function openDownload(
  id: string,
  name: DownloadName,
  options: OpenOptions = {},
): Promise<OpenedFile> {
  const row = await db().generation.findFirst({ where: { id, ...live() }, include: { files: true } });
  if (!row) throw (await isExpired(id)) ? expired() : notFound();
  return open(row, name, options);
}

async function open(row: GenerationRow, name: DownloadName, { peek }: OpenOptions): Promise<OpenedFile> {
  const found = locate(row, name);
  const zero = Processing.parse(row.processing).retention === "zero";
  if (!found && wasErased(row, name, zero))
    throw new AppError("gone", "It was not to be kept any longer and has been erased.");
  if (!found)
    throw new AppError(
      "not_found",
      `This generation has no file ${name}. It holds: ${listNames(row) || "none"}.`,
    );
  const { stream, sizeBytes } = await openObject(found.object);
  if (zero && !peek && row.files.some(({ format }) => format === name))
    stream.once("end", () => {
      // Should this fail, the job that ends the hour does it.
      eraseFile(row.id, name).catch((error: unknown) => log.warn("a fetched file stays", {}, error));
    });
  return { stream, sizeBytes, contentType: found.contentType, fileName: `${row.id}${found.suffix}` };
}

function wasErased(row: GenerationRow, name: DownloadName, zero: boolean): boolean {
  if (name === "input" || name === "depth_map" || name === "normal_map") return row.inputErasedAt !== null;
  const made = name === "preview" || name === "thumbnail" || row.formats.includes(name);
  return made && (row.resultsErasedAt !== null || (zero && row.status === "completed"));
}

function locate(row: GenerationRow, name: DownloadName) {
  const picture = (object: string | null, contentType: string, suffix: string) =>
    object && { object, contentType, suffix };
  if (name === "preview") return picture(row.previewObject, "model/gltf-binary", "-preview.glb");
  if (name === "thumbnail") return picture(row.thumbnailObject, "image/png", ".png");
  if (name === "input")
    return picture(row.inputObject, row.inputType ?? "application/octet-stream", "-input");
  if (name === "depth_map" || name === "normal_map")
    return picture(mapOf(row, name), "image/png", `-${name.replace("_", "-")}.png`);
  const file = row.files.find((candidate) => candidate.format === name);
  return file && { object: file.object, contentType: file.contentType, suffix: `.${file.extension}` };
}

const listNames = (row: GenerationRow): string => row.files.map((file) => file.format).join(", ");
