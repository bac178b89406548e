import { passingName, putObject, removeObject, type StoredObject } from "@/lib/storage";
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

/** Whose they are, and whether they stay in the history. */
interface Kept {
  organizationId: string;
  id: string;
  stays: boolean;
}

/**
 * Cleans and stores the pictures of a generation, in their order, a map of the front last. All are looked at before one is
 * stored; throws what {@link preparePictures} refuses, and leaves nothing behind then. Those that are not `stays` the storage
 * itself removes after a month, whatever happens.
 */
export async function keepPictures(
  { organizationId, id, stays }: Kept,
  pictures: readonly Picture[],
  maps: FrontMaps = {},
): Promise<KeptPicture[]> {
  const prepared = await preparePictures(pictures, maps);
  const kept: KeptPicture[] = [];
  try {
    for (const picture of prepared) {
      const { role, contentType } = picture;
      const name = stays ? `${id}/${role}` : passingName(id, role);
      kept.push({ ...(await keep(organizationId, name, picture)), role, contentType });
    }
  } catch (error) {
    await discardPictures(kept);
    throw error;
  }
  return kept;
}

function keep(organizationId: string, name: string, picture: PreparedPicture): Promise<StoredObject> {
  return "bytes" in picture
    ? putObject({ organizationId, name, bytes: picture.bytes })
    : copyUpload(organizationId, name, picture.upload);
}

/** Takes them off the disk again. */
export async function discardPictures(kept: readonly KeptPicture[]): Promise<void> {
  for (const { object } of kept) await removeObject(object);
}
