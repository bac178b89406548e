/**
 * A picture without what a camera or a program wrote beside it: place, time, names, thumbnails. Its pixels, colours and the
 * way it is turned stay as they are. What is no JPEG, PNG or WebP, or is broken, is left for the portal to refuse.
 */
export async function withoutMetadata(blob: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const parts = partsOf(bytes);
  return parts ? new Blob(parts, { type: blob.type }) : blob;
}

type Part = Uint8Array<ArrayBuffer>;

function partsOf(bytes: Part): Part[] | null {
  const starts = (...wanted: number[]) => wanted.every((value, at) => bytes[at] === value);
  if (starts(0xff, 0xd8)) return partsOfJpeg(bytes);
  if (starts(0x89, 0x50, 0x4e, 0x47)) return partsOfPng(bytes);
  return textAt(bytes, 0) === "RIFF" && textAt(bytes, 8) === "WEBP" ? partsOfWebp(bytes) : null;
}

const textAt = (bytes: Part, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
const view = (bytes: Part) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Of the segments before the pixels, those that the pixels need: JFIF, colours (APP2), Adobe's mark (APP14), tables. */
function partsOfJpeg(bytes: Part): Part[] | null {
  const kept: Part[] = [bytes.subarray(0, 2)];
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff) return null;
    if (marker === 0xda) return [...kept, bytes.subarray(at)];
    const end = at + 2 + view(bytes).getUint16(at + 2);
    const app = marker >= 0xe0 && marker <= 0xef;
    if (marker === 0xe1) kept.push(...turnOf(bytes.subarray(at, end)));
    else if (marker !== 0xfe && (!app || [0xe0, 0xe2, 0xee].includes(marker)))
      kept.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

/** Of EXIF, nothing but how the picture is turned, in a segment of its own. */
function turnOf(segment: Part): Part[] {
  if (textAt(segment, 4) !== "Exif" || segment.length < 18) return [];
  const exif = view(segment.subarray(10));
  const little = exif.getUint16(0) === 0x4949;
  const table = exif.getUint32(4, little);
  if (table + 2 > exif.byteLength) return [];
  for (let n = 0; n < exif.getUint16(table, little); n++) {
    const entry = table + 2 + n * 12;
    if (entry + 12 > exif.byteLength) return [];
    if (exif.getUint16(entry, little) !== 0x0112) continue;
    const head = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
    const turn = exif.getUint16(entry + 8, little);
    return [new Uint8Array([...head, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0])];
  }
  return [];
}

const pngExtras = ["tEXt", "zTXt", "iTXt", "tIME", "eXIf"];

function partsOfPng(bytes: Part): Part[] | null {
  const kept: Part[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view(bytes).getUint32(at);
    const name = textAt(bytes, at + 4);
    if (!pngExtras.includes(name)) kept.push(bytes.subarray(at, end));
    if (name === "IEND") return kept;
    at = end;
  }
  return null;
}

function partsOfWebp(bytes: Part): Part[] | null {
  const kept: Part[] = [];
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view(bytes).getUint32(at + 4, true);
    const chunk = bytes.slice(at, at + 8 + size + (size % 2));
    const name = textAt(chunk, 0);
    // Says that EXIF and XMP follow.
    if (name === "VP8X") chunk[8] &= ~0b1100;
    if (name !== "EXIF" && name !== "XMP ") kept.push(chunk);
    at += 8 + size + (size % 2);
  }
  const head = bytes.slice(0, 12);
  view(head).setUint32(4, 4 + kept.reduce((sum, chunk) => sum + chunk.length, 0), true);
  return [head, ...kept];
}
