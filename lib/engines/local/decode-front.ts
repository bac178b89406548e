import type { FigureOptions } from "@/lib/geometry/field/figure-field";
import type { EngineJob } from "../engine";
import { decodeDepthMap } from "./decode-depth-map";
import { decodeNormalMap } from "./decode-normal-map";

export type Front = Pick<FigureOptions, "depth" | "normals">;

/** What the caller knows of the figure's front, if anything. Throws `invalid_image`. */
export async function decodeFront({ depthMap, normalMap, settings }: EngineJob): Promise<Front> {
  const {
    depth_white: white = "near",
    depth_range: range,
    normal_green: green = "up",
  } = settings?.figure ?? {};
  if (normalMap) return { normals: await decodeNormalMap(normalMap, green) };
  return depthMap ? { depth: { map: await decodeDepthMap(depthMap, white), range } } : {};
}
