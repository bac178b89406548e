import sharp from "sharp";
import { AppError } from "@/lib/core/errors";
import type { NormalMap } from "@/lib/geometry/field/integrate-normals";
import { readNormals } from "./read-normals";

/** A prepared normal map as directions; `green` is where more of it points. Throws `invalid_image`. */
export async function decodeNormalMap(bytes: Uint8Array, green: "up" | "down"): Promise<NormalMap> {
  try {
    const { data, info } = await sharp(bytes, { failOn: "error", limitInputPixels: 40_000_000 })
      .toColourspace("rgb16")
      .raw({ depth: "ushort" })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const normals = readNormals(new Uint16Array(data.buffer, data.byteOffset, data.length / 2), channels);
    if (green === "down") for (let i = 1; i < normals.length; i += 3) normals[i] = -normals[i];
    return { width, height, normals };
  } catch (error) {
    throw new AppError("invalid_image", "The stored normal map cannot be read. Send it again.", {
      param: "normal_map",
      cause: error,
    });
  }
}
