import { BadMeshError, cutShort, MOST_TRIANGLES, tooManyTriangles } from "./bad-mesh-error";
import { GlbAccessors, type GlbDocument, type UnpackBuffer } from "./glb-accessors";
import { GlbSkin, type LaidPicture } from "./glb-skin";
import { MeshBuilder } from "./mesh-builder";
import type { MeshParts } from "./skin-builder";

/**
 * Binary glTF 2.0: the triangles of the scene with their nodes' transforms, as one mesh in millimetres and z up.
 * Colours come from COLOR_0, else from the materials' base colours, and with the base colours' pictures; all else of
 * materials, bones and morphs is passed over.
 *
 * @param unpackBuffer for files packed with EXT_meshopt_compression
 * @throws BadMeshError for broken or unsupported parts, or what {@link MeshBuilder} refuses
 */
export function readGlb(bytes: Uint8Array, unpackBuffer?: UnpackBuffer): MeshParts {
  const { document, binary } = openContainer(bytes);
  try {
    return readScene(document, new GlbAccessors(document, binary, unpackBuffer));
  } catch (error) {
    // The description is whatever JSON someone wrote: a number where a list belongs ends here.
    if (error instanceof TypeError) throw broken("has a description that makes no sense");
    throw error;
  }
}

function readScene(document: GlbDocument, accessors: GlbAccessors): MeshParts {
  const unread = (document.extensionsRequired ?? []).filter((name) => !READ_EXTENSIONS.includes(name));
  if (unread.length > 0)
    throw new BadMeshError(`The GLB file needs ${unread.join(", ")}, which is not read. Export it without.`);
  const builder = new MeshBuilder();
  const skin = new GlbSkin(document, accessors);
  let visits = 0;
  const visit = (number: number, parent: Matrix, depth: number): void => {
    const node = document.nodes?.[number];
    if (!node) throw broken("names a node that it does not hold");
    if (depth > DEEPEST || ++visits > MOST_VISITS) throw broken("nests its nodes too deeply");
    const matrix = multiply(parent, matrixOf(node));
    if (node.mesh !== undefined) addMesh({ builder, document, accessors, skin }, node.mesh, matrix);
    for (const child of node.children ?? []) visit(child, matrix, depth + 1);
  };
  const scene = document.scenes?.[document.scene ?? 0];
  const roots = scene ? (scene.nodes ?? []) : (document.nodes ?? []).map((_, number) => number);
  for (const number of roots) visit(number, TO_MILLIMETRES_Z_UP, 0);
  return { mesh: builder.finish(), skin: skin.builder.finish(builder.triangles), notes: [...skin.notes] };
}

/** What is read from, and what is built. */
interface Reading {
  builder: MeshBuilder;
  document: GlbDocument;
  accessors: GlbAccessors;
  skin: GlbSkin;
}

const READ_EXTENSIONS = [
  "EXT_meshopt_compression",
  "KHR_mesh_quantization",
  "KHR_materials_unlit",
  "KHR_texture_transform",
  "EXT_texture_webp",
];
const DEEPEST = 64;
const MOST_VISITS = 10_000;
const MOST_JSON_BYTES = 64 * 1024 * 1024;

const broken = (what: string): BadMeshError => new BadMeshError(`The GLB file ${what}. Export it again.`);

/**
 * Looks at nothing but the first twenty bytes; gives the length of the description.
 * @throws BadMeshError for a file that is cut short, of another version, or without a description
 */
export function checkGlbHeader(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 20) throw cutShort("GLB");
  if (view.getUint32(4, true) !== 2) throw broken("is not of version 2");
  const jsonBytes = view.getUint32(12, true);
  if (view.getUint32(8, true) > bytes.length || 20 + jsonBytes > bytes.length) throw cutShort("GLB");
  if (view.getUint32(16, true) !== 0x4e4f534a || jsonBytes > MOST_JSON_BYTES)
    throw broken("has no description");
  return jsonBytes;
}

function openContainer(bytes: Uint8Array): { document: GlbDocument; binary: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const jsonBytes = checkGlbHeader(bytes);
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + jsonBytes)));
  } catch {
    throw broken("has a description that cannot be read");
  }
  if (typeof document !== "object" || document === null) throw broken("has no description");
  const at = 20 + jsonBytes;
  if (at + 8 > bytes.length) return { document, binary: new Uint8Array(0) };
  const binaryBytes = view.getUint32(at, true);
  if (at + 8 + binaryBytes > bytes.length) throw cutShort("GLB");
  return { document, binary: bytes.subarray(at + 8, at + 8 + binaryBytes) };
}

/** Sixteen numbers by columns, as glTF writes them. */
type Matrix = readonly number[];

/** (x, y, z) in metres and y up → (x, −z, y) in millimetres. */
const TO_MILLIMETRES_Z_UP: Matrix = [1000, 0, 0, 0, 0, 0, 1000, 0, 0, -1000, 0, 0, 0, 0, 0, 1];

function matrixOf({
  matrix,
  translation = [],
  rotation = [],
  scale = [],
}: NonNullable<GlbDocument["nodes"]>[number]): Matrix {
  if (matrix) return matrix;
  const [x = 0, y = 0, z = 0, w = 1] = rotation;
  const [sx = 1, sy = 1, sz = 1] = scale;
  const [tx = 0, ty = 0, tz = 0] = translation;
  return [
    (1 - 2 * (y * y + z * z)) * sx,
    2 * (x * y + z * w) * sx,
    2 * (x * z - y * w) * sx,
    0,
    2 * (x * y - z * w) * sy,
    (1 - 2 * (x * x + z * z)) * sy,
    2 * (y * z + x * w) * sy,
    0,
    2 * (x * z + y * w) * sz,
    2 * (y * z - x * w) * sz,
    (1 - 2 * (x * x + y * y)) * sz,
    0,
    tx,
    ty,
    tz,
    1,
  ];
}

function multiply(outer: Matrix, inner: Matrix): Matrix {
  const out: number[] = [];
  for (let column = 0; column < 16; column += 4)
    for (let row = 0; row < 4; row++)
      out.push(
        outer[row] * inner[column] +
          outer[4 + row] * inner[column + 1] +
          outer[8 + row] * inner[column + 2] +
          outer[12 + row] * inner[column + 3],
      );
  return out;
}

const TRIANGLES = 4;

function addMesh(reading: Reading, number: number, m: Matrix): void {
  const { builder, document, accessors, skin } = reading;
  const mesh = document.meshes?.[number];
  if (!mesh) throw broken("names a mesh that it does not hold");
  const mirrored = determinant(m) < 0;
  for (const { attributes, indices, mode = TRIANGLES, material } of mesh.primitives ?? []) {
    if (mode < TRIANGLES) continue;
    if (mode !== TRIANGLES)
      throw new BadMeshError("The GLB file holds strips or fans. Export it as plain triangles.");
    if (attributes?.POSITION === undefined) continue;
    const first = builder.vertices;
    const p = accessors.read(attributes.POSITION, 3);
    const vertices = p.length / 3;
    const corners = indices === undefined ? undefined : accessors.read(indices, 1);
    if ((corners?.length ?? vertices) > 3 * MOST_TRIANGLES) throw tooManyTriangles();
    for (let i = 0; i < p.length; i += 3)
      builder.vertex(
        m[0] * p[i] + m[4] * p[i + 1] + m[8] * p[i + 2] + m[12],
        m[1] * p[i] + m[5] * p[i + 1] + m[9] * p[i + 2] + m[13],
        m[2] * p[i] + m[6] * p[i + 1] + m[10] * p[i + 2] + m[14],
      );
    const laid = skin.find(material, attributes, vertices);
    const count = corners?.length ?? vertices;
    const vertexOf = (n: number) => {
      const vertex = corners ? corners[n] : n;
      if (vertex >= vertices) throw broken("has a triangle that names a vertex it does not hold");
      return vertex;
    };
    for (let n = 0; n + 2 < count; n += 3) {
      const [a, b, c] = [vertexOf(n), vertexOf(mirrored ? n + 2 : n + 1), vertexOf(mirrored ? n + 1 : n + 2)];
      builder.triangle(first + a, first + b, first + c);
      if (laid) lay(skin, builder.triangles - 1, laid, a, b, c);
    }
    paint(reading, attributes.COLOR_0, material, first, vertices);
  }
}

function lay(
  { builder }: GlbSkin,
  triangle: number,
  { material, places: p }: LaidPicture,
  a: number,
  b: number,
  c: number,
): void {
  builder.lay(triangle, material, [p[2 * a], p[2 * a + 1], p[2 * b], p[2 * b + 1], p[2 * c], p[2 * c + 1]]);
}

function paint(
  { builder, document, accessors }: Reading,
  colorAccessor: number | undefined,
  material: number | undefined,
  first: number,
  vertices: number,
): void {
  const factor =
    material === undefined
      ? undefined
      : document.materials?.[material]?.pbrMetallicRoughness?.baseColorFactor;
  if (colorAccessor !== undefined) {
    if (accessors.countOf(colorAccessor) !== vertices) throw broken("has not as many colours as vertices");
    const width = accessors.widthOf(colorAccessor) === 4 ? 4 : 3;
    const c = accessors.read(colorAccessor, width);
    const [red, green, blue] = factor ?? [1, 1, 1];
    for (let vertex = 0, at = 0; vertex < vertices; vertex++, at += width)
      builder.paint(first + vertex, toSrgb(red * c[at]), toSrgb(green * c[at + 1]), toSrgb(blue * c[at + 2]));
  } else if (factor && !factor.every((value) => value === 1)) {
    const [red, green, blue] = [toSrgb(factor[0]), toSrgb(factor[1]), toSrgb(factor[2])];
    for (let vertex = 0; vertex < vertices; vertex++) builder.paint(first + vertex, red, green, blue);
  }
}

/** Linear light, 0 to 1, to an sRGB byte. */
function toSrgb(value: number): number {
  const linear = Math.min(1, Math.max(0, value));
  return Math.round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055));
}

const determinant = (m: Matrix): number =>
  m[0] * (m[5] * m[10] - m[6] * m[9]) -
  m[4] * (m[1] * m[10] - m[2] * m[9]) +
  m[8] * (m[1] * m[6] - m[2] * m[5]);
