import type { Mesh } from "../mesh/mesh";
import { node, writeFbxNodes, type FbxNode, type FbxValue } from "./fbx-nodes";

/**
 * Autodesk FBX 7.4, binary: one mesh in a scene of its own, z up, in millimetres (an FBX unit is a centimetre, so the
 * unit's factor is 0.1). Colours are a vertex colour layer, one a vertex or
 * one a corner. Normals are left to the reader, which makes
 * them from the faces. The dates in the file are fixed: the same mesh gives the same bytes.
 */
export function writeFbx(mesh: Mesh): Uint8Array {
  return writeFbxNodes([
    header(),
    node("FileId", [FILE_ID]),
    node("CreationTime", ["1970-01-01 10:00:00:000"]),
    node("Creator", [CREATOR]),
    globalSettings(),
    node("Documents", [], [node("Count", [int(1)]), scene()]),
    node("References"),
    definitions(),
    node("Objects", [], [geometry(mesh), model(), material()]),
    node(
      "Connections",
      [],
      [
        node("C", ["OO", long(MODEL), long(0)]),
        node("C", ["OO", long(GEOMETRY), long(MODEL)]),
        node("C", ["OO", long(MATERIAL), long(MODEL)]),
      ],
    ),
  ]);
}

const CREATOR = "PrintPal";
const [DOCUMENT, GEOMETRY, MODEL, MATERIAL] = [1000, 1001, 1002, 1003];
/** Belongs to the fixed creation time: readers compare the two. */
const FILE_ID = Uint8Array.of(
  0x28,
  0xb3,
  0x2a,
  0xeb,
  0xb6,
  0x24,
  0xcc,
  0xc2,
  0xbf,
  0xc8,
  0xb0,
  0x2a,
  0xa9,
  0x2b,
  0xfc,
  0xf1,
);

const int = (int32: number): FbxValue => ({ int32 });
const long = (int64: number): FbxValue => ({ int64 });
const double = (value: number): FbxValue => ({ double: value });
/** An object's name and its class, joined as the binary form wants them. */
const named = (name: string, kind: string): string => `${name}\0\x01${kind}`;

const property = (name: string, kind: string, label: string, ...values: FbxValue[]): FbxNode =>
  node("P", [name, kind, label, "", ...values]);
const properties = (...list: FbxNode[]): FbxNode => node("Properties70", [], list);
const whole = (name: string, value: number): FbxNode => property(name, "int", "Integer", int(value));

function header(): FbxNode {
  const stamp = { Year: 1970, Month: 1, Day: 1, Hour: 10, Minute: 0, Second: 0, Millisecond: 0 };
  const parts = Object.entries(stamp).map(([name, value]) => node(name, [int(value)]));
  return node(
    "FBXHeaderExtension",
    [],
    [
      node("FBXHeaderVersion", [int(1003)]),
      node("FBXVersion", [int(7400)]),
      node("EncryptionType", [int(0)]),
      node("CreationTimeStamp", [], [node("Version", [int(1000)]), ...parts]),
      node("Creator", [CREATOR]),
    ],
  );
}

/** Up is +z, the front looks along −y, right is +x: the frame of every file of ours. */
function globalSettings(): FbxNode {
  return node(
    "GlobalSettings",
    [],
    [
      node("Version", [int(1000)]),
      properties(
        whole("UpAxis", 2),
        whole("UpAxisSign", 1),
        whole("FrontAxis", 1),
        whole("FrontAxisSign", -1),
        whole("CoordAxis", 0),
        whole("CoordAxisSign", 1),
        whole("OriginalUpAxis", 2),
        whole("OriginalUpAxisSign", 1),
        property("UnitScaleFactor", "double", "Number", double(0.1)),
        property("OriginalUnitScaleFactor", "double", "Number", double(0.1)),
      ),
    ],
  );
}

const scene = (): FbxNode =>
  node("Document", [long(DOCUMENT), "Scene", "Scene"], [properties(), node("RootNode", [long(0)])]);

function definitions(): FbxNode {
  const kinds = ["GlobalSettings", "Geometry", "Model", "Material"];
  return node(
    "Definitions",
    [],
    [
      node("Version", [int(100)]),
      node("Count", [int(kinds.length)]),
      ...kinds.map((kind) => node("ObjectType", [kind], [node("Count", [int(1)])])),
    ],
  );
}

function geometry({ positions, indices, colors, cornerColors }: Mesh): FbxNode {
  const layers = [node("LayerElementMaterial", [int(0)], materialLayer())];
  if (cornerColors) {
    const each = Uint32Array.from(indices, (_, corner) => corner);
    layers.push(node("LayerElementColor", [int(0)], colorLayer(cornerColors, each)));
  } else if (colors) layers.push(node("LayerElementColor", [int(0)], colorLayer(colors, indices)));
  return node(
    "Geometry",
    [long(GEOMETRY), named("model", "Geometry"), "Mesh"],
    [
      properties(),
      node("GeometryVersion", [int(124)]),
      node("Vertices", [Float64Array.from(positions)]),
      node("PolygonVertexIndex", [polygons(indices)]),
      ...layers,
      node(
        "Layer",
        [int(0)],
        [
          node("Version", [int(100)]),
          ...layers.map(({ name }) =>
            node("LayerElement", [], [node("Type", [name]), node("TypedIndex", [int(0)])]),
          ),
        ],
      ),
    ],
  );
}

/** The last corner of a face is written as its complement. */
function polygons(indices: Uint32Array): Int32Array {
  const out = new Int32Array(indices.length);
  for (let at = 0; at < out.length; at++) out[at] = at % 3 === 2 ? ~indices[at] : indices[at];
  return out;
}

function materialLayer(): FbxNode[] {
  return [
    node("Version", [int(101)]),
    node("Name", [""]),
    node("MappingInformationType", ["AllSame"]),
    node("ReferenceInformationType", ["IndexToDirect"]),
    node("Materials", [Int32Array.of(0)]),
  ];
}

function colorLayer(colors: Uint8Array, indices: Uint32Array): FbxNode[] {
  const rgba = new Float64Array((colors.length / 3) * 4).fill(1);
  for (let from = 0, to = 0; from < colors.length; from += 3, to += 4)
    for (let c = 0; c < 3; c++) rgba[to + c] = colors[from + c] / 255;
  return [
    node("Version", [int(101)]),
    node("Name", ["color"]),
    node("MappingInformationType", ["ByPolygonVertex"]),
    node("ReferenceInformationType", ["IndexToDirect"]),
    node("Colors", [rgba]),
    node("ColorIndex", [Int32Array.from(indices)]),
  ];
}

const model = (): FbxNode =>
  node(
    "Model",
    [long(MODEL), named("model", "Model"), "Mesh"],
    [
      node("Version", [int(232)]),
      properties(
        property("Lcl Translation", "Lcl Translation", "", double(0), double(0), double(0)),
        property("Lcl Rotation", "Lcl Rotation", "", double(0), double(0), double(0)),
        property("Lcl Scaling", "Lcl Scaling", "", double(1), double(1), double(1)),
      ),
      node("Shading", [true]),
      node("Culling", ["CullingOff"]),
    ],
  );

const material = (): FbxNode =>
  node(
    "Material",
    [long(MATERIAL), named("plastic", "Material"), ""],
    [
      node("Version", [int(102)]),
      node("ShadingModel", ["lambert"]),
      node("MultiLayer", [int(0)]),
      properties(property("DiffuseColor", "Color", "", double(0.8), double(0.8), double(0.8))),
    ],
  );
