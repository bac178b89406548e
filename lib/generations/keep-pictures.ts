import { prepareImage } from "@/lib/engines";
import { putObject, removeObject } from "@/lib/storage";

export interface KeptPicture {
  object: string;
  contentType: string;
  sizeBytes: number;
}

export interface KeptPictures {
  image?: KeptPicture;
  views: KeptPicture[];
  depthMap?: KeptPicture;
  /** Of all of them. */
  sizeBytes: number;
}

interface SentPictures {
  image?: Uint8Array;
  views?: Uint8Array[];
  depthMap?: Uint8Array;
}

/** Cleans and stores what was sent. All are looked at before one is stored; throws what `prepareImage` refuses. */
export async function keepPictures(
  organizationId: string,
  id: string,
  { image, views = [], depthMap }: SentPictures,
): Promise<KeptPictures> {
  const sent = [
    { name: "input", bytes: image },
    ...views.map((bytes, at) => ({ name: `view-${at + 2}`, bytes })),
    { name: "depth", bytes: depthMap },
  ];
  const prepared = await Promise.all(sent.map(({ bytes }) => (bytes ? prepareImage(bytes) : undefined)));
  const kept: (KeptPicture | undefined)[] = [];
  try {
    for (const [at, picture] of prepared.entries())
      kept.push(
        picture && {
          ...(await putObject({ organizationId, name: `${id}/${sent[at].name}`, bytes: picture.bytes })),
          contentType: picture.contentType,
        },
      );
  } catch (error) {
    for (const picture of kept) if (picture) await removeObject(picture.object);
    throw error;
  }
  return {
    image: kept[0],
    views: kept.slice(1, -1).filter((picture) => picture !== undefined),
    depthMap: kept[kept.length - 1],
    sizeBytes: kept.reduce((sum, picture) => sum + (picture?.sizeBytes ?? 0), 0),
  };
}

/** Takes them off the disk again. */
export async function discardPictures({ image, views, depthMap }: KeptPictures): Promise<void> {
  for (const picture of [image, ...views, depthMap]) if (picture) await removeObject(picture.object);
}
