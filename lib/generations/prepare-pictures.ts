import { prepareDepthMap, prepareImage, prepareNormalMap, requireAlike } from "@/lib/engines";
import type { ReadyUpload } from "@/lib/uploads";

/** A picture as it came: its bytes, still to be cleaned, or an upload, which was when it arrived. */
export type Picture = Uint8Array | ReadyUpload;

/** What a caller knows of the front that a picture shows. */
export interface FrontMaps {
  depthMap?: Picture;
  normalMap?: Picture;
}

export type PreparedPicture = {
  /** What it is to the generation, and the beginning of its name in storage: `input`, `view-2`, `depth-map`, `normal-map`. */
  role: string;
  contentType: string;
} & ({ bytes: Uint8Array } | { upload: ReadyUpload });

/**
 * Cleans the pictures of a generation, in their order, a map of the front last. Throws what `prepareImage`,
 * `prepareDepthMap` and `prepareNormalMap` refuse, and `invalid_image` for a normal map of other proportions.
 */
export async function preparePictures(
  pictures: readonly Picture[],
  { depthMap, normalMap }: FrontMaps = {},
): Promise<PreparedPicture[]> {
  const [prepared, depth, normals] = await Promise.all([
    Promise.all(pictures.map((picture) => clean(picture, prepareImage))),
    depthMap && clean(depthMap, prepareDepthMap),
    normalMap && clean(normalMap, prepareNormalMap),
  ]);
  if (normals) requireAlike(prepared[0], normals);
  return [
    ...prepared.map((picture, at) => ({ ...picture, role: at === 0 ? "input" : `view-${at + 1}` })),
    ...(depth ? [{ ...depth, role: "depth-map" }] : []),
    ...(normals ? [{ ...normals, role: NORMAL_MAP }] : []),
  ];
}

const clean = async (picture: Picture, prepare: typeof prepareImage) =>
  picture instanceof Uint8Array ? prepare(picture) : { ...picture, upload: picture };

const NORMAL_MAP = "normal-map";

/** Whether a stored object is a normal map, by the name it was given. */
export const isNormalMap = (object: string): boolean => object.includes(`/${NORMAL_MAP}-`);
