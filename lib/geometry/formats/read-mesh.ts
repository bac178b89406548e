import { noTriangles, UnknownMeshFormatError } from "./bad-mesh-error";
import type { UnpackBuffer } from "./glb-accessors";
import { read3mf } from "./read-3mf";
import { checkGlbHeader, readGlb } from "./read-glb";
import { readObj } from "./read-obj";
import { readPly } from "./read-ply";
import { checkStlCount, isBinaryStl, isTextStl, readStl } from "./read-stl";
import type { MeshParts } from "./skin-builder";
import {
  refuseFacelessArchive,
  refuseFacelessGlb,
  refuseFacelessObj,
  refuseFacelessPly,
  refuseFacelessStlText,
} from "./refuse-faceless";
import { readLatin } from "./text-scanner";
import { ZipReader, type InflateRaw } from "./unzip-archive";

export interface ReadOptions {
  inflateRaw: InflateRaw;
  unpackBuffer?: UnpackBuffer;
}

/** Millimetres, z up, as the file has it: perhaps open, unwelded or inside out. */
export interface ReadMesh extends MeshParts {
  format: "stl" | "obj" | "ply" | "glb" | "3mf";
}

/**
 * Reads a mesh file of any of the formats, told apart by content; names and declared types are not asked.
 * @throws UnknownMeshFormatError for anything else, BadMeshError for what cannot be used
 */
export function readMesh(bytes: Uint8Array, { inflateRaw, unpackBuffer }: ReadOptions): ReadMesh {
  switch (tellMeshKind(bytes)) {
    case "glb":
      return { format: "glb", ...readGlb(bytes, unpackBuffer) };
    case "zip":
      return readArchive(new ZipReader(bytes, inflateRaw));
    case "ply":
      return { format: "ply", mesh: readPly(bytes), notes: [] };
    case "stl":
      return { format: "stl", mesh: readStl(bytes), notes: [] };
    case "obj":
      return { format: "obj", ...readObj(bytes) };
    default:
      throw new UnknownMeshFormatError();
  }
}

/** A file's kind by its first bytes and its length; a 3MF, and an OBJ with its materials, is a ZIP. */
export type MeshKind = "stl" | "obj" | "ply" | "glb" | "zip";

export function tellMeshKind(bytes: Uint8Array): MeshKind | undefined {
  const start = readLatin(bytes, 0, Math.min(4, bytes.length));
  if (start === "glTF") return "glb";
  if (start === "PK\x03\x04") return "zip";
  if (/^ply[\r\n]/.test(start)) return "ply";
  if (isPicture(start)) return undefined;
  if (isBinaryStl(bytes) || isTextStl(bytes)) return "stl";
  if (looksLikeObj(bytes)) return "obj";
  // What is left may still be a binary STL whose header lies; its reader says so.
  return isBinary(bytes) && bytes.length >= 84 ? "stl" : undefined;
}

/** PNG, JPEG, GIF, PDF and WebP are often sent by mistake, and deserve better than to be called a broken STL. */
const isPicture = (start: string): boolean => /^(\x89PNG|\xff\xd8\xff|GIF8|%PDF|RIFF)/.test(start);

/**
 * Refuses what headers, or an archive's directory, show to be unusable: cut short, counts that lie, no faces. Builds
 * nothing, so that it costs next to nothing at any size. What passes may still be refused by {@link readMesh}.
 * @throws as {@link readMesh}
 */
export function refuseAtSight(bytes: Uint8Array, inflateRaw: InflateRaw): void {
  switch (tellMeshKind(bytes)) {
    case "stl":
      checkStlCount(bytes);
      if (isTextStl(bytes)) return refuseFacelessStlText(bytes);
      if (bytes.length < LEAST_STL_BYTES) throw noTriangles();
      return;
    case "glb":
      return refuseFacelessGlb(bytes, checkGlbHeader(bytes));
    case "ply":
      return refuseFacelessPly(bytes);
    case "obj":
      return refuseFacelessObj(bytes);
    case "zip": {
      const archive = new ZipReader(bytes, inflateRaw);
      return refuseFacelessArchive(archive, findModel(archive));
    }
    default:
      throw new UnknownMeshFormatError();
  }
}

/** A header, a count and one facet. */
const LEAST_STL_BYTES = 84 + 50;

function readArchive(archive: ZipReader): ReadMesh {
  const obj = findModel(archive);
  if (/\.model$/i.test(obj)) return { format: "3mf", ...read3mf(archive) };
  const bytes = archive.read(obj);
  if (!bytes) throw new UnknownMeshFormatError();
  const folder = obj.slice(0, obj.lastIndexOf("/") + 1);
  return { format: "obj", ...readObj(bytes, (name) => readBeside(archive, folder, name)) };
}

/** Other machines' paths lead nowhere here, so a file of the same name, wherever it lies in the archive, is taken too. */
function readBeside(archive: ZipReader, folder: string, path: string): Uint8Array | undefined {
  const exact = archive.read(folder + path.replace(/^\.\//, ""));
  if (exact) return exact;
  const bare = (name: string): string => name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  const alike = archive.names.find((name) => bare(name) === bare(path) && !name.startsWith("__MACOSX"));
  return alike === undefined ? undefined : archive.read(alike);
}

/** The name of an archive's 3MF model, or else of its OBJ. */
function findModel({ names }: ZipReader): string {
  const find = (ending: RegExp) => names.find((name) => ending.test(name) && !name.startsWith("__MACOSX"));
  const found = find(/\.model$/i) ?? find(/\.obj$/i);
  if (found) return found;
  throw new UnknownMeshFormatError();
}

/** Text whose first word outside comments is one of the format's own. */
function looksLikeObj(bytes: Uint8Array): boolean {
  const head = readLatin(bytes, 0, Math.min(bytes.length, 8192));
  if (head.includes("\0")) return false;
  return /^(?:\s*#[^\n]*\n)*\s*(?:v|vn|vt|f|o|g|s|mtllib|usemtl)\s/.test(head);
}

const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 512).some((code) => code < 9);
