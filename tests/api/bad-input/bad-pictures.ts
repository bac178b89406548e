import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { crc32 } from "@/lib/geometry/formats/zip-archive";
import { makeScene } from "../../support/make-pictures";

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

/** A PNG that says how large it is and, where it is small, is it: size is judged before a pixel is decoded. */
export function pngOfSize(width: number, height: number): Buffer {
  const data = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  const pixelBytes = width * height < 10_000 ? height * (1 + 3 * width) : 9;
  const pixels = chunk("IDAT", deflateSync(new Uint8Array(pixelBytes)));
  return Buffer.concat([SIGNATURE, chunk("IHDR", data), pixels, chunk("IEND", new Uint8Array(0))]);
}

const withChunk = (png: Buffer, added: Buffer): Buffer =>
  Buffer.concat([png.subarray(0, HEADER_END), added, png.subarray(HEADER_END)]);

const bomb = deflateSync(Buffer.alloc(40_000_000));

/** Forty megabytes of nothing, packed into a text or a colour profile. */
export const packedBomb = (type: "zTXt" | "iCCP"): Buffer =>
  withChunk(pngOfSize(64, 64), chunk(type, Buffer.concat([latin("n\0\0"), bomb])));

/** An animated PNG that says it has 5,000 frames. */
export const animatedPng: Buffer = withChunk(
  pngOfSize(64, 64),
  chunk("acTL", Buffer.from([0, 0, 0x13, 0x88, 0, 0, 0, 0])),
);

/** An animated WebP of two frames, of which each by itself would be taken. */
export async function animatedWebp(): Promise<Buffer> {
  const { data, width, height } = makeScene("duck", "white", 96).raster;
  const raw = { width, height: 2 * height, channels: 4, pageHeight: height } as const;
  return sharp(Buffer.from([...data, ...data.map((value) => value ^ 1)]), { raw })
    .webp()
    .toBuffer();
}

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
