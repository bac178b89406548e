import { AppError } from "@/lib/core/errors";
import type { Context } from "@/lib/db";
import { findUploads, takeUploads, type ReadyUpload } from "@/lib/uploads";
import type { CreateGenerationInput } from "./create-generation";
import { fetchPicture } from "./fetch-picture";
import type { FrontMaps, Picture } from "./prepare-pictures";

/** A map's bytes as they were sent, or one that was sent ahead. */
export type MapInput = Uint8Array | { uploadId: string };
export type MapsOf = Pick<CreateGenerationInput, "depthMap" | "normalMap">;
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

/** The maps of the front, each the bytes that came or what its upload holds. Throws what `takeUploads` refuses. */
export const takeMaps = (ctx: Context, maps: MapsOf): Promise<FrontMaps> => readMaps(ctx, maps, takeUploads);

/** The same for a look at them alone. */
export const lookAtMaps = (ctx: Context, maps: MapsOf): Promise<FrontMaps> =>
  readMaps(ctx, maps, findUploads);

async function readMaps(
  ctx: Context,
  { depthMap, normalMap }: MapsOf,
  find: typeof findUploads,
): Promise<FrontMaps> {
  const one = async (map: MapInput | undefined, kind: "depth_map" | "normal_map") =>
    map && "uploadId" in map
      ? (await find(ctx, { ids: [map.uploadId], kind, param: `${kind}_upload_id` }))[0]
      : map;
  return { depthMap: await one(depthMap, "depth_map"), normalMap: await one(normalMap, "normal_map") };
}

const wanted = ({ uploadIds = [] }: Input) =>
  ({ ids: uploadIds, kind: "picture", param: paramOf(uploadIds) }) as const;

const paramOf = (ids: readonly string[]): string => (ids.length === 1 ? "upload_id" : "upload_ids");

const invalid = (param: string, message: string): AppError =>
  new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
