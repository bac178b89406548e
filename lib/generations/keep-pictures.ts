import { prepareDepthMap, prepareImage } from "@/lib/engines";
import { putObject, removeObject } from "@/lib/storage";

export interface KeptPicture {
  object: string;
  contentType: string;
  sizeBytes: number;
}

/**
 * Cleans and stores the pictures of a generation, in their order, a depth map last. All are looked at before one is stored; throws what
 * `prepareImage` refuses, and leaves nothing behind then.
 */
export async function keepPictures(
  organizationId: string,
  id: string,
  pictures: readonly Uint8Array[],
  depthMap?: Uint8Array,
): Promise<KeptPicture[]> {
  const prepared = await Promise.all([
    ...pictures.map((bytes) => prepareImage(bytes)),
    ...(depthMap ? [prepareDepthMap(depthMap)] : []),
  ]);
  const kept: KeptPicture[] = [];
  try {
    for (const [at, { bytes, contentType }] of prepared.entries()) {
      const name = at === 0 ? `${id}/input` : `${id}/view-${at + 1}`;
      kept.push({ ...(await putObject({ organizationId, name, bytes })), contentType });
    }
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
