import { AppError } from "@/lib/core/errors";
import type { Raster } from "@/lib/geometry/image/raster";
import { shrinkRaster } from "@/lib/geometry/image/shrink-raster";
import { rasterSide } from "../local/raster-side";

/**
 * The pixels of a picture as the server's decoder gives them, by the browser's own. What was decoded is kept for as long as
 * the picture's bytes are, so that a setting that changes costs no second decoding. Throws `invalid_image`.
 */
export async function decodeRaster(bytes: Uint8Array, resolution = Infinity): Promise<Raster> {
  const whole = await decodeOnce(bytes);
  const side = Math.min(rasterSide(resolution), Math.max(whole.width, whole.height));
  const sizes = (shrunk.get(whole) ?? shrunk.set(whole, new Map()).get(whole)) as Map<number, Raster>;
  const known = sizes.get(side) ?? shrinkRaster(whole, side);
  sizes.set(side, known);
  return known;
}

const decoded = new WeakMap<Uint8Array, Promise<Raster>>();
const shrunk = new WeakMap<Raster, Map<number, Raster>>();

function decodeOnce(bytes: Uint8Array): Promise<Raster> {
  const known = decoded.get(bytes) ?? decode(bytes);
  decoded.set(bytes, known);
  return known;
}

async function decode(bytes: Uint8Array): Promise<Raster> {
  const picture = await createImageBitmap(new Blob([bytes as BlobPart])).catch((cause: unknown) => {
    throw new AppError("invalid_image", "The picture cannot be read here. Try another one.", { cause });
  });
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new AppError("engine_failed", "This browser cannot read a picture's pixels.");
  context.drawImage(picture, 0, 0);
  picture.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
