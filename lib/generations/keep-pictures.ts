import { putObject, removeObject } from "@/lib/storage";
import { type FrontMaps, preparePictures } from "./prepare-pictures";

export interface KeptPicture {
  object: string;
  contentType: string;
  sizeBytes: number;
}

/**
 * Cleans and stores the pictures of a generation, in their order, a map of the front last. All are looked at before one is
 * stored; throws what {@link preparePictures} refuses, and leaves nothing behind then.
 */
export async function keepPictures(
  organizationId: string,
  id: string,
  pictures: readonly Uint8Array[],
  maps: FrontMaps = {},
): Promise<KeptPicture[]> {
  const prepared = await preparePictures(pictures, maps);
  const kept: KeptPicture[] = [];
  try {
    for (const { role, bytes, contentType } of prepared)
      kept.push({ ...(await putObject({ organizationId, name: `${id}/${role}`, bytes })), contentType });
  } catch (error) {
    await discardPictures(kept);
    throw error;
  }
  return kept;
}

/** Takes them off the disk again. */
export async function discardPictures(kept: readonly KeptPicture[]): Promise<void> {
  for (const { object } of kept) await removeObject(object);
}
