import type { Mesh, MeshTexture } from "../mesh/mesh";
import { layOutTexture } from "../formats/lay-out-texture";

/**
 * Colours for the formats that take no picture: each vertex has the mean of what the texture shows at it, over the places
 * that its triangles give it. Three sRGB bytes a vertex.
 */
export function sampleVertices(mesh: Mesh, texture: MeshTexture): Uint8Array {
  const { atlas } = texture;
  const { origin, uvs } = layOutTexture(mesh, texture);
  const sums = new Float32Array(mesh.positions.length);
  const counts = new Uint16Array(mesh.positions.length / 3);
  for (let n = 0; n < origin.length; n++) {
    const column = Math.min(atlas.width - 1, Math.floor(uvs[2 * n] * atlas.width));
    const row = Math.min(atlas.height - 1, Math.floor(uvs[2 * n + 1] * atlas.height));
    const from = 4 * (row * atlas.width + column);
    for (let c = 0; c < 3; c++) sums[3 * origin[n] + c] += atlas.data[from + c];
    counts[origin[n]]++;
  }
  return Uint8Array.from(sums, (sum, at) => sum / Math.max(1, counts[Math.floor(at / 3)]) + 0.5);
}
