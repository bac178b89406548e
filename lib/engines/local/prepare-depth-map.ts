import sharp from "sharp";
import { cleanMap } from "./clean-map";
import { flatDepth } from "./flat-depth";
import type { PreparedImage } from "./prepare-image";

/**
 * Makes a depth map safe to keep, as `cleanMap` says, in sixteen bits of grey.
 *
 * @throws AppError what `cleanMap` refuses, and `invalid_image` for a map of one single depth
 */
export async function prepareDepthMap(bytes: Uint8Array): Promise<PreparedImage> {
  const { png, width, height, channels } = await cleanMap(bytes, "depth_map", "grey16");
  await refuseFlat(png);
  return { bytes: png, contentType: "image/png", width, height, hasAlpha: channels === 2 };
}

async function refuseFlat(png: Uint8Array): Promise<void> {
  const { channels } = await sharp(png).stats();
  if (channels[0].max <= channels[0].min) throw flatDepth();
}
