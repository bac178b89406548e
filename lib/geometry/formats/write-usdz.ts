import type { Mesh } from "../mesh/mesh";
import { vertexNormals } from "../mesh/vertex-normals";
import { layOutTexture, spread, type EncodedPicture } from "./lay-out-texture";
import { TextBytes } from "./text-bytes";
import { zipArchive, type ZipEntry } from "./zip-archive";

/**
 * USDZ: a ZIP that is not packed, its files at multiples of 64 bytes, with one text layer (.usda) and the texture. The
 * binary layer (.usdc) would be a third of the size, but is described nowhere; every reader takes text. Millimetres by
 * `metersPerUnit`, and y up, for Apple's viewer takes nothing else: (x, y, z) → (x, z, −y).
 *
 * @param picture the mesh's texture atlas, encoded; without it, or without a texture, vertex colours are written
 */
export function writeUsdz(mesh: Mesh, picture?: EncodedPicture): Uint8Array {
  const name = picture?.contentType === "image/png" ? "textures/model.png" : "textures/model.jpg";
  const layout = picture && mesh.texture ? layOutTexture(mesh, mesh.texture) : undefined;
  const positions = layout ? spread(mesh.positions, layout) : mesh.positions;
  const normals = layout ? spread(vertexNormals(mesh), layout) : vertexNormals(mesh);
  const indices = layout?.indices ?? mesh.indices;
  const colors = layout ? undefined : mesh.colors;

  const text = new TextBytes(4000 + 52 * (positions.length / 3) + 24 * (indices.length / 3));
  text.text(HEAD);
  text.text("        int[] faceVertexCounts = [");
  writeList(text, indices.length / 3, () => text.byte(THREE));
  text.text("]\n        int[] faceVertexIndices = [");
  writeList(text, indices.length, (n) => text.whole(indices[n]));
  text.text("]\n        point3f[] points = [");
  writeTurned(text, positions);
  text.text("]\n        normal3f[] normals = [");
  writeTurned(text, normals);
  text.text(`] (${PER_VERTEX})\n`);
  if (layout) writePlaces(text, layout.uvs);
  if (colors) writeColors(text, colors);
  text.text(MESH_END);
  text.text(layout ? texturedMaterial(name) : colors ? coloredMaterial : plainMaterial);
  text.text("}\n");

  const entries: ZipEntry[] = [{ name: "model.usda", bytes: text.bytes() }];
  if (layout && picture) entries.push({ name, bytes: picture.bytes });
  return zipArchive(entries, "stored", 64);
}

const PER_VERTEX = 'interpolation = "vertex"';
const THREE = 51;
const [COMMA, OPEN, CLOSE] = [",", "(", ")"].map((letter) => letter.charCodeAt(0));

const HEAD = `#usda 1.0
(
    defaultPrim = "Model"
    doc = "PrintPal"
    metersPerUnit = 0.001
    upAxis = "Y"
)

def Xform "Model" (
    kind = "component"
)
{
    def Mesh "Geometry" (
        prepend apiSchemas = ["MaterialBindingAPI"]
    )
    {
        uniform token subdivisionScheme = "none"
        rel material:binding = </Model/Material>
`;
const MESH_END = "    }\n\n";

function writeList(text: TextBytes, count: number, write: (n: number) => void): void {
  for (let n = 0; n < count; n++) {
    if (n > 0) text.byte(COMMA);
    write(n);
  }
}

function writeTurned(text: TextBytes, vectors: Float32Array): void {
  writeList(text, vectors.length / 3, (n) => {
    text.byte(OPEN);
    text.decimal(vectors[3 * n]);
    text.byte(COMMA);
    text.decimal(vectors[3 * n + 2]);
    text.byte(COMMA);
    text.decimal(-vectors[3 * n + 1]);
    text.byte(CLOSE);
  });
}

/** USD counts from the picture's lower left. */
function writePlaces(text: TextBytes, uvs: Float32Array): void {
  text.text("        texCoord2f[] primvars:st = [");
  writeList(text, uvs.length / 2, (n) => {
    text.byte(OPEN);
    text.fraction(uvs[2 * n]);
    text.byte(COMMA);
    text.fraction(1 - uvs[2 * n + 1]);
    text.byte(CLOSE);
  });
  text.text(`] (${PER_VERTEX})\n`);
}

/** Linear light. */
function writeColors(text: TextBytes, colors: Uint8Array): void {
  const linear = Array.from({ length: 256 }, (_, value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  text.text("        color3f[] primvars:displayColor = [");
  writeList(text, colors.length / 3, (n) => {
    text.byte(OPEN);
    text.fraction(linear[colors[3 * n]]);
    text.byte(COMMA);
    text.fraction(linear[colors[3 * n + 1]]);
    text.byte(COMMA);
    text.fraction(linear[colors[3 * n + 2]]);
    text.byte(CLOSE);
  });
  text.text(`] (${PER_VERTEX})\n`);
}

const shader = (diffuseColor: string, more = "") => `    def Material "Material"
    {
        token outputs:surface.connect = </Model/Material/Surface.outputs:surface>

        def Shader "Surface"
        {
            uniform token info:id = "UsdPreviewSurface"
            color3f inputs:diffuseColor${diffuseColor}
            float inputs:roughness = 0.75
            float inputs:metallic = 0
            token outputs:surface
        }
${more}    }
`;

const reader = (name: string, type: string, primvar: string) => `
        def Shader "${name}"
        {
            uniform token info:id = "UsdPrimvarReader_${type}"
            string inputs:varname = "${primvar}"
            ${type} outputs:result
        }
`;

const plainMaterial = shader(" = (0.62, 0.64, 0.67)");

const coloredMaterial = shader(
  ".connect = </Model/Material/Colors.outputs:result>",
  reader("Colors", "float3", "displayColor"),
);

const texturedMaterial = (name: string) =>
  shader(
    ".connect = </Model/Material/Picture.outputs:rgb>",
    `${reader("Places", "float2", "st")}
        def Shader "Picture"
        {
            uniform token info:id = "UsdUVTexture"
            asset inputs:file = @${name}@
            float2 inputs:st.connect = </Model/Material/Places.outputs:result>
            token inputs:sourceColorSpace = "sRGB"
            token inputs:wrapS = "clamp"
            token inputs:wrapT = "clamp"
            float3 outputs:rgb
        }
`,
  );
