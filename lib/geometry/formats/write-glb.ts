import type { Mesh } from "../mesh/mesh";
import { vertexNormals } from "../mesh/vertex-normals";

export interface GlbOptions {
  /** Provenance for `asset.extras`; must hold nothing about a person. */
  extras?: Record<string, string | number | boolean>;
}

/**
 * Binary glTF 2.0. The mesh's millimetres and z-up frame are turned into what the format demands, metres and y up,
 * in the vertices themselves: (x, y, z) → (x, z, −y) / 1000. A node transform would be shorter, but readers that
 * ignore nodes would then see a model a thousand times too large and lying on its back.
 * Colours become linear 16-bit COLOR_0: eight bits of linear light would band in the shadows.
 */
export function writeGlb(mesh: Mesh, options: GlbOptions = {}): Uint8Array {
  const vertices = mesh.positions.length / 3;
  const small = vertices < 0xffff;
  const positionBytes = 12 * vertices;
  const colorBytes = mesh.colors ? 8 * vertices : 0;
  const indexBytes = mesh.indices.length * (small ? 2 : 4);
  const indexStart = 2 * positionBytes + colorBytes;
  const binaryBytes = roundUp4(indexStart + indexBytes);

  const box = { min: [Infinity, Infinity, Infinity], max: [-Infinity, -Infinity, -Infinity] };
  const document = (): Uint8Array =>
    new TextEncoder().encode(
      JSON.stringify({
        asset: { version: "2.0", generator: "PrintPal", extras: { unit: "metre", ...options.extras } },
        scene: 0,
        scenes: [{ nodes: [0] }],
        nodes: [{ mesh: 0, name: "model" }],
        materials: [material(Boolean(mesh.colors))],
        meshes: [{ name: "model", primitives: [primitive(Boolean(mesh.colors))] }],
        accessors: [
          { bufferView: 0, componentType: FLOAT, count: vertices, type: "VEC3", ...box },
          { bufferView: 1, componentType: FLOAT, count: vertices, type: "VEC3" },
          { bufferView: 2, componentType: small ? USHORT : UINT, count: mesh.indices.length, type: "SCALAR" },
          ...(mesh.colors
            ? [{ bufferView: 3, componentType: USHORT, normalized: true, count: vertices, type: "VEC4" }]
            : []),
        ],
        bufferViews: [
          { buffer: 0, byteOffset: 0, byteLength: positionBytes, target: ARRAY_BUFFER },
          { buffer: 0, byteOffset: positionBytes, byteLength: positionBytes, target: ARRAY_BUFFER },
          { buffer: 0, byteOffset: indexStart, byteLength: indexBytes, target: ELEMENT_ARRAY_BUFFER },
          ...(mesh.colors
            ? [{ buffer: 0, byteOffset: 2 * positionBytes, byteLength: colorBytes, target: ARRAY_BUFFER }]
            : []),
        ],
        buffers: [{ byteLength: binaryBytes }],
      }),
    );

  // The box is part of the JSON, so the vertices are turned first, into their own buffer.
  const turned = turnToMetres(mesh.positions, box);
  const json = document();
  const jsonBytes = roundUp4(json.length);
  const total = 12 + 8 + jsonBytes + 8 + binaryBytes;
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  view.setUint32(0, 0x46546c67, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, total, true);
  view.setUint32(12, jsonBytes, true);
  view.setUint32(16, 0x4e4f534a, true);
  out.fill(0x20, 20, 20 + jsonBytes);
  out.set(json, 20);
  view.setUint32(20 + jsonBytes, binaryBytes, true);
  view.setUint32(24 + jsonBytes, 0x004e4942, true);

  const start = 28 + jsonBytes;
  new Float32Array(out.buffer, start, 3 * vertices).set(turned);
  turnNormals(vertexNormals(mesh), new Float32Array(out.buffer, start + positionBytes, 3 * vertices));
  if (mesh.colors)
    linearColors(mesh.colors, new Uint16Array(out.buffer, start + 2 * positionBytes, 4 * vertices));
  const indexTarget = small
    ? new Uint16Array(out.buffer, start + indexStart, mesh.indices.length)
    : new Uint32Array(out.buffer, start + indexStart, mesh.indices.length);
  indexTarget.set(mesh.indices);
  return out;
}

const FLOAT = 5126;
const USHORT = 5123;
const UINT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

const roundUp4 = (bytes: number): number => (bytes + 3) & ~3;

const primitive = (colored: boolean) => ({
  attributes: { POSITION: 0, NORMAL: 1, ...(colored ? { COLOR_0: 3 } : {}) },
  indices: 2,
  material: 0,
});

const material = (colored: boolean) => ({
  name: colored ? "colored" : "plain",
  pbrMetallicRoughness: {
    baseColorFactor: colored ? [1, 1, 1, 1] : [0.62, 0.64, 0.67, 1],
    metallicFactor: 0,
    roughnessFactor: 0.75,
  },
});

/** Millimetres, z up → metres, y up; widens `box` to the result. */
function turnToMetres(positions: Float32Array, box: { min: number[]; max: number[] }): Float32Array {
  const turned = new Float32Array(positions.length);
  let [minX, minY, minZ] = box.min;
  let [maxX, maxY, maxZ] = box.max;
  for (let i = 0; i < positions.length; i += 3) {
    const x = (turned[i] = positions[i] * 0.001);
    const y = (turned[i + 1] = positions[i + 2] * 0.001);
    const z = (turned[i + 2] = positions[i + 1] * -0.001);
    if (x < minX) minX = x;
    if (y < minY) minY = y;
    if (z < minZ) minZ = z;
    if (x > maxX) maxX = x;
    if (y > maxY) maxY = y;
    if (z > maxZ) maxZ = z;
  }
  // The accessor's bounds must be those of the stored 32-bit numbers.
  box.min = [minX, minY, minZ].map(Math.fround);
  box.max = [maxX, maxY, maxZ].map(Math.fround);
  return turned;
}

function turnNormals(normals: Float32Array, target: Float32Array): void {
  for (let i = 0; i < normals.length; i += 3) {
    target[i] = normals[i];
    target[i + 1] = normals[i + 2];
    target[i + 2] = -normals[i + 1];
  }
}

function linearColors(colors: Uint8Array, target: Uint16Array): void {
  const table = new Uint16Array(256);
  for (let value = 0; value < 256; value++) {
    const s = value / 255;
    table[value] = Math.round(65535 * (s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4));
  }
  for (let from = 0, to = 0; from < colors.length; from += 3, to += 4) {
    target[to] = table[colors[from]];
    target[to + 1] = table[colors[from + 1]];
    target[to + 2] = table[colors[from + 2]];
    target[to + 3] = 65535;
  }
}
