import { strToU8, zipSync } from "fflate";

/** A side of a box as a file has it: corners of its own, counter-clockwise from outside, and their places on a picture. */
export interface Face {
  corners: number[][];
  /** u, v of the corners, from the picture's upper left. */
  places: number[][];
  material: number;
}

const SIDES = [
  [0, 2, 3, 1],
  [4, 5, 7, 6],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 4, 6, 2],
  [1, 3, 7, 5],
];

/** The six sides of a box of 10 × 20 × 30 mm: each on its own cell of a picture of three by two cells. */
export function makeFaces(
  place: (u: number, v: number) => number[] = (u, v) => [u, v],
  materials = [0, 0, 0, 0, 0, 0],
): Face[] {
  return SIDES.map((side, n) => ({
    corners: side.map((corner) => [10 * (corner & 1), 20 * ((corner >> 1) & 1), 30 * (corner >> 2)]),
    places: [0, 1, 2, 3].map((k) =>
      place(((n % 3) + (k === 1 || k === 2 ? 1 : 0)) / 3, (Math.floor(n / 3) + (k > 1 ? 1 : 0)) / 2),
    ),
    material: materials[n],
  }));
}

const QUAD = [0, 1, 2, 0, 2, 3];

/** A GLB by the letter of its specification, apart from our writers: metres, y up, one primitive a side. */
export function writeTexturedGlb(
  faces: readonly Face[],
  description: object,
  images: readonly { bytes: Uint8Array; mimeType: string }[],
  colors?: readonly number[],
): Uint8Array {
  const chunks: Uint8Array[] = [];
  const bufferViews: object[] = [];
  const accessors: object[] = [];
  let length = 0;
  const view = (bytes: Uint8Array): number => {
    bufferViews.push({ buffer: 0, byteOffset: length, byteLength: bytes.length });
    const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
    padded.set(bytes);
    chunks.push(padded);
    length += padded.length;
    return bufferViews.length - 1;
  };
  const floats = (values: number[], width: number): number => {
    const bytes = new Uint8Array(Float32Array.from(values).buffer);
    const type = ["", "", "VEC2", "VEC3"][width];
    accessors.push({ bufferView: view(bytes), componentType: 5126, count: values.length / width, type });
    return accessors.length - 1;
  };
  const primitives = faces.map(({ corners, places, material }) => {
    const attributes: Record<string, number> = {
      POSITION: floats(
        corners.flatMap(([x, y, z]) => [x / 1000, z / 1000, -y / 1000]),
        3,
      ),
      TEXCOORD_0: floats(places.flat(), 2),
    };
    if (colors)
      attributes.COLOR_0 = floats(
        corners.flatMap(() => colors),
        3,
      );
    accessors.push({
      bufferView: view(new Uint8Array(Uint16Array.from(QUAD).buffer)),
      componentType: 5123,
      count: 6,
      type: "SCALAR",
    });
    return { attributes, indices: accessors.length - 1, material };
  });
  const embedded = images.map(({ bytes, mimeType }) => ({ bufferView: view(bytes), mimeType }));
  const json = JSON.stringify({
    asset: { version: "2.0" },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives }],
    textures: images.map((_, source) => ({ source, sampler: 0 })),
    samplers: [{}],
    images: embedded,
    ...description,
    accessors,
    bufferViews,
    buffers: [{ byteLength: length }],
  });
  const text = strToU8(json.padEnd(Math.ceil(json.length / 4) * 4));
  const out = new Uint8Array(28 + text.length + length);
  const head = new DataView(out.buffer);
  [0x46546c67, 2, out.length, text.length, 0x4e4f534a].forEach((value, n) =>
    head.setUint32(4 * n, value, true),
  );
  out.set(text, 20);
  head.setUint32(20 + text.length, length, true);
  head.setUint32(24 + text.length, 0x004e4942, true);
  let at = 28 + text.length;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

export const texturedMaterial = (more: object = {}, index = 0) => ({
  pbrMetallicRoughness: { baseColorTexture: { index, ...more } },
});

/** A 3MF by the letter of its materials extension: a texture group for each side, places from the lower left. */
export function writeTextured3mf(
  faces: readonly Face[],
  texture: string,
  files: Record<string, Uint8Array>,
): Uint8Array {
  const corners = faces.flatMap((face) => face.corners);
  const groups = faces.map(({ places }, n) => {
    const coordinates = places.map(([u, v]) => `<m:tex2coord u="${u}" v="${1 - v}"/>`);
    return `<m:texture2dgroup id="${10 + n}" texid="2">${coordinates.join("")}</m:texture2dgroup>`;
  });
  const triangle = (n: number, [a, b, c]: number[]): string =>
    `<triangle v1="${4 * n + a}" v2="${4 * n + b}" v3="${4 * n + c}" pid="${10 + n}" p1="${a}" p2="${b}" p3="${c}"/>`;
  const model = `<?xml version="1.0"?>
<model unit="millimeter" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02">
<resources>${texture}${groups.join("")}<object id="1"><mesh>
<vertices>${corners.map(([x, y, z]) => `<vertex x="${x}" y="${y}" z="${z}"/>`).join("")}</vertices>
<triangles>${faces.map((_, n) => triangle(n, QUAD.slice(0, 3)) + triangle(n, QUAD.slice(3))).join("")}</triangles>
</mesh></object></resources>
<build><item objectid="1"/></build></model>`;
  return zipSync({ "3D/3dmodel.model": strToU8(model), ...files });
}

/** A ZIP of an OBJ with its material library and whatever else is given. */
export function writeTexturedObj(
  faces: readonly Face[],
  library: string,
  files: Record<string, Uint8Array>,
): Uint8Array {
  const lines = ["mtllib box.mtl"];
  faces.forEach(({ corners, places, material }, n) => {
    for (const corner of corners) lines.push(`v ${corner.join(" ")}`);
    for (const [u, v] of places) lines.push(`vt ${u} ${1 - v}`);
    lines.push(`usemtl m${material}`);
    lines.push(`f ${[1, 2, 3, 4].map((k) => `${4 * n + k}/${4 * n + k}`).join(" ")}`);
  });
  return zipSync({
    "model/box.obj": strToU8(lines.join("\n")),
    "model/box.mtl": strToU8(library),
    ...files,
  });
}
