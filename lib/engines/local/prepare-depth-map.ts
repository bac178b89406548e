import sharp from "sharp";
import { AppError } from "@/lib/core/errors";
import { cleanMap } from "./clean-map";
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
  if (channels[0].max > channels[0].min) return;
  throw new AppError(
    "invalid_image",
    "The depth map shows one single depth. Send one in which white is near.",
    { param: "depth_map" },
  );
}
