import type { MeshParts, MeshSkin } from "@/lib/geometry/formats/skin-builder";
import type { Raster } from "@/lib/geometry/image/raster";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { matchCorners } from "@/lib/geometry/repair/match-corners";
import { matchEqual } from "@/lib/geometry/repair/weld-vertices";
import { colorCorners } from "@/lib/geometry/texture/color-corners";
import { colorVertices } from "@/lib/geometry/texture/color-vertices";
import { layAtlas } from "@/lib/geometry/texture/lay-atlas";
import type { MeshFormat } from "../engine";
import { decodeTextures } from "./decode-textures";
import { pictureKind } from "./inspect-image";
import { PICTURED } from "./write-output";

/** Beyond it vertices lie as close as pixels: the colours are kept, and the picture is not. */
const MOST_PICTURED_TRIANGLES = 1_500_000;

interface PaintedUpload {
  /** As it was read, with what its pictures show at the vertices as their colours. */
  mesh: Mesh;
  notes: string[];
  /** Gives colours and pictures back to the mesh once it is welded or mended. */
  dress(worked: Mesh): Mesh;
}

/**
 * Decodes the pictures of a mesh where the wanted format has colours, and paints its vertices by them. Vertices at one
 * place get one colour, so that welding them changes none.
 *
 * @throws BadMeshError for a picture that is broken, too large or a bomb
 */
export async function paintUpload(
  { mesh, skin, notes }: MeshParts,
  format: MeshFormat | undefined,
): Promise<PaintedUpload> {
  if (!skin || !format || format === "stl") return { mesh, notes, dress: (worked) => worked };
  const { rasters, notes: unread } = await decodeTextures(skin.pictures);
  const corners = colorCorners(mesh, skin, rasters);
  const first = matchEqual(mesh.positions);
  const joined = { ...mesh, indices: mesh.indices.map((vertex) => first[vertex]) };
  const colors = colorVertices(joined, corners).map(
    (_, at, all) => all[3 * first[Math.floor(at / 3)] + (at % 3)],
  );
  const painted = { ...mesh, colors };
  const dense = mesh.indices.length > 3 * MOST_PICTURED_TRIANGLES;
  const pictured = PICTURED.includes(format) && !dense;
  const baked = rasters.some((raster) => raster) && !pictured ? [tellBaked(format, dense)] : [];
  return {
    mesh: painted,
    notes: [...notes, ...unread, ...baked],
    dress: (worked) => dress(worked, { read: mesh, skin, rasters, corners, pictured }),
  };
}

const tellBaked = (format: MeshFormat, dense: boolean): string =>
  PICTURED.includes(format) && dense
    ? `With more than ${MOST_PICTURED_TRIANGLES.toLocaleString("en")} triangles the model keeps the colours of its picture, at its vertices, and not the picture itself.`
    : `${format.toUpperCase()} files keep the colours of the model's picture, and not the picture itself.`;

interface Wardrobe {
  /** The mesh as it was read, its skin, and the colours of its corners. */
  read: Mesh;
  skin: MeshSkin;
  rasters: (Raster | undefined)[];
  corners: Uint8Array;
  pictured: boolean;
}

function dress(worked: Mesh, { read, skin, rasters, corners, pictured }: Wardrobe): Mesh {
  const matched = matchCorners(read, worked);
  const cornerColors = new Uint8Array(3 * matched.length);
  for (let corner = 0; corner < matched.length; corner++)
    for (let c = 0; c < 3; c++)
      cornerColors[3 * corner + c] =
        matched[corner] < 0
          ? (worked.colors?.[3 * worked.indices[corner] + c] ?? 0)
          : corners[3 * matched[corner] + c];
  if (!pictured) return { ...worked, cornerColors };
  const materialOf = new Uint16Array(matched.length / 3);
  const places = new Float32Array(2 * matched.length);
  for (let corner = 0; corner < matched.length; corner++) {
    if (matched[corner] < 0) continue;
    materialOf[Math.floor(corner / 3)] = skin.materialOf[Math.floor(matched[corner] / 3)];
    places[2 * corner] = skin.places[2 * matched[corner]];
    places[2 * corner + 1] = skin.places[2 * matched[corner] + 1];
  }
  const texture = layAtlas({ materials: skin.materials, materialOf, places }, rasters, cornerColors);
  const lossless = skin.pictures.every(({ bytes }) => pictureKind(bytes) === "png");
  return { ...worked, cornerColors, texture: texture && { ...texture, lossless } };
}
