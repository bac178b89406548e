import type { Mesh } from "../mesh/mesh";
import { BadMeshError } from "./bad-mesh-error";
import { MeshBuilder } from "./mesh-builder";
import { readNumber, TextScanner } from "./text-scanner";

/**
 * Wavefront OBJ: vertices, with colours behind the coordinates where they stand there, and faces, cut into triangles from
 * their first corner. Where vertices have no colours, they take that of the first material (`Kd`) that uses them.
 * Numbers are taken as millimetres. Curves, lines, normals and places in pictures are passed over.
 *
 * @param findMaterials the text of a material library by its name, where it came along
 * @throws BadMeshError for a face of fewer than three corners, or what {@link MeshBuilder} refuses
 */
export function readObj(
  bytes: Uint8Array,
  findMaterials: (name: string) => Uint8Array | undefined = () => undefined,
): Mesh {
  const text = new TextScanner(bytes);
  const builder = new MeshBuilder(Math.ceil(bytes.length / 60), Math.ceil(bytes.length / 60));
  const materials = new Map<string, Color>();
  const painted: number[] = [];
  let current: Color | undefined;
  const corners: number[] = [];
  let colored = false;
  for (; !text.done; text.skipLine()) {
    text.skipBlanks();
    if (text.atLineEnd) continue;
    const word = text.word();
    if (word === "v") colored = readVertex(text, builder) || colored;
    else if (word === "f") {
      readCorners(text, builder.vertices, corners);
      for (let n = 2; n < corners.length; n++) builder.triangle(corners[0], corners[n - 1], corners[n]);
      if (!current || colored) continue;
      for (const vertex of corners) {
        if (vertex >= builder.vertices || painted[vertex]) continue;
        painted[vertex] = 1;
        builder.paint(vertex, ...current);
      }
    } else if (word === "mtllib") {
      text.skipBlanks();
      const library = findMaterials(text.restOfLine());
      if (library) readMaterials(library, materials);
      text.at--;
    } else if (word === "usemtl") {
      text.skipBlanks();
      current = materials.get(text.restOfLine());
      text.at--;
    }
  }
  return builder.finish();
}

type Color = [number, number, number];

/** x, y, z, then nothing, a weight, or a colour from 0 to 1. Returns whether there was a colour. */
function readVertex(text: TextScanner, builder: MeshBuilder): boolean {
  const values: number[] = [];
  for (text.skipBlanks(); !text.atLineEnd && values.length < 7; text.skipBlanks()) values.push(text.number());
  if (values.length < 3) throw new BadMeshError("A vertex of the OBJ file has not three coordinates.");
  builder.vertex(values[0], values[1], values[2]);
  if (values.length < 6) return false;
  const share = (value: number) => Math.round(255 * Math.min(1, Math.max(0, value)));
  builder.paint(builder.vertices - 1, share(values[3]), share(values[4]), share(values[5]));
  return true;
}

/** Vertex numbers count from 1, or backwards from the last vertex so far. */
function readCorners(text: TextScanner, vertices: number, corners: number[]): void {
  corners.length = 0;
  for (text.skipBlanks(); !text.atLineEnd; text.skipBlanks()) {
    const from = text.at;
    while (!text.done && text.bytes[text.at] > 32 && text.bytes[text.at] !== SLASH) text.at++;
    const number = readNumber(text.bytes, from, text.at);
    while (!text.done && text.bytes[text.at] > 32) text.at++;
    const vertex = number < 0 ? vertices + number : number - 1;
    if (!Number.isInteger(vertex) || vertex < 0)
      throw new BadMeshError("A face of the OBJ file names a vertex that is none. Export it again.");
    corners.push(vertex);
  }
  if (corners.length < 3) throw new BadMeshError("A face of the OBJ file has fewer than three corners.");
}

const SLASH = 47;

function readMaterials(bytes: Uint8Array, materials: Map<string, Color>): void {
  const text = new TextScanner(bytes);
  let name = "";
  while (!text.done) {
    text.skipSpace();
    const word = text.word();
    text.skipBlanks();
    if (word === "newmtl") name = text.restOfLine();
    else if (word === "Kd") {
      const [red, green, blue] = text
        .restOfLine()
        .split(/\s+/)
        .map((share) => Math.round(255 * Math.min(1, Math.max(0, Number(share) || 0))));
      materials.set(name, [red ?? 0, green ?? 0, blue ?? 0]);
    } else text.skipLine();
  }
}
