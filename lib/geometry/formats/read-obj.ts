import { BadMeshError } from "./bad-mesh-error";
import { MeshBuilder } from "./mesh-builder";
import { ObjSkin, type FindFile } from "./obj-skin";
import { readMaterials, type ObjMaterial } from "./read-materials";
import type { MeshParts } from "./skin-builder";
import { readNumber, TextScanner } from "./text-scanner";

/**
 * Wavefront OBJ: vertices, with colours behind the coordinates where they stand there, and faces, cut into triangles from
 * their first corner. Where vertices have no colours, they take that of the first material (`Kd`) that uses them; the
 * pictures of materials (`map_Kd`) come along apart. Numbers are taken as millimetres. Curves, lines and normals are
 * passed over.
 *
 * @param findFile material libraries and pictures by their names, where they came along
 * @throws BadMeshError for a face of fewer than three corners, or what {@link MeshBuilder} refuses
 */
export function readObj(bytes: Uint8Array, findFile: FindFile = () => undefined): MeshParts {
  const text = new TextScanner(bytes);
  const builder = new MeshBuilder(Math.ceil(bytes.length / 60), Math.ceil(bytes.length / 60));
  const materials = new Map<string, ObjMaterial>();
  const skin = new ObjSkin(findFile);
  const painted: number[] = [];
  let pictured = false;
  let current: ObjMaterial | undefined;
  const [corners, places]: [number[], number[]] = [[], []];
  let colored = false;
  for (; !text.done; text.skipLine()) {
    text.skipBlanks();
    if (text.atLineEnd) continue;
    const word = text.word();
    if (word === "v") colored = readVertex(text, builder) || colored;
    else if (word === "vt" && pictured) skin.place(text.number(), text.number());
    else if (word === "f") {
      readCorners(text, builder.vertices, corners, skin.count, places);
      for (let n = 2; n < corners.length; n++) {
        builder.triangle(corners[0], corners[n - 1], corners[n]);
        if (pictured && current)
          skin.lay(builder.triangles - 1, current, [places[0], places[n - 1], places[n]]);
      }
      if (!current?.color || colored) continue;
      for (const vertex of corners) {
        if (vertex >= builder.vertices || painted[vertex]) continue;
        painted[vertex] = 1;
        builder.paint(vertex, ...current.color);
      }
    } else if (word === "mtllib") {
      text.skipBlanks();
      const name = text.restOfLine();
      const library = findFile(name);
      if (library) readMaterials(library, materials);
      else skin.notes.add(missingLibrary(name));
      pictured = [...materials.values()].some(({ picture }) => picture);
      text.at--;
    } else if (word === "usemtl") {
      text.skipBlanks();
      current = materials.get(text.restOfLine());
      text.at--;
    }
  }
  return { mesh: builder.finish(), skin: skin.builder.finish(builder.triangles), notes: [...skin.notes] };
}

const missingLibrary = (name: string): string =>
  `The material library “${name.slice(0, 80)}” did not come with the OBJ, so it has no colours. Send a ZIP of the OBJ, its MTL and its pictures.`;

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

/** Numbers count from 1, or backwards from the last one so far: `vertex`, `vertex/place` or `vertex/place/normal`. */
function readCorners(
  text: TextScanner,
  vertices: number,
  corners: number[],
  placed: number,
  places: number[],
): void {
  corners.length = places.length = 0;
  for (text.skipBlanks(); !text.atLineEnd; text.skipBlanks()) {
    const from = text.at;
    while (!text.done && text.bytes[text.at] > 32 && text.bytes[text.at] !== SLASH) text.at++;
    const number = readNumber(text.bytes, from, text.at);
    const behind = text.at + 1;
    while (!text.done && text.bytes[text.at] > 32) text.at++;
    if (placed > 0) places.push(readPlace(text.bytes, behind, text.at, placed));
    const vertex = number < 0 ? vertices + number : number - 1;
    if (!Number.isInteger(vertex) || vertex < 0)
      throw new BadMeshError("A face of the OBJ file names a vertex that is none. Export it again.");
    corners.push(vertex);
  }
  if (corners.length < 3) throw new BadMeshError("A face of the OBJ file has fewer than three corners.");
}

/** The number between the first slash and the next; −1 for none. */
function readPlace(bytes: Uint8Array, from: number, end: number, placed: number): number {
  let to = from;
  while (to < end && bytes[to] !== SLASH) to++;
  const number = from < to ? readNumber(bytes, from, to) : NaN;
  return Number.isInteger(number) && number !== 0 ? (number < 0 ? placed + number : number - 1) : -1;
}

const SLASH = 47;
