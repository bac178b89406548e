import sharp from "sharp";
import { AppError } from "@/lib/core/errors";
import { cleanMap } from "./clean-map";
import type { PreparedImage } from "./prepare-image";
import { readNormals } from "./read-normals";

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
/** A JPEG or a resampled edge bends a length by less than this. */
const OFF_UNIT = 0.15;
/** Of the pixels that say something at all: so many must be of unit length, so many may look away from the viewer. */
const MOSTLY = 0.9;
const AWAY = 0.1;

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
  const { known, unit, away, spread } = measure(readNormals(values, info.channels));
  if (known === 0 || unit < MOSTLY * known)
    throw refused(
      "The picture in normal_map is no normal map: its colours are not directions of length one. Send one whose red, green and blue run from −1 to 1, or a grey one as depth_map.",
    );
  if (away > AWAY * known)
    throw refused(
      "The normal map looks away from the viewer in many places. Send one in the camera's space, in which blue points towards the viewer.",
    );
  if (spread < 1e-4)
    throw refused("The normal map looks one single way. Send one that shows the subject's shape.");
}

/** How many pixels say something, are of unit length, look away; and how far directions spread about their mean. */
function measure(normals: Float32Array) {
  const sum = [0, 0, 0];
  let [known, unit, away] = [0, 0, 0];
  for (let i = 0; i < normals.length; i += 3) {
    const [x, y, z] = normals.subarray(i, i + 3);
    const length = Math.sqrt(x * x + y * y + z * z);
    if (Number.isNaN(length)) continue;
    known++;
    if (Math.abs(length - 1) < OFF_UNIT) unit++;
    if (z < -0.1) away++;
    sum[0] += x / length;
    sum[1] += y / length;
    sum[2] += z / length;
  }
  return { known, unit, away, spread: 1 - Math.sqrt(sum[0] ** 2 + sum[1] ** 2 + sum[2] ** 2) / (known || 1) };
}

const refused = (message: string): AppError =>
  new AppError("invalid_image", message, { param: "normal_map" });
