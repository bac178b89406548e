import type { Mesh, MeshBody } from "../mesh/mesh";
import { pickBody } from "../mesh/pick-body";
import { vertexNormals } from "../mesh/vertex-normals";
import { GlbContainer, type CompressBuffer } from "./glb-container";
import { layOutTexture, spread, type EncodedPicture } from "./lay-out-texture";

export interface GlbOptions {
  /** Provenance for `asset.extras`; must hold nothing about a person. */
  extras?: Record<string, string | number | boolean>;
  /** The mesh's texture atlas, encoded. Without it, or without a texture, vertex colours are written. */
  picture?: EncodedPicture;
  /** Packs vertices and triangles as EXT_meshopt_compression, which readers then must know. */
  compress?: CompressBuffer;
}

/**
 * Binary glTF 2.0. The mesh's millimetres and z-up frame are turned into what the format demands, metres and y up,
 * in the vertices themselves: (x, y, z) → (x, z, −y) / 1000. A node transform would be shorter, but readers that
 * ignore nodes would then see a model a thousand times too large and lying on its back.
 * Colours become linear 16-bit COLOR_0: eight bits of linear light would band in the shadows. A texture takes their
 * place, for the two would be multiplied; normals are those of the closed mesh, so that no border between tiles shows.
 * Bodies become a node with a mesh and a material of their colour each; of bodies with a texture each has its share of it.
 */
export function writeGlb(mesh: Mesh, options: GlbOptions = {}): Uint8Array {
  if (mesh.bodies) return writeBodies(mesh, mesh.bodies, options);
  const container = new GlbContainer(options.compress);
  const primitive = addPrimitive(container, mesh, options);
  const picture = addPicture(container, mesh, options);
  return container.write({
    asset: assetOf(options),
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, name: "model" }],
    materials: [picture ? texturedMaterial("textured") : material(Boolean(mesh.colors))],
    ...picture,
    meshes: [{ name: "model", primitives: [{ ...primitive, material: 0 }] }],
  });
}

/** Vertices and triangles, with places in the picture or else with colours where the mesh has them. */
function addPrimitive(container: GlbContainer, mesh: Mesh, { picture }: GlbOptions) {
  const layout = picture && mesh.texture ? layOutTexture(mesh, mesh.texture) : undefined;
  const laid = (values: Float32Array): Float32Array => (layout ? spread(values, layout) : values);
  const box = { min: [Infinity, Infinity, Infinity], max: [-Infinity, -Infinity, -Infinity] };
  const positions = laid(turnToMetres(mesh.positions, box));
  const triangles = layout?.indices ?? mesh.indices;
  const attributes: Record<string, number> = {
    POSITION: container.addVertices(positions, 3, box),
    NORMAL: container.addVertices(laid(turnNormals(vertexNormals(mesh))), 3),
  };
  const indices = container.addTriangles(
    positions.length / 3 < 0xffff ? Uint16Array.from(triangles) : triangles,
  );
  if (layout) attributes.TEXCOORD_0 = container.addVertices(layout.uvs, 2);
  else if (mesh.colors && !mesh.bodies)
    attributes.COLOR_0 = container.addVertices(linearColors(mesh.colors), 4, { normalized: true });
  return { attributes, indices };
}

function addPicture(container: GlbContainer, { texture }: Mesh, { picture }: GlbOptions) {
  if (!texture || !picture) return undefined;
  return {
    images: [{ bufferView: container.addFile(picture.bytes), mimeType: picture.contentType }],
    samplers: [smoothSampler],
    textures: [{ source: 0, sampler: 0 }],
  };
}

function writeBodies(mesh: Mesh, bodies: MeshBody[], options: GlbOptions): Uint8Array {
  const container = new GlbContainer(options.compress);
  const meshes = bodies.map((body, n) => {
    const primitive = addPrimitive(container, { ...pickBody(mesh, body), bodies }, options);
    return { name: body.name, primitives: [{ ...primitive, material: n }] };
  });
  const picture = addPicture(container, mesh, options);
  return container.write({
    asset: assetOf(options),
    scene: 0,
    scenes: [{ nodes: bodies.map((_, n) => n) }],
    nodes: bodies.map(({ name }, n) => ({ mesh: n, name })),
    materials: bodies.map((body) => (picture ? texturedMaterial(body.name) : bodyMaterial(body))),
    ...picture,
    meshes,
  });
}

function bodyMaterial({ name, color }: MeshBody) {
  const linear = linearColors(Uint8Array.from(color));
  return {
    name,
    pbrMetallicRoughness: {
      baseColorFactor: [0, 1, 2, 3].map((c) => Number((linear[c] / 65535).toFixed(5))),
      metallicFactor: 0,
      roughnessFactor: 0.75,
    },
  };
}

const assetOf = ({ extras }: GlbOptions) => ({
  version: "2.0",
  generator: "PrintPal",
  extras: { unit: "metre", ...extras },
});

const material = (colored: boolean) => ({
  name: colored ? "colored" : "plain",
  pbrMetallicRoughness: {
    baseColorFactor: colored ? [1, 1, 1, 1] : [0.62, 0.64, 0.67, 1],
    metallicFactor: 0,
    roughnessFactor: 0.75,
  },
});

const texturedMaterial = (name: string) => ({
  name,
  pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicFactor: 0, roughnessFactor: 0.75 },
});

/** Linear with mipmaps, clamped at the edges. */
const smoothSampler = { magFilter: 9729, minFilter: 9987, wrapS: 33071, wrapT: 33071 };

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

/** In place. */
function turnNormals(normals: Float32Array): Float32Array {
  for (let i = 0; i < normals.length; i += 3) {
    const y = normals[i + 1];
    normals[i + 1] = normals[i + 2];
    normals[i + 2] = -y;
  }
  return normals;
}

function linearColors(colors: Uint8Array): Uint16Array {
  const target = new Uint16Array((4 * colors.length) / 3);
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
  return target;
}
