import sharp from "sharp";
import { AppError } from "@/lib/core/errors";
import { inspectImage } from "./inspect-image";
import type { PreparedImage } from "./prepare-image";
import { refuseMalware } from "./refuse-malware";

/**
 * Makes a depth map safe to keep: looked at without decoding, then decoded, turned upright, brought to sixteen bits of
 * grey at most 2,048 px a side, and written anew. Eight bits, or a JPEG's blocks, would stand as terraces on the model.
 * Transparency stays: it says that nothing is known there.
 *
 * @throws AppError what `prepareImage` refuses, and `invalid_image` for a map of one single depth
 */
export async function prepareDepthMap(bytes: Uint8Array): Promise<PreparedImage> {
  refuseMalware(bytes);
  const { mayHaveAlpha } = inspectImage(bytes);
  const { data, info } = await decode(bytes, mayHaveAlpha);
  await refuseFlat(data);
  const { width, height } = info;
  return { bytes: data, contentType: "image/png", width, height, hasAlpha: info.channels === 2 };
}

const LONGEST_SIDE = 2048;

async function decode(bytes: Uint8Array, mayHaveAlpha: boolean) {
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
      .toColourspace("grey16");
    return await (mayHaveAlpha ? image : image.removeAlpha())
      .png({ compressionLevel: 3 })
      .toBuffer({ resolveWithObject: true });
  } catch (error) {
    throw new AppError(
      "invalid_image",
      "The depth map is damaged or cut short. Write it anew as a PNG of 8 or 16 bits, and send that.",
      { param: "depth_map", cause: error },
    );
  }
}

async function refuseFlat(png: Uint8Array): Promise<void> {
  const { channels } = await sharp(png).stats();
  if (channels[0].max > channels[0].min) return;
  throw new AppError(
    "invalid_image",
    "The depth map shows one single depth. Send one in which white is near.",
    {
      param: "depth_map",
    },
  );
}
