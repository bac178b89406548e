import type { Mesh, MeshBody } from "../mesh/mesh";
import { pickBody } from "../mesh/pick-body";
import { quantizeColors, type ColorPalette } from "./quantize-colors";
import { TextBytes } from "./text-bytes";
import { zipArchive, type DeflateRaw } from "./zip-archive";

/**
 * 3MF Core 1.3: an OPC package with one object, unit millimetre, z up. Colours follow the Materials extension as one
 * `m:colorgroup` of at most 256 colours, one index a corner. Base materials would be one colour a triangle.
 * Bodies become an object each, named and in its colour, held together by one object of components: slicers load that as
 * one model whose parts can be given filaments. Those that are printed apart are built one by one instead.
 *
 * @param thumbnail a PNG that file browsers and slicers show
 */
export function write3mf(mesh: Mesh, deflateRaw: DeflateRaw, thumbnail?: Uint8Array): Uint8Array {
  const encode = (text: string) => new TextEncoder().encode(text);
  return zipArchive(
    [
      { name: "[Content_Types].xml", bytes: encode(contentTypes(thumbnail !== undefined)) },
      { name: "_rels/.rels", bytes: encode(relationships(thumbnail !== undefined)) },
      { name: "3D/3dmodel.model", bytes: modelPart(mesh) },
      ...(thumbnail ? [{ name: "Metadata/thumbnail.png", bytes: thumbnail }] : []),
    ],
    deflateRaw,
  );
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const contentTypes = (pictured: boolean) =>
  `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>' +
  `${pictured ? '<Default Extension="png" ContentType="image/png"/>' : ""}</Types>`;
const relationships = (pictured: boolean) =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
  '<Relationship Target="/3D/3dmodel.model" Id="rel0" ' +
  'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/>' +
  (pictured
    ? '<Relationship Target="/Metadata/thumbnail.png" Id="rel1" ' +
      'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"/>'
    : "") +
  "</Relationships>";
const CORE = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02";
const MATERIALS = "http://schemas.microsoft.com/3dmanufacturing/material/2015/02";
const COLOR_LIMIT = 256;

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const piece = {
  vertex: ascii('<vertex x="'),
  y: ascii('" y="'),
  z: ascii('" z="'),
  end: ascii('"/>\n'),
  triangle: ascii('<triangle v1="'),
  v2: ascii('" v2="'),
  v3: ascii('" v3="'),
  p1: ascii('" pid="1" p1="'),
  p2: ascii('" p2="'),
  p3: ascii('" p3="'),
};

function modelPart(mesh: Mesh): Uint8Array {
  if (mesh.bodies) return bodiesPart(mesh, mesh.bodies);
  const given = mesh.cornerColors ?? mesh.colors;
  const colors = given && {
    ...quantizeColors(given, COLOR_LIMIT),
    byCorner: mesh.cornerColors !== undefined,
  };
  const perTriangle = colors ? 90 : 52;
  const text = new TextBytes(
    2000 + (mesh.positions.length / 3) * 52 + (mesh.indices.length / 3) * perTriangle,
  );
  writeHead(text, Boolean(colors));
  if (colors) writeColorGroup(text, colors.palette);
  text.text(`<object id="2" type="model"${colors ? ' pid="1" pindex="0"' : ""}><mesh>\n<vertices>\n`);
  writeVertices(text, mesh.positions);
  text.text("</vertices>\n<triangles>\n");
  writeTriangles(text, mesh.indices, colors);
  text.text("</triangles>\n</mesh></object>\n</resources>\n");
  text.text('<build><item objectid="2"/></build>\n</model>\n');
  return text.bytes();
}

function bodiesPart(mesh: Mesh, bodies: MeshBody[]): Uint8Array {
  const text = new TextBytes(2000 + (mesh.positions.length / 3) * 52 + (mesh.indices.length / 3) * 52);
  writeHead(text, true);
  writeColorGroup(text, Uint8Array.from(bodies.flatMap(({ color }) => color)));
  bodies.forEach((body, n) => {
    const { positions, indices } = pickBody(mesh, body);
    text.text(`<object id="${n + 2}" type="model" name="${escapeXml(body.name)}" pid="1" pindex="${n}">`);
    text.text("<mesh>\n<vertices>\n");
    writeVertices(text, positions);
    text.text("</vertices>\n<triangles>\n");
    writeTriangles(text, indices, undefined);
    text.text("</triangles>\n</mesh></object>\n");
  });
  if (mesh.apart) {
    text.text("</resources>\n<build>\n");
    bodies.forEach((_, n) => text.text(`<item objectid="${n + 2}"/>\n`));
    text.text("</build>\n</model>\n");
    return text.bytes();
  }
  const whole = bodies.length + 2;
  text.text(`<object id="${whole}" type="model"><components>\n`);
  bodies.forEach((_, n) => text.text(`<component objectid="${n + 2}"/>\n`));
  text.text(`</components></object>\n</resources>\n<build><item objectid="${whole}"/></build>\n</model>\n`);
  return text.bytes();
}

function writeHead(text: TextBytes, colored: boolean): void {
  text.text(`${XML}<model unit="millimeter" xml:lang="en-US" xmlns="${CORE}"`);
  text.text(colored ? ` xmlns:m="${MATERIALS}">\n` : ">\n");
  text.text('<metadata name="Application">PrintPal</metadata>\n<resources>\n');
}

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

function writeColorGroup(text: TextBytes, palette: Uint8Array): void {
  text.text('<m:colorgroup id="1">\n');
  for (let i = 0; i < palette.length; i += 3) {
    const hex = [...palette.subarray(i, i + 3)].map((value) => value.toString(16).padStart(2, "0")).join("");
    text.text(`<m:color color="#${hex.toUpperCase()}FF"/>\n`);
  }
  text.text("</m:colorgroup>\n");
}

function writeVertices(text: TextBytes, positions: Float32Array): void {
  for (let i = 0; i < positions.length; i += 3) {
    text.raw(piece.vertex);
    text.decimal(positions[i]);
    text.raw(piece.y);
    text.decimal(positions[i + 1]);
    text.raw(piece.z);
    text.decimal(positions[i + 2]);
    text.raw(piece.end);
  }
}

function writeTriangles(
  text: TextBytes,
  indices: Uint32Array,
  colors: (ColorPalette & { byCorner: boolean }) | undefined,
): void {
  for (let i = 0; i < indices.length; i += 3) {
    text.raw(piece.triangle);
    text.whole(indices[i]);
    text.raw(piece.v2);
    text.whole(indices[i + 1]);
    text.raw(piece.v3);
    text.whole(indices[i + 2]);
    if (colors) {
      text.raw(piece.p1);
      text.whole(colors.entries[colors.byCorner ? i : indices[i]]);
      text.raw(piece.p2);
      text.whole(colors.entries[colors.byCorner ? i + 1 : indices[i + 1]]);
      text.raw(piece.p3);
      text.whole(colors.entries[colors.byCorner ? i + 2 : indices[i + 2]]);
    }
    text.raw(piece.end);
  }
}
