import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import { prepareImage } from "@/lib/engines";
import { crc32 } from "@/lib/geometry/formats/zip-archive";
import {
  encodeCmykJpeg,
  encodeDeepPng,
  encodeGrayPng,
  encodePicture,
  encodeRotatedJpeg,
  makeScene,
} from "../../support/make-pictures";

const { raster } = makeScene("duck", "white", 192);
const cutOut = makeScene("duck", "transparent", 192).raster;
let png: Buffer;
let jpeg: Buffer;
/** With as many samples of colour as of brightness. */
let fine: Buffer;
let webp: Buffer;
beforeAll(async () => {
  png = await encodePicture(raster, "png");
  jpeg = await encodePicture(raster, "jpeg");
  fine = await sharp(png).jpeg({ chromaSubsampling: "4:4:4" }).toBuffer();
  webp = await encodePicture(raster, "webp");
});

const text = (value: string) => new TextEncoder().encode(value);
const solid = (width: number, height: number, color: string) =>
  sharp({ create: { width, height, channels: 4, background: color }, limitInputPixels: false })
    .png()
    .toBuffer();

/** The signature by which scanners are tested, in pieces for the same reason as in the code. */
const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** The code and sentence of a refusal; fails for anything but an AppError. */
async function refusal(bytes: Uint8Array): Promise<{ code: string; message: string; param?: string }> {
  const error = await prepareImage(bytes).then(
    () => new Error("was taken"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return { code: error.code, message: error.message, param: error.details.param };
}
const codeOf = async (bytes: Uint8Array) => (await refusal(bytes)).code;

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([text(type), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
const IHDR_END = 33;
const withChunks = (...chunks: Buffer[]) =>
  Buffer.concat([png.subarray(0, IHDR_END), ...chunks, png.subarray(IHDR_END)]);
/** A header alone: dimensions are judged before a pixel is read. */
function pngHeader(width: number, height: number): Buffer {
  const data = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  return Buffer.concat([
    png.subarray(0, 8),
    pngChunk("IHDR", data),
    pngChunk("IDAT", deflateSync(new Uint8Array(9))),
    pngChunk("IEND", new Uint8Array(0)),
  ]);
}

describe("prepareImage takes", () => {
  it("an opaque picture, and hands out a JPEG without any metadata", async () => {
    for (const bytes of [png, fine, webp]) {
      const made = await prepareImage(bytes);
      expect(made).toMatchObject({ contentType: "image/jpeg", width: 192, height: 192, hasAlpha: false });
      const { exif, icc, xmp, iptc, ...meta } = await sharp(made.bytes).metadata();
      expect([exif, icc, xmp, iptc]).toEqual([undefined, undefined, undefined, undefined]);
      expect(meta).toMatchObject({ format: "jpeg", chromaSubsampling: "4:4:4", space: "srgb", channels: 3 });
    }
  });

  it("a JPEG that halves its colour, and halves it where the size stays, at hardly a level's difference", async () => {
    const [made, seen] = [await prepareImage(jpeg), await sharp(jpeg).raw().toBuffer()];
    const { exif, icc, ...meta } = await sharp(made.bytes).metadata();
    expect([exif, icc, meta.chromaSubsampling]).toEqual([undefined, undefined, "4:2:0"]);
    const kept = await sharp(made.bytes).raw().toBuffer();
    const off = kept.reduce((sum, value, at) => sum + Math.abs(value - seen[at]), 0) / kept.length;
    expect(off).toBeLessThan(1);
    const large = await sharp(jpeg).resize(2600).jpeg().toBuffer();
    const smaller = await prepareImage(large);
    expect((await sharp(smaller.bytes).metadata()).chromaSubsampling).toBe("4:4:4");
  });

  it("a cut-out, and keeps its transparency exactly", async () => {
    for (const format of ["png", "webp"] as const) {
      const made = await prepareImage(await encodePicture(cutOut, format));
      expect(made).toMatchObject({ contentType: "image/png", hasAlpha: true });
      const alpha = await sharp(made.bytes).extractChannel("alpha").raw().toBuffer();
      expect([...alpha]).toEqual([...cutOut.data.filter((_, i) => i % 4 === 3)]);
    }
  });

  it("a picture turned by its camera, upright", async () => {
    const wide = await sharp(png).resize(192, 128, { fit: "fill" }).png().toBuffer();
    const { data } = await sharp(wide).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const turned = await encodeRotatedJpeg({ width: 192, height: 128, data: new Uint8ClampedArray(data) });
    const made = await prepareImage(turned);
    const stored = await sharp(turned).metadata();
    expect([stored.width, stored.height].sort()).toEqual([128, 192]);
    expect([made.width, made.height]).toEqual([stored.height, stored.width]);
    expect((await sharp(made.bytes).metadata()).orientation).toBeUndefined();
  });

  it("CMYK, 16 bits and grey, as eight-bit sRGB near the original", async () => {
    for (const bytes of [
      await encodeCmykJpeg(raster),
      await encodeDeepPng(raster),
      await encodeGrayPng(raster),
    ]) {
      const made = await prepareImage(bytes);
      const meta = await sharp(made.bytes).metadata();
      expect(meta).toMatchObject({ space: "srgb", depth: "uchar", channels: 3, width: 192 });
    }
    const deep = await prepareImage(await encodeDeepPng(raster));
    const seen = await sharp(deep.bytes).raw().toBuffer();
    const off = seen.reduce(
      (sum, value, i) => sum + Math.abs(value - raster.data[4 * Math.floor(i / 3) + (i % 3)]),
      0,
    );
    expect(off / seen.length).toBeLessThan(3);
  });

  it("a large photograph, at 2,048 px or an exact half near it", async () => {
    const wide = await sharp(png).resize(3000, 1500, { fit: "fill" }).png().toBuffer();
    expect(await prepareImage(wide)).toMatchObject({ width: 2048, height: 1024 });
    const photo = await sharp(png).resize(4000, 3000, { fit: "fill" }).jpeg().toBuffer();
    expect(await prepareImage(photo)).toMatchObject({ width: 2000, height: 1500 });
  });

  it("a small profile and texts, but keeps none of them", async () => {
    const secret = "CANARY-7f3a";
    const bytes = withChunks(
      pngChunk("tEXt", text(`Author\0${secret}`)),
      pngChunk("zTXt", Buffer.concat([text("Comment\0\0"), deflateSync(text(secret))])),
    );
    const made = await prepareImage(bytes);
    expect(Buffer.from(made.bytes).includes(secret)).toBe(false);
  });

  it("a polyglot's picture, without what hung behind it", async () => {
    for (const picture of [png, jpeg]) {
      const made = await prepareImage(
        Buffer.concat([picture, text("PK\x03\x04<?php system('id') ?><script>alert(1)</script>")]),
      );
      expect(Buffer.from(made.bytes).includes("<?php")).toBe(false);
      expect(Buffer.from(made.bytes).includes("<script>")).toBe(false);
    }
  });

  it("GPS and camera data, and strips them", async () => {
    const tagged = await sharp(jpeg)
      .withExif({ IFD0: { Artist: "CANARY" }, IFD3: { GPSLatitude: "48/1 8/1 0/1" } })
      .toBuffer();
    expect((await sharp(tagged).metadata()).exif).toBeDefined();
    const made = await prepareImage(tagged);
    expect((await sharp(made.bytes).metadata()).exif).toBeUndefined();
    expect(Buffer.from(made.bytes).includes("CANARY")).toBe(false);
  });

  it("the same bytes to the same bytes", async () => {
    const [a, b] = await Promise.all([prepareImage(jpeg), prepareImage(jpeg)]);
    expect(Buffer.from(a.bytes).equals(b.bytes)).toBe(true);
  });
});

describe("prepareImage refuses", () => {
  it("no bytes, and bytes that are no picture", async () => {
    expect(await codeOf(new Uint8Array(0))).toBe("invalid_image");
    expect(await codeOf(text("hello"))).toBe("invalid_image");
    expect(await codeOf(Uint8Array.of(0x89))).toBe("invalid_image");
    expect(await codeOf(text("<!doctype html><p>no</p>"))).toBe("invalid_image");
  });

  it("more than 20 MB, before anything else", async () => {
    const bytes = new Uint8Array(20 * 1024 * 1024 + 1);
    bytes.set(png);
    expect(await codeOf(bytes)).toBe("payload_too_large");
  });

  it.each([
    ["SVG", text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ["SVG behind a prolog", text('\ufeff<?xml version="1.0"?>\n<!-- x --><svg/>')],
    ["PDF", text("%PDF-1.7\n")],
    ["MVG", text("push graphic-context\nviewbox 0 0 640 480\n")],
    ["HEIC", Uint8Array.of(0, 0, 0, 24, ...text("ftypheic"), 0, 0, 0, 0)],
    ["AVIF", Uint8Array.of(0, 0, 0, 24, ...text("ftypavif"), 0, 0, 0, 0)],
    ["MP4", Uint8Array.of(0, 0, 0, 24, ...text("ftypisom"), 0, 0, 0, 0)],
    ["GIF", text("GIF89a........")],
    ["TIFF", text("II*\0........")],
    ["BMP", text("BM..........")],
    ["ZIP", text("PK\x03\x04........")],
    ["PostScript", text("%!PS-Adobe-3.0")],
  ])("%s, saying what to send", async (_name, bytes) => {
    const { code, message, param } = await refusal(bytes);
    expect({ code, param }).toEqual({ code: "unsupported_media_type", param: "image" });
    expect(message).toMatch(/Send a PNG, JPEG or WebP picture\.$/);
  });

  it("files that carry a malware signature, bare or behind a picture", async () => {
    expect(await codeOf(text(eicar))).toBe("malware_found");
    expect(await codeOf(Buffer.concat([png, text(eicar)]))).toBe("malware_found");
  });

  it("pictures cut short anywhere", async () => {
    for (const picture of [png, jpeg, webp])
      for (const share of [0.02, 0.1, 0.5, 0.9]) {
        const cut = picture.subarray(0, Math.max(12, Math.floor(picture.length * share)));
        expect(await codeOf(cut)).toBe("invalid_image");
      }
  });

  it("pictures damaged in the middle, or not at all legible", async () => {
    const damaged = Buffer.from(png);
    damaged.fill(0x55, 60, damaged.length - 40);
    expect(await codeOf(damaged)).toBe("invalid_image");
    expect(await codeOf(Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(500, 7)]))).toBe("invalid_image");
  });

  it("too many pixels, told from the header alone", async () => {
    expect(await codeOf(pngHeader(14_000, 14_000))).toBe("image_too_large");
    expect(await codeOf(pngHeader(60_000, 1))).toBe("image_too_large");
    expect(await codeOf(pngHeader(8192, 8192))).toBe("image_too_large");
    expect(await codeOf(pngHeader(2 ** 31 - 1, 2 ** 31 - 1))).toBe("image_too_large");
    expect(
      await codeOf(
        await sharp({ create: { width: 8200, height: 70, channels: 3, background: "red" } })
          .jpeg()
          .toBuffer(),
      ),
    ).toBe("image_too_large");
    expect(
      await codeOf(
        await sharp({ create: { width: 8200, height: 70, channels: 3, background: "red" } })
          .webp()
          .toBuffer(),
      ),
    ).toBe("image_too_large");
  });

  it("a 14,000 px bomb without growing by 100 MB", async () => {
    const bomb = await solid(14_000, 14_000, "white");
    const before = process.memoryUsage().rss;
    expect(await codeOf(bomb)).toBe("image_too_large");
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  it("too few pixels", async () => {
    expect(await codeOf(await solid(1, 1, "red"))).toBe("image_too_small");
    expect(await codeOf(await solid(63, 200, "red"))).toBe("image_too_small");
    expect((await refusal(await solid(63, 200, "red"))).message).toContain("63 × 200 px");
  });

  it("packed text and profiles that blow up, and thousands of chunks", async () => {
    const bomb = deflateSync(new Uint8Array(200 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage().rss;
    expect(await codeOf(withChunks(pngChunk("zTXt", Buffer.concat([text("Comment\0\0"), bomb]))))).toBe(
      "invalid_image",
    );
    expect(await codeOf(withChunks(pngChunk("iCCP", Buffer.concat([text("icc\0\0"), bomb]))))).toBe(
      "invalid_image",
    );
    expect(
      await codeOf(withChunks(pngChunk("iTXt", Buffer.concat([text("Comment\0\x01\0\0\0"), bomb])))),
    ).toBe("invalid_image");
    const small = pngChunk("zTXt", Buffer.concat([text("k\0\0"), deflateSync(new Uint8Array(1024 * 1024))]));
    expect(await codeOf(withChunks(...Array.from({ length: 20 }, () => small)))).toBe("invalid_image");
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
    const tiny = pngChunk("tEXt", text("k\0v"));
    expect(await codeOf(withChunks(...Array.from({ length: 21_000 }, () => tiny)))).toBe("invalid_image");
  });

  it("animations: APNG and WebP", async () => {
    expect(await codeOf(withChunks(pngChunk("acTL", new Uint8Array(8))))).toBe("invalid_image");
    const frames = await sharp(Buffer.from([...raster.data, ...raster.data.map((value) => 255 - value)]), {
      raw: { width: 192, height: 384, channels: 4, pageHeight: 192 },
    })
      .webp()
      .toBuffer();
    const { code, message } = await refusal(frames);
    expect(code).toBe("invalid_image");
    expect(message).toContain("animation");
  });

  it("nothing to model: wholly transparent, or one flat colour", async () => {
    expect(await codeOf(await solid(200, 200, "#00000000"))).toBe("empty_subject");
    expect(await codeOf(await solid(200, 200, "#3377aa"))).toBe("empty_subject");
  });
});
