import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";
import { findUploads, takeUploads, type ReadyUpload } from "@/lib/uploads";
import type { CreateGenerationInput } from "./create-generation";
import { fetchPicture } from "./fetch-picture";
import type { Picture } from "./prepare-pictures";

type Input = Pick<CreateGenerationInput, "image" | "imageUrl" | "views" | "uploadIds">;

/** Throws `invalid_request` where pictures come in more than one way, for then their order would be anybody's guess. */
export function countPictures({ image, imageUrl, views = [], uploadIds = [] }: Input): number {
  if (image && imageUrl) throw invalid("image_url", "Send either image or image_url, not both.");
  if (uploadIds.length > 0 && (image || imageUrl))
    throw invalid(paramOf(uploadIds), "Name uploads, or send pictures in image or image_url, not both.");
  if (new Set(uploadIds).size !== uploadIds.length)
    throw invalid(paramOf(uploadIds), "Name each upload once.");
  return (image || imageUrl ? 1 : 0) + views.length + uploadIds.length;
}

/**
 * The pictures in their order, fetched where they are elsewhere. Uploads among them are kept for another while. Throws
 * what {@link fetchPicture} and `takeUploads` refuse.
 */
export const takePictures = (ctx: Context, input: Input): Promise<Picture[]> =>
  read(input, () => takeUploads(ctx, wanted(input)));

/** The same for a look at them alone. */
export const lookAtPictures = (ctx: Context, input: Input): Promise<Picture[]> =>
  read(input, () => findUploads(ctx, wanted(input)));

async function read(
  { image, imageUrl, views = [], uploadIds = [] }: Input,
  uploads: () => Promise<ReadyUpload[]>,
): Promise<Picture[]> {
  if (uploadIds.length > 0) return uploads();
  const first = imageUrl ? await fetchPicture(imageUrl) : image;
  return first ? [first, ...views] : [];
}

const wanted = ({ uploadIds = [] }: Input) =>
  ({ ids: uploadIds, kind: "picture", param: paramOf(uploadIds) }) as const;

const paramOf = (ids: readonly string[]): string => (ids.length === 1 ? "upload_id" : "upload_ids");

const invalid = (param: string, message: string): AppError =>
  new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
