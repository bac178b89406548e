import { AppError } from "@/lib/core/errors";
import type { ImageHeader } from "./image-header";
import { inspectPng } from "./inspect-png";
import { animated, broken, refuseSmall } from "./refuse-image";

/**
 * Looks at a picture's bytes without decoding a pixel: what it is (by its first bytes, never by a declared type), how
 * large, one frame or several, and whether it carries a decompression bomb. Costs microseconds.
 *
 * @throws AppError, see `prepareImage`.
 */
export function inspectImage(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) throw broken("The picture is empty: no byte of it arrived. Send it again.");
  if (bytes.length > MAX_BYTES)
    throw new AppError(
      "payload_too_large",
      "The picture is larger than 20 MB. Send a smaller or stronger compressed one.",
      {
        param: "image",
      },
    );
  const header = readHeader(bytes);
  refuseSize(header);
  refuseSmall(header);
  return header;
}

/** The same for a picture on a mesh, which may be a few pixels of plain colours. */
export function inspectTexture(bytes: Uint8Array): ImageHeader {
  if (bytes.length > MAX_TEXTURE_BYTES) throw broken("It is larger than 64 MB.");
  const header = readHeader(bytes);
  refuseSize(header);
  if (Math.min(header.width, header.height) < 1) throw broken("It has no pixels.");
  return header;
}

/** What a picture is by its first bytes; undefined for anything that is not taken. */
export function pictureKind(bytes: Uint8Array): ImageHeader["kind"] | undefined {
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return "png";
  if (startsWith(bytes, "\xff\xd8\xff")) return "jpeg";
  return startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8) ? "webp" : undefined;
}

const MAX_BYTES = 20 * 1024 * 1024;
/** As much as a mesh file may have. */
const MAX_TEXTURE_BYTES = 64 * 1024 * 1024;
const MAX_SIDE = 8192;
const MAX_PIXELS = 40_000_000;

function readHeader(bytes: Uint8Array): ImageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = pictureKind(bytes);
  if (kind === "png") return inspectPng(bytes, view);
  if (kind === "jpeg") return inspectJpeg(bytes, view);
  if (kind === "webp") return inspectWebp(bytes, view);
  const name = otherType(bytes);
  if (name)
    throw new AppError("unsupported_media_type", `This is ${name}. Send a PNG, JPEG or WebP picture.`, {
      param: "image",
    });
  throw broken("The bytes are not a picture. Send a PNG, JPEG or WebP file.");
}

function refuseSize({ width, height }: ImageHeader): void {
  const size = `${width} × ${height} px`;
  if (Math.max(width, height) > MAX_SIDE || width * height > MAX_PIXELS)
    throw new AppError(
      "image_too_large",
      `The picture has ${size}. Send at most 8,192 px a side and 40 megapixels.`,
      {
        param: "image",
      },
    );
}

/** Walks the markers to the frame header. */
function inspectJpeg(bytes: Uint8Array, view: DataView): ImageHeader {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1];
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return {
        kind: "jpeg",
        width: view.getUint16(at + 7),
        height: view.getUint16(at + 5),
        mayHaveAlpha: false,
        halvedColour: halvesColour(bytes.subarray(at + 9)),
      };
    else if (marker === 0xda || marker === 0xd9) break;
    else at += 2 + Math.max(view.getUint16(at + 2), 2);
  }
  throw broken("The JPEG picture is damaged: its header is missing. Save it anew and send that.");
}

/** Of a frame header from its number of components on: each has a name, its sampling factors and a table. */
const halvesColour = ([count, , luma, , , blue, , , red]: Uint8Array): boolean =>
  count === 3 && luma === 0x22 && blue === 0x11 && red === 0x11;

/** The first chunk tells all: a plain frame (VP8, VP8L) or the extended header (VP8X) with its flags. */
function inspectWebp(bytes: Uint8Array, view: DataView): ImageHeader {
  if (bytes.length < 30 || view.getUint32(4, true) + 8 > bytes.length + 1)
    throw broken("The WebP picture is cut short. Send the whole file.");
  if (startsWith(bytes, "VP8X", 12)) {
    const flags = bytes[20];
    if (flags & 0x02) throw animated();
    const uint24 = (at: number): number => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    return {
      kind: "webp",
      width: uint24(24) + 1,
      height: uint24(27) + 1,
      mayHaveAlpha: (flags & 0x10) !== 0,
    };
  }
  if (startsWith(bytes, "VP8L", 12)) {
    const bits = view.getUint32(21, true);
    return {
      kind: "webp",
      width: (bits & 0x3fff) + 1,
      height: ((bits >>> 14) & 0x3fff) + 1,
      mayHaveAlpha: true,
    };
  }
  if (startsWith(bytes, "VP8 ", 12))
    return {
      kind: "webp",
      width: view.getUint16(26, true) & 0x3fff,
      height: view.getUint16(28, true) & 0x3fff,
      mayHaveAlpha: false,
    };
  throw broken("The WebP picture is damaged: its first chunk is unknown. Save it anew and send that.");
}

/** Things people send in place of a picture, or pictures of another kind; undefined for bytes of no known kind. */
function otherType(bytes: Uint8Array): string | undefined {
  const known = otherTypes.find(([magic, , at = 0]) => startsWith(bytes, magic, at));
  if (known) return known[1];
  if (startsWith(bytes, "ftyp", 4)) {
    const brand = text(bytes, 8, 12);
    if (/^(heic|heix|heim|heis|hevc|mif1|msf1)$/.test(brand)) return "a HEIC picture";
    return brand.startsWith("avi") ? "an AVIF picture" : "a film";
  }
  const opening = text(bytes, 0, 1024)
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
    .toLowerCase();
  if (
    /^(<\?xml|<!doctype svg|<!--|<svg)/.test(opening) &&
    (opening.includes("<svg") || opening.startsWith("<?xml"))
  )
    return "an SVG drawing";
  if (/^(push graphic-context|viewbox )/.test(opening)) return "an MVG drawing";
  return undefined;
}

const otherTypes: readonly (readonly [magic: string, name: string, at?: number])[] = [
  ["GIF8", "a GIF picture"],
  ["%PDF", "a PDF document"],
  ["%!PS", "a PostScript document"],
  ["BM", "a BMP picture"],
  ["II*\0", "a TIFF picture"],
  ["MM\0*", "a TIFF picture"],
  ["8BPS", "a Photoshop document"],
  ["\0\0\x01\0", "an icon file"],
  ["\xff\x0a", "a JPEG XL picture"],
  ["\0\0\0\x0cJXL ", "a JPEG XL picture"],
  ["\0\0\0\x0cjP  ", "a JPEG 2000 picture"],
  ["\x76\x2f\x31\x01", "an OpenEXR picture"],
  ["#?RADIANCE", "a Radiance picture"],
  ["DDS ", "a DDS texture"],
  ["PK\x03\x04", "a ZIP archive"],
  ["\x1f\x8b", "a gzip archive"],
  ["glTF", "a 3D model"],
];

function startsWith(bytes: Uint8Array, magic: string, at = 0): boolean {
  if (bytes.length < at + magic.length) return false;
  for (let i = 0; i < magic.length; i++) if (bytes[at + i] !== magic.charCodeAt(i)) return false;
  return true;
}

/** Bytes as Latin-1. */
const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
