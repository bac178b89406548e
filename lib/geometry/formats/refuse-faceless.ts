import { BadMeshError, MOST_TRIANGLES, noTriangles, tooManyTriangles } from "./bad-mesh-error";
import type { GlbDocument } from "./glb-accessors";
import { readLatin } from "./text-scanner";
import type { ZipReader } from "./unzip-archive";

/**
 * Each refuses a file that plainly holds no triangle, or announces more than are read, before anything is built of it.
 * They look at headers and at short descriptions only, and pass what they cannot judge: the reader has the last word.
 */

/** Longer descriptions are left to the reader: whoever sends a file of points can wait for the answer. */
const SHORT_BYTES = 64 * 1024;

function judge(triangles: number): void {
  if (triangles === 0) throw noTriangles();
  if (triangles > MOST_TRIANGLES) throw tooManyTriangles();
}

export function refuseFacelessStlText(bytes: Uint8Array): void {
  if (bytes.length <= SHORT_BYTES && !/vertex/i.test(readLatin(bytes, 0, bytes.length))) throw noTriangles();
}

export function refuseFacelessPly(bytes: Uint8Array): void {
  const head = readLatin(bytes, 0, Math.min(bytes.length, SHORT_BYTES));
  const end = head.search(/\nend_header\s/);
  if (end < 0) return;
  const said = /\nelement\s+face\s+(\d+)/.exec(head.slice(0, end));
  judge(said ? Number(said[1]) : 0);
}

/** Faces stand behind their vertices, so a sound file of any size is passed within its last lines. */
export function refuseFacelessObj(bytes: Uint8Array): void {
  for (
    let at = bytes.lastIndexOf(LETTER_F);
    at >= 0;
    at = at > 0 ? bytes.lastIndexOf(LETTER_F, at - 1) : -1
  ) {
    if (bytes[at + 1] !== SPACE && bytes[at + 1] !== TAB) continue;
    let before = at - 1;
    while (before >= 0 && (bytes[before] === SPACE || bytes[before] === TAB)) before--;
    if (before < 0 || bytes[before] === NEWLINE || bytes[before] === RETURN) return;
  }
  throw noTriangles();
}

const [TAB, NEWLINE, RETURN, SPACE, LETTER_F] = [9, 10, 13, 32, 0x66];

/** @param jsonBytes length of the description behind the first twenty bytes */
export function refuseFacelessGlb(bytes: Uint8Array, jsonBytes: number): void {
  if (jsonBytes > SHORT_BYTES) return;
  try {
    judge(countGlb(JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + jsonBytes))) as GlbDocument));
  } catch (error) {
    // What else is wrong with the description is for the reader to say, in its words.
    if (error instanceof BadMeshError) throw error;
  }
}

/** Of all meshes once, however often the scene shows them. */
function countGlb({ meshes = [], accessors = [] }: GlbDocument): number {
  let corners = 0;
  for (const { primitives = [] } of meshes)
    for (const { indices, attributes } of primitives)
      corners += Number(accessors[indices ?? attributes?.POSITION ?? -1]?.count ?? 0);
  return Math.ceil(corners / 3);
}

/** An archive's model, where it is short, and the only one of its kind. */
export function refuseFacelessArchive(archive: ZipReader, name: string): void {
  if ((archive.unpackedBytes(name) ?? Infinity) > SHORT_BYTES) return;
  const isObj = !/\.model$/i.test(name);
  if (!isObj && archive.names.filter((one) => /\.model$/i.test(one)).length > 1) return;
  const bytes = archive.read(name) ?? new Uint8Array(0);
  if (isObj) refuseFacelessObj(bytes);
  else if (!/<(?:\w+:)?triangle\s/.test(readLatin(bytes, 0, bytes.length))) throw noTriangles();
}
