import { inflateSync } from "node:zlib";
import type { ImageHeader } from "./image-header";
import { animated, broken } from "./refuse-image";

/**
 * Walks a PNG's chunks. A decoder unpacks compressed texts and colour profiles before the first pixel, however large
 * they become, so those are unpacked here under a cap and refused when they pass it.
 */
export function inspectPng(bytes: Uint8Array, view: DataView): ImageHeader {
  if (bytes.length < 33 || view.getUint32(8) !== 13 || chunkType(bytes, 8) !== "IHDR") throw damaged();
  const header: ImageHeader = {
    kind: "png",
    width: view.getUint32(16),
    height: view.getUint32(20),
    mayHaveAlpha: (bytes[25] & 4) !== 0,
  };
  let unpackedLeft = MAX_UNPACKED;
  let pixels = false;
  for (let at = 8, chunks = 0; ; chunks++) {
    if (at + 12 > bytes.length) throw cutShort();
    const length = view.getUint32(at);
    const type = chunkType(bytes, at);
    if (length > bytes.length - at - 12) throw cutShort();
    if (type === "IEND") break;
    if (type === "acTL") throw animated();
    if (type === "tRNS") header.mayHaveAlpha = true;
    if (type === "IDAT") pixels = true;
    else if (chunks > MAX_CHUNKS) throw bomb();
    const packed = packedPart(type, bytes.subarray(at + 8, at + 8 + length));
    if (packed) unpackedLeft -= unpackedLength(packed, unpackedLeft);
    at += 12 + length;
  }
  if (!pixels) throw damaged();
  return header;
}

/** A real profile stays under 4 MB; texts are hardly ever packed at all. */
const MAX_UNPACKED = 6 * 1024 * 1024;
/** Counts chunks of every kind but is applied to those without pixels: 20 MB of pixels may be cut as finely as it likes. */
const MAX_CHUNKS = 20_000;

const damaged = () => broken("The PNG picture is damaged. Save it anew and send that.");
const cutShort = () => broken("The PNG picture is cut short. Send the whole file.");
const bomb = () =>
  broken(
    "The PNG picture carries more hidden data than pixels. Save it anew without metadata and send that.",
  );

const chunkType = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at + 4, at + 8));

/** The zlib stream inside a chunk that has one. */
function packedPart(type: string, data: Uint8Array): Uint8Array | undefined {
  const afterKeyword = data.indexOf(0) + 1;
  if (afterKeyword === 0) return undefined;
  if (type === "zTXt" || type === "iCCP") return data.subarray(afterKeyword + 1);
  if (type !== "iTXt" || data[afterKeyword] !== 1) return undefined;
  const afterLanguage = data.indexOf(0, afterKeyword + 2) + 1;
  const afterTranslation = afterLanguage === 0 ? 0 : data.indexOf(0, afterLanguage) + 1;
  return afterTranslation === 0 ? undefined : data.subarray(afterTranslation);
}

function unpackedLength(packed: Uint8Array, limit: number): number {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(limit, 1) }).length;
  } catch (error) {
    if (error instanceof RangeError) throw bomb();
    // A stream that does not unpack cannot blow up either; the decoder skips or refuses it.
    return 0;
  }
}
