import { prepareMap, type FrontMap, type MapSource } from "./front-map";
import { drawPicture } from "./picture-client";
import type { PictureEdit, PictureMask } from "./picture-messages";

/** A picture as it will be sent: upright, cropped, without the camera's notes, no larger than an engine reads. */
export interface PreparedPicture {
  /** Changes whenever its bytes do. */
  key: number;
  name: string;
  blob: Blob;
  bytes: Uint8Array;
  width: number;
  height: number;
  edit: PictureEdit;
  /** What was kept by hand of this very crop; absent while the engine decides. */
  mask?: PictureMask;
  /** The same with its background, for the brush. */
  plain: Blob;
  /** As it came, for another crop. */
  source: Blob;
  /** What is known of its front beside it, under a number of its own. */
  front?: FrontMap & { key: number };
}

export const untouched: PictureEdit = { turns: 0, crop: [0, 0, 1, 1] };

/** Makes a picture ready, and its map with it. Throws where the browser cannot read one of them. */
export async function preparePicture(
  source: Blob,
  name: string,
  edit: PictureEdit = untouched,
  { mask, plain, map }: { mask?: PictureMask; plain?: Blob; map?: MapSource } = {},
): Promise<PreparedPicture> {
  const { blob, width, height } = await drawPicture({ source, edit, mask });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const kept = mask ? { mask, plain: plain ?? blob } : { plain: blob };
  const picture = { key: ++lastKey, name, blob, bytes, width, height, edit, source, ...kept };
  return map ? withMap(picture, map) : picture;
}

/** The same picture with another map beside it, or with none. */
export async function withMap(picture: PreparedPicture, map: MapSource | null): Promise<PreparedPicture> {
  const front = map ? { ...(await prepareMap(map, picture.edit)), key: ++lastKey } : undefined;
  return { ...picture, front };
}

let lastKey = 0;
