import type { MapKind } from "./map-settings";
import { drawPicture } from "./picture-client";
import type { PictureEdit } from "./picture-messages";

/** A map as it came. */
export interface MapSource {
  kind: MapKind;
  name: string;
  source: Blob;
}

/** A map as it will be sent: cropped and turned as its picture is. */
export interface FrontMap extends MapSource {
  blob: Blob;
  bytes: Uint8Array;
}

const SENT_TYPES = ["image/png", "image/jpeg", "image/webp"];
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * Makes a map ready for its picture. One that is to be left as it is goes byte for byte, for a canvas would leave eight of
 * its sixteen bits. Throws where the browser cannot read it.
 */
export async function prepareMap(map: MapSource, { turns, crop }: PictureEdit): Promise<FrontMap> {
  const { source } = map;
  const whole = turns === 0 && crop.join() === "0,0,1,1";
  const asItIs = whole && SENT_TYPES.includes(source.type) && source.size <= MOST_BYTES;
  const blob = asItIs ? source : (await drawPicture({ source, edit: { turns, crop }, lossless: true })).blob;
  return { ...map, blob, bytes: new Uint8Array(await blob.arrayBuffer()) };
}
