import sharp from "sharp";
import { AppError } from "@/lib/core/errors";
import type { Raster } from "@/lib/geometry/image/raster";
import { rasterSide } from "./raster-side";

/** The pixels of a prepared picture, no larger than a model of `resolution` cells can show. Throws `invalid_image`. */
export async function decodeRaster(bytes: Uint8Array, resolution = Infinity): Promise<Raster> {
  const side = rasterSide(resolution);
  try {
    const { data, info } = await sharp(bytes, { failOn: "error", limitInputPixels: 40_000_000 })
      .resize(
        // The default kernel sharpens: its halos look like edges, its grain like texture, to the search for the subject.
        side < 16384
          ? { width: side, height: side, fit: "inside", withoutEnlargement: true, kernel: "linear" }
          : undefined,
      )
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
