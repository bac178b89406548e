import { BadMeshError, cutShort } from "./bad-mesh-error";
import { MeshBuilder } from "./mesh-builder";
import { type MeshParts, SkinBuilder } from "./skin-builder";
import { TexturedGroups } from "./texture-groups";
import { XmlTags } from "./xml-tags";
import { ZipReader } from "./unzip-archive";

/**
 * 3MF: all built objects as one mesh in millimetres, components and their transforms resolved, also those that the
 * Production extension keeps in parts of their own, as slicers' projects do. Colours come from colour groups and base
 * materials; a vertex takes that of the first triangle that paints it. Pictures come from texture groups. Slicers' own
 * painting, and mixtures of several materials, are passed over.
 *
 * @throws BadMeshError for a package without a model, references that lead nowhere or in circles, or what
 * {@link MeshBuilder} refuses
 */
export function read3mf(archive: ZipReader): MeshParts {
  const parts = new Map<string, ModelPart>();
  const skin = new SkinBuilder();
  const notes = new Set<string>();
  const load = (path: string): ModelPart => {
    let part = parts.get(path);
    if (!part) {
      const bytes = archive.read(path);
      if (!bytes) throw new BadMeshError(`The 3MF file lacks its part ${path}. Export it again.`);
      parts.set(path, (part = readPart(bytes, new TexturedGroups(skin, archive, notes))));
    }
    return part;
  };
  const rootPath = findModel(archive);
  const root = load(rootPath);
  const builder = new MeshBuilder();
  let visits = 0;
  const place = (path: string, id: string, transform: Transform, depth: number): void => {
    if (depth > DEEPEST || ++visits > MOST_VISITS)
      throw new BadMeshError("The objects of the 3MF file contain one another too deeply.");
    const object = load(path).objects.get(id);
    if (!object) throw new BadMeshError(`The 3MF file names an object ${id} that it does not hold.`);
    if (object.indices.length > 0) addObject(builder, skin, object, transform, root.millimetres);
    for (const component of object.components)
      place(component.path ?? path, component.id, multiply(component.transform, transform), depth + 1);
  };
  for (const item of root.items) place(item.path ?? rootPath, item.id, item.transform, 0);
  const mesh = builder.finish();
  return { mesh, skin: skin.finish(mesh.indices.length / 3), notes: [...notes] };
}

/** Row vectors, as 3MF writes them: x' = x·m0 + y·m3 + z·m6 + m9. */
type Transform = readonly number[];
const STILL: Transform = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];
const DEEPEST = 16;
const MOST_VISITS = 10_000;

interface Reference {
  path?: string;
  id: string;
  transform: Transform;
}

interface ModelObject {
  positions: number[];
  indices: number[];
  /** sRGB as one number, for each corner; −1 where it has none. */
  colors: number[];
  /** Material of the skin of each triangle, 0 where none, and six numbers each; empty where no picture is named. */
  materials: number[];
  places: number[];
  components: Reference[];
}

interface ModelPart {
  millimetres: number;
  objects: Map<string, ModelObject>;
  items: Reference[];
}

const units: Record<string, number> = {
  micron: 0.001,
  millimeter: 1,
  centimeter: 10,
  inch: 25.4,
  foot: 304.8,
  meter: 1000,
};

function findModel(archive: ZipReader): string {
  const relations = archive.read("_rels/.rels");
  if (relations) {
    const tags = new XmlTags(relations);
    while (tags.next())
      if (tags.name === "Relationship" && tags.text("Type")?.endsWith("/3dmodel"))
        return (tags.text("Target") ?? "").replace(/^\//, "");
  }
  const path = archive.names.find((name) => name.endsWith(".model"));
  if (path) return path;
  throw new BadMeshError("The archive holds no 3D model.");
}

function readPart(bytes: Uint8Array, textured: TexturedGroups): ModelPart {
  const tags = new XmlTags(bytes);
  const part: ModelPart = { millimetres: 1, objects: new Map(), items: [] };
  const palettes = new Map<string, number[]>();
  let palette: number[] = [];
  let object = emptyObject();
  let objectPaint: Paint = {};
  let ended = false;
  while (tags.next()) {
    if (tags.closing) {
      ended ||= tags.name === "model";
      continue;
    }
    switch (tags.name) {
      case "vertex":
        object.positions.push(tags.number("x"), tags.number("y"), tags.number("z"));
        break;
      case "triangle":
        readTriangle(tags, object, objectPaint, palettes, textured);
        break;
      case "model":
        part.millimetres = units[tags.text("unit") ?? "millimeter"] ?? 1;
        break;
      case "object":
        part.objects.set(tags.text("id") ?? "", (object = emptyObject()));
        objectPaint = { group: tags.text("pid"), index: tags.number("pindex") };
        break;
      case "component":
        object.components.push(readReference(tags));
        break;
      case "item":
        part.items.push(readReference(tags));
        break;
      case "colorgroup":
      case "basematerials":
        palettes.set(tags.text("id") ?? "", (palette = []));
        break;
      case "color":
        palette.push(readColor(tags.text("color")));
        break;
      case "base":
        palette.push(readColor(tags.text("displaycolor")));
        break;
      default:
        textured.read(tags);
    }
  }
  if (!ended) throw cutShort("3MF");
  return part;
}

const emptyObject = (): ModelObject => ({
  positions: [],
  indices: [],
  colors: [],
  materials: [],
  places: [],
  components: [],
});

interface Paint {
  group?: string;
  index?: number;
}

function readTriangle(
  tags: XmlTags,
  object: ModelObject,
  objectPaint: Paint,
  palettes: Map<string, number[]>,
  textured: TexturedGroups,
): void {
  object.indices.push(tags.number("v1"), tags.number("v2"), tags.number("v3"));
  if (palettes.size === 0 && textured.size === 0) return;
  const p1 = tags.number("p1");
  const own = Number.isFinite(p1);
  const group = (own ? tags.text("pid") : undefined) ?? objectPaint.group ?? "";
  const first = own ? p1 : objectPaint.index;
  const corner = (name: string) => {
    const index = own ? tags.number(name) : NaN;
    return Number.isFinite(index) ? index : first;
  };
  const properties = [first, corner("p2"), corner("p3")];
  const palette = palettes.get(group);
  for (const index of properties) object.colors.push(index === undefined ? -1 : (palette?.[index] ?? -1));
  if (textured.size === 0) return;
  object.materials.push(textured.materialOf(group));
  object.places.push(...textured.placesOf(group, properties));
}

function readReference(tags: XmlTags): Reference {
  const numbers = tags.text("transform")?.trim().split(/\s+/).map(Number);
  if (numbers && (numbers.length !== 12 || numbers.some((value) => !Number.isFinite(value))))
    throw new BadMeshError("A transform of the 3MF file is not one. Export it again.");
  return {
    path: tags.text("path")?.replace(/^\//, ""),
    id: tags.text("objectid") ?? "",
    transform: numbers ?? STILL,
  };
}

function readColor(text: string | undefined): number {
  const hex = /^#([0-9a-f]{6})/i.exec(text ?? "");
  return hex ? parseInt(hex[1], 16) : -1;
}

/** First `inner`, then `outer`. */
function multiply(inner: Transform, outer: Transform): Transform {
  const out: number[] = [];
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 3; column++)
      out.push(
        inner[3 * row] * outer[column] +
          inner[3 * row + 1] * outer[3 + column] +
          inner[3 * row + 2] * outer[6 + column] +
          (row === 3 ? outer[9 + column] : 0),
      );
  return out;
}

function addObject(
  builder: MeshBuilder,
  skin: SkinBuilder,
  object: ModelObject,
  m: Transform,
  millimetres: number,
): void {
  const first = builder.vertices;
  const { positions: p, indices, colors } = object;
  for (let i = 0; i < p.length; i += 3)
    builder.vertex(
      millimetres * (p[i] * m[0] + p[i + 1] * m[3] + p[i + 2] * m[6] + m[9]),
      millimetres * (p[i] * m[1] + p[i + 1] * m[4] + p[i + 2] * m[7] + m[10]),
      millimetres * (p[i] * m[2] + p[i + 1] * m[5] + p[i + 2] * m[8] + m[11]),
    );
  const vertices = p.length / 3;
  for (let i = 0; i < indices.length; i++)
    if (!(indices[i] >= 0 && indices[i] < vertices && Number.isInteger(indices[i])))
      throw new BadMeshError("A triangle of the 3MF file names a vertex that is none. Export it again.");
  const mirrored = determinant(m) < 0;
  for (let i = 0; i < indices.length; i += 3) {
    const [b, c] = mirrored ? [indices[i + 2], indices[i + 1]] : [indices[i + 1], indices[i + 2]];
    if (object.materials[i / 3] > 0) {
      const [u0, v0, u1, v1, u2, v2] = object.places.slice(2 * i, 2 * i + 6);
      const places = mirrored ? [u0, v0, u2, v2, u1, v1] : [u0, v0, u1, v1, u2, v2];
      skin.lay(builder.triangles, object.materials[i / 3], places);
    }
    builder.triangle(first + indices[i], first + b, first + c);
  }
  const painted = new Uint8Array(colors.length > 0 ? vertices : 0);
  for (let i = 0; i < colors.length; i++) {
    if (colors[i] < 0 || painted[indices[i]]) continue;
    painted[indices[i]] = 1;
    builder.paint(first + indices[i], colors[i] >> 16, (colors[i] >> 8) & 255, colors[i] & 255);
  }
}

const determinant = (m: Transform): number =>
  m[0] * (m[4] * m[8] - m[5] * m[7]) -
  m[1] * (m[3] * m[8] - m[5] * m[6]) +
  m[2] * (m[3] * m[7] - m[4] * m[6]);
