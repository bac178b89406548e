import type { Mesh } from "../mesh/mesh";
import { UnknownMeshFormatError } from "./bad-mesh-error";
import type { UnpackBuffer } from "./glb-accessors";
import { read3mf } from "./read-3mf";
import { readGlb } from "./read-glb";
import { readObj } from "./read-obj";
import { readPly } from "./read-ply";
import { isBinaryStl, isTextStl, readStl } from "./read-stl";
import { readLatin } from "./text-scanner";
import { ZipReader, type InflateRaw } from "./unzip-archive";

export interface ReadOptions {
  inflateRaw: InflateRaw;
  unpackBuffer?: UnpackBuffer;
}

export interface ReadMesh {
  format: "stl" | "obj" | "ply" | "glb" | "3mf";
  /** Millimetres, z up, as the file has it: perhaps open, unwelded or inside out. */
  mesh: Mesh;
}

/**
 * Reads a mesh file of any of the formats, told apart by content; names and declared types are not asked.
 * @throws UnknownMeshFormatError for anything else, BadMeshError for what cannot be used
 */
export function readMesh(bytes: Uint8Array, { inflateRaw, unpackBuffer }: ReadOptions): ReadMesh {
  const start = readLatin(bytes, 0, Math.min(4, bytes.length));
  if (start === "glTF") return { format: "glb", mesh: readGlb(bytes, unpackBuffer) };
  if (start === "PK\x03\x04") return readArchive(new ZipReader(bytes, inflateRaw));
  if (/^ply[\r\n]/.test(start)) return { format: "ply", mesh: readPly(bytes) };
  if (isBinaryStl(bytes) || isTextStl(bytes)) return { format: "stl", mesh: readStl(bytes) };
  if (looksLikeObj(bytes)) return { format: "obj", mesh: readObj(bytes) };
  // What is left may still be a binary STL whose header lies; its reader says so.
  if (isBinary(bytes) && bytes.length >= 84) return { format: "stl", mesh: readStl(bytes) };
  throw new UnknownMeshFormatError();
}

function readArchive(archive: ZipReader): ReadMesh {
  const find = (ending: RegExp) =>
    archive.names.find((name) => ending.test(name) && !name.startsWith("__MACOSX"));
  if (find(/\.model$/i)) return { format: "3mf", mesh: read3mf(archive) };
  const obj = find(/\.obj$/i);
  const bytes = obj && archive.read(obj);
  if (!bytes) throw new UnknownMeshFormatError();
  const folder = obj.slice(0, obj.lastIndexOf("/") + 1);
  return { format: "obj", mesh: readObj(bytes, (name) => archive.read(folder + name)) };
}

/** Text whose first word outside comments is one of the format's own. */
function looksLikeObj(bytes: Uint8Array): boolean {
  const head = readLatin(bytes, 0, Math.min(bytes.length, 8192));
  if (head.includes("\0")) return false;
  return /^(?:\s*#[^\n]*\n)*\s*(?:v|vn|vt|f|o|g|s|mtllib|usemtl)\s/.test(head);
}

const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 512).some((code) => code < 9);
