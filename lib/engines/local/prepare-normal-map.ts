import sharp from "sharp";
import { cleanMap } from "./clean-map";
import type { PreparedImage } from "./prepare-image";
import { readNormals } from "./read-normals";
import { refuseOtherNormals } from "./refuse-other-normals";

/**
 * Makes a normal map safe to keep, as `cleanMap` says, in sixteen bits of red, green and blue.
 *
 * @throws AppError what `cleanMap` refuses, and `invalid_image` for a picture that is no normal map, for one of another
 * space than the camera's, and for one that looks one single way
 */
export async function prepareNormalMap(bytes: Uint8Array): Promise<PreparedImage> {
  const { png, width, height, channels } = await cleanMap(bytes, "normal_map", "rgb16");
  await refuseOthers(png);
  return { bytes: png, contentType: "image/png", width, height, hasAlpha: channels === 4 };
}

/** The map is looked at on a copy of so many pixels a side. */
const LOOKED_AT = 256;

async function refuseOthers(png: Buffer): Promise<void> {
  const { data, info } = await sharp(png)
    .resize({
      width: LOOKED_AT,
      height: LOOKED_AT,
      fit: "inside",
      withoutEnlargement: true,
      kernel: "nearest",
    })
    .toColourspace("rgb16")
    .raw({ depth: "ushort" })
    .toBuffer({ resolveWithObject: true });
  const values = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  refuseOtherNormals(readNormals(values, info.channels));
}
