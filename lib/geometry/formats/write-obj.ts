import type { Mesh } from "../mesh/mesh";
import { layOutTexture, type EncodedPicture, type TextureLayout } from "./lay-out-texture";
import { quantizeColors, type ColorPalette } from "./quantize-colors";
import { TextBytes } from "./text-bytes";
import { zipArchive, type DeflateRaw } from "./zip-archive";

/**
 * Wavefront OBJ in millimetres, z up, four decimals. A plain mesh gives the bare .obj; a coloured one a ZIP of
 * `model.obj` and `model.mtl`. Colours are written twice, because readers differ: as `v x y z r g b` (Blender,
 * MeshLab, most slicers) and as up to 64 plain materials by face (readers that know only the standard). With a texture,
 * one material and the picture beside it; points stay shared, for OBJ numbers places in a picture apart from them.
 *
 * @param picture the mesh's texture atlas, encoded
 */
export function writeObj(
  mesh: Mesh,
  deflateRaw: DeflateRaw,
  picture?: EncodedPicture,
): { bytes: Uint8Array; zipped: boolean } {
  if (picture && mesh.texture)
    return {
      bytes: texturedArchive(mesh, layOutTexture(mesh, mesh.texture), picture, deflateRaw),
      zipped: true,
    };
  if (!mesh.colors) {
    const text = new TextBytes(estimateBytes(mesh));
    text.text(HEADER);
    writeVertices(text, mesh);
    writeFaces(text, mesh.indices, allFaces(mesh));
    return { bytes: text.bytes(), zipped: false };
  }
  const colors = quantizeColors(mesh.colors, MATERIAL_LIMIT);
  const text = new TextBytes(estimateBytes(mesh));
  text.text(`${HEADER}mtllib model.mtl\no model\n`);
  writeVertices(text, mesh);
  facesByMaterial(mesh, colors).forEach((faces, material) => {
    if (faces.length === 0) return;
    text.text(`usemtl color-${material}\n`);
    writeFaces(text, mesh.indices, faces);
  });
  const entries = [
    { name: "model.obj", bytes: text.bytes() },
    { name: "model.mtl", bytes: materialLibrary(colors.palette) },
  ];
  return { bytes: zipArchive(entries, deflateRaw), zipped: true };
}

function texturedArchive(
  mesh: Mesh,
  layout: TextureLayout,
  picture: EncodedPicture,
  deflateRaw: DeflateRaw,
): Uint8Array {
  const name = picture.contentType === "image/png" ? "model.png" : "model.jpg";
  const text = new TextBytes(1.8 * estimateBytes(mesh));
  text.text(`${HEADER}mtllib model.mtl\no model\n`);
  writeVertices(text, mesh);
  for (let i = 0; i < layout.uvs.length; i += 2) {
    text.raw(LETTERS_VT);
    text.fraction(layout.uvs[i]);
    text.byte(SPACE);
    text.fraction(1 - layout.uvs[i + 1]);
    text.byte(NEWLINE);
  }
  text.text("usemtl textured\n");
  for (let i = 0; i < mesh.indices.length; i++) {
    if (i % 3 === 0) text.byte(LETTER_F);
    text.byte(SPACE);
    text.whole(mesh.indices[i] + 1);
    text.byte(SLASH);
    text.whole(layout.indices[i] + 1);
    if (i % 3 === 2) text.byte(NEWLINE);
  }
  const material = ["newmtl textured", "Ka 1 1 1", "Kd 1 1 1", "Ks 0 0 0", "illum 1", `map_Kd ${name}`];
  const entries = [
    { name: "model.obj", bytes: text.bytes() },
    { name: "model.mtl", bytes: new TextEncoder().encode(`${HEADER}${material.join("\n")}\n`) },
    { name, bytes: picture.bytes },
  ];
  return zipArchive(entries, deflateRaw);
}

const HEADER = "# PrintPal, millimetres, z up\n";
const MATERIAL_LIMIT = 64;
const [SPACE, NEWLINE, SLASH, LETTER_F, LETTER_V] = [" ", "\n", "/", "f", "v"].map((c) => c.charCodeAt(0));
const LETTERS_VT = new TextEncoder().encode("vt ");

const estimateBytes = (mesh: Mesh): number =>
  200 + (mesh.positions.length / 3) * (mesh.colors ? 50 : 32) + (mesh.indices.length / 3) * 27;

function writeVertices(text: TextBytes, { positions, colors }: Mesh): void {
  const shares = Array.from({ length: 256 }, (_, value) => {
    return new TextEncoder().encode(` ${Number((value / 255).toFixed(4))}`);
  });
  for (let i = 0; i < positions.length; i += 3) {
    text.byte(LETTER_V);
    for (let axis = 0; axis < 3; axis++) {
      text.byte(SPACE);
      text.decimal(positions[i + axis]);
    }
    if (colors) for (let channel = 0; channel < 3; channel++) text.raw(shares[colors[i + channel]]);
    text.byte(NEWLINE);
  }
}

/** OBJ counts vertices from 1. */
function writeFaces(text: TextBytes, indices: Uint32Array, faces: Iterable<number>): void {
  for (const face of faces) {
    text.byte(LETTER_F);
    for (let corner = 0; corner < 3; corner++) {
      text.byte(SPACE);
      text.whole(indices[3 * face + corner] + 1);
    }
    text.byte(NEWLINE);
  }
}

const allFaces = (mesh: Mesh): Uint32Array =>
  Uint32Array.from({ length: mesh.indices.length / 3 }, (_, i) => i);

/** A face takes the colour that two of its corners share, else that of its first corner. */
function facesByMaterial({ indices }: Mesh, { palette, entries }: ColorPalette): number[][] {
  const groups: number[][] = Array.from({ length: palette.length / 3 }, () => []);
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [entries[indices[i]], entries[indices[i + 1]], entries[indices[i + 2]]];
    groups[b === c ? b : a].push(i / 3);
  }
  return groups;
}

function materialLibrary(palette: Uint8Array): Uint8Array {
  const lines = [HEADER.trim()];
  for (let i = 0; i < palette.length; i += 3) {
    const share = (channel: number) => (palette[i + channel] / 255).toFixed(4);
    lines.push(`newmtl color-${i / 3}`, `Kd ${share(0)} ${share(1)} ${share(2)}`, "Ks 0 0 0", "illum 1");
  }
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}
