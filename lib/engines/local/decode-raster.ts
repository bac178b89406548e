import sharp from "sharp";
import { AppError } from "@/lib/core/errors";
import type { Raster } from "@/lib/geometry/image/raster";

/** The pixels of a prepared picture. Throws `invalid_image`. */
export async function decodeRaster(bytes: Uint8Array): Promise<Raster> {
  try {
    const { data, info } = await sharp(bytes, { failOn: "error", limitInputPixels: 40_000_000 })
      .toColourspace("srgb")
      .ensureAlpha()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return {
      width: info.width,
      height: info.height,
      data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
    };
  } catch (error) {
    throw new AppError("invalid_image", "The stored picture cannot be read. Send it again.", {
      cause: error,
    });
  }
}
