import type { MeshSkin } from "../formats/skin-builder";
import type { Raster } from "../image/raster";
import type { Mesh } from "../mesh/mesh";
import { pixelAt, tintTables, toLinear, toSrgb } from "./read-picture";

const UNPAINTED = 200;

/**
 * The colour of each triangle's corner as the file shows it there: of its picture, read a pixel inside the triangle, for
 * at the very corner the neighbour's colour or the picture's background may begin; else of its material or vertex.
 *
 * @param mesh as it was read, its vertices not joined yet
 * @param rasters the skin's pictures; undefined for those that cannot be used
 * @returns three sRGB bytes a corner
 */
export function colorCorners(
  mesh: Mesh,
  { materials, materialOf, places }: MeshSkin,
  rasters: readonly (Raster | undefined)[],
): Uint8Array {
  const { indices, colors } = mesh;
  const out = new Uint8Array(3 * indices.length);
  const tables = materials.map(tintTables);
  for (let at = 0; at < indices.length; at += 3) {
    const number = materialOf[at / 3] - 1;
    const material = materials[number];
    const raster = material?.picture === undefined ? undefined : rasters[material.picture];
    for (let corner = at; corner < at + 3; corner++) {
      const own = 3 * indices[corner];
      const pixel = raster && pixelAt(raster, insideOf(raster, places, at, corner), material.wrap);
      for (let c = 0; c < 3; c++) {
        let value = !material ? (colors?.[own + c] ?? UNPAINTED) : tables[number][c][255];
        if (raster && pixel !== undefined) value = tables[number][c][raster.data[pixel + c]];
        if (material?.shaded && colors) value = toSrgb(toLinear(value) * toLinear(colors[own + c]));
        out[3 * corner + c] = value;
      }
    }
  }
  return out;
}

const found = [0, 0];

/** A pixel from the corner towards the triangle's middle, or half of the way where that is nearer. */
function insideOf({ width, height }: Raster, places: Float32Array, at: number, corner: number): number[] {
  const [a, b, c, own] = [2 * at, 2 * at + 2, 2 * at + 4, 2 * corner];
  const across = (places[a] + places[b] + places[c]) / 3 - places[own];
  const down = (places[a + 1] + places[b + 1] + places[c + 1]) / 3 - places[own + 1];
  const pixels = Math.max(Math.abs(across) * width, Math.abs(down) * height);
  const share = pixels > 2 ? 1 / pixels : 0.5;
  found[0] = places[own] + share * across;
  found[1] = places[own + 1] + share * down;
  return found;
}
