import { putObject, removeObject, type StoredObject } from "@/lib/storage";
import { copyUpload } from "@/lib/uploads";
import { preparePictures, type FrontMaps, type Picture, type PreparedPicture } from "./prepare-pictures";

export interface KeptPicture {
  /** What it is to the generation, see {@link preparePictures}. */
  role: string;
  object: string;
  contentType: string;
  sizeBytes: number;
  /** Of the cleaned bytes, in hexadecimal. */
  sha256: string;
}

/**
 * Cleans and stores the pictures of a generation, in their order, a map of the front last. All are looked at before one is
 * stored; throws what {@link preparePictures} refuses, and leaves nothing behind then.
 */
export async function keepPictures(
  organizationId: string,
  id: string,
  pictures: readonly Picture[],
  maps: FrontMaps = {},
): Promise<KeptPicture[]> {
  const prepared = await preparePictures(pictures, maps);
  const kept: KeptPicture[] = [];
  try {
    for (const picture of prepared) {
      const { role, contentType } = picture;
      kept.push({ ...(await keep(organizationId, id, picture)), role, contentType });
    }
  } catch (error) {
    await discardPictures(kept);
    throw error;
  }
  return kept;
}

function keep(organizationId: string, id: string, picture: PreparedPicture): Promise<StoredObject> {
  const name = `${id}/${picture.role}`;
  return "bytes" in picture
    ? putObject({ organizationId, name, bytes: picture.bytes })
    : copyUpload(organizationId, name, picture.upload);
}

/** Takes them off the disk again. */
export async function discardPictures(kept: readonly KeptPicture[]): Promise<void> {
  for (const { object } of kept) await removeObject(object);
}
