import sharp from "sharp";
import { AppError, isAppError } from "@/lib/core/errors";
import { inspectImage } from "./inspect-image";
import { refuseMalware } from "./refuse-malware";

export interface CleanMap {
  png: Buffer;
  width: number;
  height: number;
  channels: number;
}

const LONGEST_SIDE = 2048;
const names = { depth_map: "depth map", normal_map: "normal map" };

/**
 * Makes a map that comes beside a picture safe to keep: looked at without decoding, then decoded, turned upright, brought
 * to sixteen bits a channel at most 2,048 px a side, and written anew. Eight bits, or a JPEG's blocks, would stand as
 * terraces on the model. Transparency stays: it says that nothing is known there.
 *
 * @throws AppError what `inspectImage` refuses, and `invalid_image` for a damaged one; `param` names the map
 */
export async function cleanMap(
  bytes: Uint8Array,
  param: "depth_map" | "normal_map",
  colourspace: "grey16" | "rgb16",
): Promise<CleanMap> {
  refuseMalware(bytes);
  const mayHaveAlpha = inspect(bytes, param);
  try {
    const image = sharp(bytes, { failOn: "error", limitInputPixels: 40_000_000, pages: 1, autoOrient: true })
      .timeout({ seconds: 10 })
      .resize({
        width: LONGEST_SIDE,
        height: LONGEST_SIDE,
        fit: "inside",
        withoutEnlargement: true,
        kernel: "linear",
      })
      .toColourspace(colourspace);
    const { data, info } = await (mayHaveAlpha ? image : image.removeAlpha())
      .png({ compressionLevel: 3 })
      .toBuffer({ resolveWithObject: true });
    return { png: data, width: info.width, height: info.height, channels: info.channels };
  } catch (error) {
    throw new AppError(
      "invalid_image",
      `The ${names[param]} is damaged or cut short. Write it anew as a PNG of 8 or 16 bits, and send that.`,
      { param, cause: error },
    );
  }
}

function inspect(bytes: Uint8Array, param: string): boolean {
  try {
    return inspectImage(bytes).mayHaveAlpha;
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw new AppError(error.code, error.message, { ...error.details, param });
  }
}
