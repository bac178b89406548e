import type { Raster } from "@/lib/geometry/image/raster";
import type { EngineJob } from "../engine";
import type { Front } from "../local/decode-front";
import { flatDepth } from "../local/flat-depth";
import { readNormals } from "../local/read-normals";
import { refuseSmall } from "../local/refuse-image";
import { refuseOtherNormals } from "../local/refuse-other-normals";
import { requireAlike } from "../local/require-alike";
import { requireImage } from "../local/require-input";
import { decodeRaster } from "./decode-raster";

/**
 * As on the server, but for a browser's canvas, which keeps eight bits of sixteen: at a preview's grid a level is less than a
 * cell. Here nothing has looked at the map before, so what is refused when it is sent is refused here too.
 */
export async function decodeFront(job: EngineJob): Promise<Front> {
  const { depthMap, normalMap, resolution } = job;
  const {
    depth_white: white = "near",
    depth_range: range,
    normal_green: green = "up",
  } = job.settings?.figure ?? {};
  if (normalMap) {
    const whole = await decodeRaster(normalMap);
    refuseSmall(whole);
    requireAlike(await decodeRaster(requireImage(job)), whole);
    return { normals: toNormals(await decodeRaster(normalMap, resolution), green) };
  }
  if (!depthMap) return {};
  refuseSmall(await decodeRaster(depthMap));
  return { depth: { map: toDepth(await decodeRaster(depthMap, resolution), white), range } };
}

function toDepth({ width, height, data }: Raster, white: "near" | "far") {
  const near = new Float32Array(width * height);
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < near.length; i++) {
    const [red, green, blue, alpha] = data.subarray(4 * i, 4 * i + 4);
    const share = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    low = Math.min(low, share);
    high = Math.max(high, share);
    near[i] = alpha < 128 ? NaN : white === "near" ? share : 1 - share;
  }
  if (high <= low) throw flatDepth();
  return { width, height, near };
}

function toNormals({ width, height, data }: Raster, green: "up" | "down") {
  const normals = readNormals(
    Uint16Array.from(data, (byte) => 257 * byte),
    4,
  );
  refuseOtherNormals(normals);
  if (green === "down") for (let i = 1; i < normals.length; i += 3) normals[i] = -normals[i];
  return { width, height, normals };
}
