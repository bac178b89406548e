import { deflateSync } from "node:zlib";
import { crc32 } from "@/lib/geometry/formats/zip-archive";

const latin = (text: string): Buffer => Buffer.from(text, "latin1");
const SIGNATURE = latin("\x89PNG\r\n\x1a\n");
const HEADER_END = 33;

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([latin(type), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** A PNG that says how large it is and holds a few bytes of pixels: size is judged before a pixel is decoded. */
export function pngOfSize(width: number, height: number): Buffer {
  const data = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  const pixels = chunk("IDAT", deflateSync(new Uint8Array(9)));
  return Buffer.concat([SIGNATURE, chunk("IHDR", data), pixels, chunk("IEND", new Uint8Array(0))]);
}

const withChunk = (png: Buffer, added: Buffer): Buffer =>
  Buffer.concat([png.subarray(0, HEADER_END), added, png.subarray(HEADER_END)]);

const bomb = deflateSync(Buffer.alloc(40_000_000));

/** Forty megabytes of nothing, packed into a text or a colour profile. */
export const packedBomb = (type: "zTXt" | "iCCP"): Buffer =>
  withChunk(pngOfSize(64, 64), chunk(type, Buffer.concat([latin("n\0\0"), bomb])));

/** An animated PNG, and an animated WebP, that say they have 5,000 frames. */
export const animatedPng: Buffer = withChunk(
  pngOfSize(64, 64),
  chunk("acTL", Buffer.from([0, 0, 0x13, 0x88, 0, 0, 0, 0])),
);
export const animatedWebp: Buffer = Buffer.concat([
  latin("RIFF\x2c\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x3f\0\0\x3f\0\0"),
  Buffer.alloc(22),
]);

/** Not taken, whatever the name of the file says. */
export const otherKinds: Record<string, Buffer> = {
  SVG: latin('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  PDF: latin("%PDF-1.7\n"),
  MVG: latin("push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 'https://shop.example/'\n"),
  HEIC: latin("\0\0\0\x18ftypheic\0\0\0\0"),
  GIF: latin("GIF89a........"),
};

/** The signature by which scanners are tested, in pieces, so that none takes this source for what it looks for. */
export const eicar: Buffer = latin(
  ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""),
);

export const polyglotTail: Buffer = latin(
  "<html><script>alert(1)</script></html>PK\x03\x04<?php system('id') ?>",
);
