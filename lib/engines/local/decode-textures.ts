import sharp from "sharp";
import { isAppError } from "@/lib/core/errors";
import { BadMeshError } from "@/lib/geometry/formats/bad-mesh-error";
import type { MeshSkin } from "@/lib/geometry/formats/skin-builder";
import type { Raster } from "@/lib/geometry/image/raster";
import { inspectTexture } from "./inspect-image";

/** The pixels of a mesh's pictures; undefined for those of kinds that are not read, each with a sentence for people. */
export interface DecodedTextures {
  rasters: (Raster | undefined)[];
  notes: string[];
}

/** All pictures of one mesh together: what the largest atlas holds. */
const MOST_PIXELS = 4096 * 4096;
const MOST_SIDE = 4096;
const MOST_PICTURES = 256;

/**
 * Decodes the pictures that a mesh came with, smaller where all together would be larger than the largest atlas. They
 * are looked at first: size and hidden data are limited as for any picture that is sent.
 *
 * @throws BadMeshError for a picture that is broken, too large or a bomb
 */
export async function decodeTextures(pictures: MeshSkin["pictures"]): Promise<DecodedTextures> {
  if (pictures.length > MOST_PICTURES)
    throw new BadMeshError(`The model has more than ${MOST_PICTURES} pictures. Join them and send it again.`);
  const notes: string[] = [];
  const sizes = pictures.map((picture) => inspect(picture, notes));
  const pixels = sizes.reduce((sum, size) => sum + (size ? size.width * size.height : 0), 0);
  const shrunk = Math.min(1, Math.sqrt(MOST_PIXELS / Math.max(1, pixels)));
  const rasters: (Raster | undefined)[] = [];
  for (const [n, picture] of pictures.entries()) {
    const size = sizes[n];
    const side = size && Math.max(size.width, size.height);
    rasters.push(
      side ? await decode(picture, Math.min(MOST_SIDE, Math.round(side * shrunk)) / side) : undefined,
    );
  }
  return { rasters, notes };
}

function inspect({ name, bytes }: MeshSkin["pictures"][number], notes: string[]) {
  try {
    return inspectTexture(bytes);
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code !== "unsupported_media_type")
      throw new BadMeshError(`The model's picture “${name}” cannot be used: ${error.message}`);
    notes.push(`The model's picture “${name}” was left out: ${error.message}`);
    return undefined;
  }
}

/** The channels for red, green and blue alone: what programs keep in alpha is mostly no transparency. */
async function decode(picture: MeshSkin["pictures"][number], scale: number): Promise<Raster> {
  try {
    const opened = sharp(picture.bytes, { failOn: "error", limitInputPixels: 40_000_000 });
    const whole = await opened
      .toColourspace("srgb")
      .removeAlpha()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = whole.info;
    const image = sharp(whole.data, { raw: { width, height, channels } });
    if (scale < 1)
      image.resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), {
        fit: "fill",
      });
    const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
    return { width: info.width, height: info.height, data: pixels };
  } catch {
    throw new BadMeshError(
      `The model's picture “${picture.name}” cannot be read. Save it anew and send the model again.`,
    );
  }
}
