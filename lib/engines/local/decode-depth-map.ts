import sharp from "sharp";
import { AppError } from "@/lib/core/errors";
import type { DepthMap } from "@/lib/geometry/field/read-depth";

/** A prepared depth map as numbers, 0 far to 1 near; what is mostly transparent is unknown. Throws `invalid_image`. */
export async function decodeDepthMap(bytes: Uint8Array, white: "near" | "far"): Promise<DepthMap> {
  try {
    const { data, info } = await sharp(bytes, { failOn: "error", limitInputPixels: 40_000_000 })
      .toColourspace("grey16")
      .raw({ depth: "ushort" })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const values = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
    const near = new Float32Array(width * height);
    for (let i = 0; i < near.length; i++) {
      const share = values[i * channels] / 65535;
      const unknown = channels === 2 && values[i * 2 + 1] < 32768;
      near[i] = unknown ? NaN : white === "near" ? share : 1 - share;
    }
    return { width, height, near };
  } catch (error) {
    throw new AppError("invalid_image", "The stored depth map cannot be read. Send it again.", {
      param: "depth_map",
      cause: error,
    });
  }
}
