import { strFromU8, unzipSync } from "fflate";

/** What a file says, read apart from the writers: corners of triangles in the file's own frame and unit. */
export interface ReadMesh {
  positions: number[];
  triangles: number[];
  /** sRGB, 0 to 255, three a vertex. */
  colors?: number[];
}

export function readStl(bytes: Uint8Array): ReadMesh & { normals: number[] } {
  const view = viewOf(bytes);
  const count = view.getUint32(80, true);
  if (bytes.length !== 84 + 50 * count) throw new Error("the length does not fit the count");
  const mesh = { positions: [] as number[], triangles: [] as number[], normals: [] as number[] };
  for (let i = 0; i < count; i++) {
    const at = 84 + 50 * i;
    for (let k = 0; k < 3; k++) mesh.normals.push(view.getFloat32(at + 4 * k, true));
    for (let k = 0; k < 9; k++) mesh.positions.push(view.getFloat32(at + 12 + 4 * k, true));
    mesh.triangles.push(3 * i, 3 * i + 1, 3 * i + 2);
  }
  return mesh;
}

export function readPly(bytes: Uint8Array): ReadMesh {
  const head = strFromU8(bytes.subarray(0, 600));
  const end = head.indexOf("end_header\n") + 11;
  const count = (element: string) => Number(new RegExp(`element ${element} (\\d+)`).exec(head)?.[1]);
  const colored = head.includes("property uchar red\nproperty uchar green\nproperty uchar blue");
  const view = viewOf(bytes);
  const mesh = { positions: [] as number[], triangles: [] as number[], colors: [] as number[] };
  let at = end;
  for (let i = 0; i < count("vertex"); i++) {
    for (let k = 0; k < 3; k++, at += 4) mesh.positions.push(view.getFloat32(at, true));
    if (colored) for (let k = 0; k < 3; k++) mesh.colors.push(bytes[at++]);
  }
  for (let i = 0; i < count("face"); i++) {
    if (bytes[at++] !== 3) throw new Error("not a triangle");
    for (let k = 0; k < 3; k++, at += 4) mesh.triangles.push(view.getInt32(at, true));
  }
  if (at !== bytes.length) throw new Error("bytes are left over");
  return colored ? mesh : { positions: mesh.positions, triangles: mesh.triangles };
}

export interface GlbDocument {
  asset: { version: string; generator: string; extras: Record<string, unknown> };
  accessors: {
    bufferView: number;
    componentType: number;
    count: number;
    type: string;
    min?: number[];
    max?: number[];
    normalized?: boolean;
  }[];
  bufferViews: { byteOffset: number; byteLength: number; target: number }[];
  meshes: { primitives: { attributes: Record<string, number>; indices: number }[] }[];
  images?: { bufferView: number; mimeType: string }[];
  materials: { pbrMetallicRoughness: { baseColorTexture?: { index: number } } }[];
  buffers: { byteLength: number }[];
}

export function readGlb(
  bytes: Uint8Array,
): ReadMesh & { document: GlbDocument; normals: number[]; uvs?: number[]; picture?: Uint8Array } {
  const view = viewOf(bytes);
  if (view.getUint32(0, true) !== 0x46546c67 || view.getUint32(8, true) !== bytes.length)
    throw new Error("no GLB");
  const jsonLength = view.getUint32(12, true);
  const document = JSON.parse(strFromU8(bytes.subarray(20, 20 + jsonLength))) as GlbDocument;
  const start = 28 + jsonLength;
  if (view.getUint32(20 + jsonLength, true) !== document.buffers[0].byteLength)
    throw new Error("wrong buffer length");
  const read = (index: number): number[] => {
    const { bufferView, componentType, count, type, normalized } = document.accessors[index];
    const { byteOffset, byteLength } = document.bufferViews[bufferView];
    const length = count * Number({ SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 }[type]);
    const bytesEach = componentType === 5123 ? 2 : 4;
    if (length * bytesEach > byteLength) throw new Error("an accessor leaves its view");
    return Array.from({ length }, (_, i) => {
      const at = start + byteOffset + i * bytesEach;
      if (componentType === 5126) return view.getFloat32(at, true);
      if (componentType === 5125) return view.getUint32(at, true);
      return normalized ? view.getUint16(at, true) / 65535 : view.getUint16(at, true);
    });
  };
  const { attributes, indices } = document.meshes[0].primitives[0];
  const linear = attributes.COLOR_0 === undefined ? undefined : read(attributes.COLOR_0);
  const pictureView = document.images && document.bufferViews[document.images[0].bufferView];
  return {
    document,
    uvs: attributes.TEXCOORD_0 === undefined ? undefined : read(attributes.TEXCOORD_0),
    picture:
      pictureView &&
      bytes.slice(start + pictureView.byteOffset, start + pictureView.byteOffset + pictureView.byteLength),
    positions: read(attributes.POSITION),
    normals: read(attributes.NORMAL),
    triangles: read(indices),
    colors: linear
      ?.filter((_, i) => i % 4 !== 3)
      .map((value) => {
        return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055));
      }),
  };
}

/**
 * A plain OBJ, or a ZIP of one with its materials; `faceColors` are those of the materials, three a triangle, and `uvs`
 * two a corner, from the lower left.
 */
export function readObj(
  bytes: Uint8Array,
): ReadMesh & { faceColors: number[]; uvs: number[]; parts: Record<string, Uint8Array> } {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const parts: Record<string, Uint8Array> = zipped ? unzipSync(bytes) : { "model.obj": bytes };
  const materials = new Map<string, number[]>();
  let current = "";
  for (const line of parts["model.mtl"] ? strFromU8(parts["model.mtl"]).split("\n") : []) {
    const [word, ...rest] = line.split(" ");
    if (word === "newmtl") current = rest[0];
    if (word === "Kd")
      materials.set(
        current,
        rest.map((value) => Math.round(255 * Number(value))),
      );
  }
  const mesh = {
    positions: [] as number[],
    triangles: [] as number[],
    colors: [] as number[],
    faceColors: [] as number[],
    uvs: [] as number[],
  };
  const places: number[] = [];
  let material: number[] = [];
  for (const line of strFromU8(parts["model.obj"]).split("\n")) {
    const [word, ...rest] = line.split(" ");
    if (word === "usemtl") material = materials.get(rest[0]) ?? [];
    if (word === "v") {
      mesh.positions.push(...rest.slice(0, 3).map(Number));
      mesh.colors.push(...rest.slice(3).map((value) => Math.round(255 * Number(value))));
    }
    if (word === "vt") places.push(...rest.map(Number));
    if (word === "f") {
      for (const corner of rest) {
        const [vertex, place] = corner.split("/");
        mesh.triangles.push(Number(vertex) - 1);
        if (place) mesh.uvs.push(...places.slice(2 * Number(place) - 2, 2 * Number(place)));
      }
      mesh.faceColors.push(...material);
    }
  }
  return { ...mesh, parts, colors: mesh.colors.length > 0 ? mesh.colors : undefined };
}

/** Follows the package's relationship to the model, as OPC demands. */
export function read3mf(
  bytes: Uint8Array,
): ReadMesh & { unit: string; parts: string[]; cornerColors: number[] } {
  const parts = unzipSync(bytes);
  const relation = /Target="\/([^"]+)"/.exec(strFromU8(parts["_rels/.rels"]))?.[1] ?? "";
  if (!strFromU8(parts["[Content_Types].xml"]).includes('Extension="model"'))
    throw new Error("no content type");
  const xml = strFromU8(parts[relation]);
  const object = /<object id="(\d+)"/.exec(xml)?.[1];
  if (!xml.includes(`<item objectid="${object}"/>`)) throw new Error("the object is not built");
  const group = [...xml.matchAll(/<m:color color="#([0-9A-F]{6})FF"\/>/g)].map(([, hex]) =>
    parseInt(hex, 16),
  );
  const mesh = { positions: [] as number[], triangles: [] as number[], colors: [] as number[] };
  const cornerColors: number[] = [];
  for (const [, x, y, z] of xml.matchAll(/<vertex x="([^"]+)" y="([^"]+)" z="([^"]+)"\/>/g))
    mesh.positions.push(Number(x), Number(y), Number(z));
  for (const [, v1, v2, v3, colors] of xml.matchAll(
    /<triangle v1="(\d+)" v2="(\d+)" v3="(\d+)"( pid="1"[^/]*)?\/>/g,
  )) {
    const corners = [v1, v2, v3].map(Number);
    mesh.triangles.push(...corners);
    const entries = colors ? [...colors.matchAll(/p\d="(\d+)"/g)].map(([, entry]) => Number(entry)) : [];
    entries.forEach((entry, i) => {
      const color = group[entry];
      cornerColors.push(color >> 16, (color >> 8) & 255, color & 255);
      [color >> 16, (color >> 8) & 255, color & 255].forEach(
        (value, k) => (mesh.colors[3 * corners[i] + k] = value),
      );
    });
  }
  const unit = /unit="(\w+)"/.exec(xml)?.[1] ?? "";
  const colors = group.length > 0 ? mesh.colors : undefined;
  return { ...mesh, colors, cornerColors, unit, parts: Object.keys(parts) };
}

export function boundsOf({ positions }: ReadMesh): { min: number[]; max: number[] } {
  const axis = (k: number) => positions.filter((_, i) => i % 3 === k);
  const each = (pick: (a: number, b: number) => number) =>
    [0, 1, 2].map((k) => axis(k).reduce((a, b) => pick(a, b)));
  return { min: each((a, b) => Math.min(a, b)), max: each((a, b) => Math.max(a, b)) };
}

/** Positive where triangles run counter-clockwise seen from outside. */
export function volumeOf({ positions: p, triangles }: ReadMesh): number {
  let sum = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [3 * triangles[i], 3 * triangles[i + 1], 3 * triangles[i + 2]];
    sum += p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1]);
    sum += p[a + 1] * (p[b + 2] * p[c] - p[b] * p[c + 2]);
    sum += p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c]);
  }
  return sum / 6;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
