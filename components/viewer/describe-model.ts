import type { LoadedModel } from "./load-model";

/** What there is to see, in words: for screen readers, and for anybody who asks how large it is. */
export function describeModel(
  { extent, triangles }: LoadedModel,
  name: string,
  { allTriangles, volumeMm3 }: { allTriangles?: number; volumeMm3?: number },
): string {
  const size = [extent.x, extent.z, extent.y].map((side) => side.toFixed(1));
  const count = (allTriangles ?? triangles).toLocaleString("en");
  const volume =
    volumeMm3 === undefined ? "" : ` Its volume is ${(volumeMm3 / 1000).toFixed(1)} cubic centimetres.`;
  return `${name}: ${size[0]} millimetres wide, ${size[1]} deep and ${size[2]} high, ${count} triangles.${volume}`;
}
