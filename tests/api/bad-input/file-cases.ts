import sharp from "sharp";
import { expect } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import type { ErrorCode } from "@/lib/core/errors";
import { db } from "@/lib/db";
import { readObject } from "@/lib/storage";
import { makeKey, type ApiAnswer } from "../../support/call-api";
import { makeAccount } from "../../support/make-account";
import {
  encodeCmykJpeg,
  encodeDeepPng,
  encodePicture,
  encodeRotatedJpeg,
  makeScene,
} from "../../support/make-pictures";
import {
  animatedPng,
  animatedWebp,
  eicar,
  otherKinds,
  packedBomb,
  pngOfSize,
  polyglotTail,
} from "./bad-pictures";
import { GENERATIONS, type ApiCase, type InProcess } from "./in-process";

type Bytes = Uint8Array | ((place: InProcess) => Uint8Array | Promise<Uint8Array>);
interface Sent {
  name?: string;
  type?: string;
  fields?: Record<string, string>;
}

async function upload(
  place: InProcess,
  bytes: Bytes[],
  { name = "a.png", type = "", fields = {} }: Sent = {},
) {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.append(field, value);
  for (const one of bytes) {
    const sent = typeof one === "function" ? await one(place) : one;
    body.append("image", new Blob([sent as Uint8Array<ArrayBuffer>], { type }), name);
  }
  return place.call("POST", GENERATIONS, { body });
}

const refused = (
  row: number,
  name: string,
  bytes: Bytes,
  status: number,
  code: ErrorCode,
  sent?: Sent,
): ApiCase => ({ row, name, answer: [status, code, "image"], send: (place) => upload(place, [bytes], sent) });

/** Taken; `look` sees what was kept of it. */
const taken = (
  row: number,
  name: string,
  bytes: Bytes,
  look: (kept: Buffer) => void | Promise<void>,
  sent?: Sent,
): ApiCase => ({
  row,
  name,
  answer: [202],
  send: (place) => upload(place, [bytes], sent),
  also: async (answer) => look((await keptOf(answer)).bytes),
});

async function keptOf({ body }: ApiAnswer): Promise<{ object: string; bytes: Buffer }> {
  const { id } = body as unknown as { id: string };
  const { inputObject } = await db().generation.findUniqueOrThrow({ where: { id } });
  return { object: inputObject!, bytes: Buffer.from(await readObject(inputObject!)) };
}

const { raster } = makeScene("duck", "white", 128);
const png = () => encodePicture(raster);
const jpeg = () => encodePicture(raster, "jpeg");
const webp = () => encodePicture(raster, "webp");
const half = (make: () => Promise<Buffer>) => async () => {
  const bytes = await make();
  return bytes.subarray(0, bytes.length / 2);
};
const joined =
  (...parts: (() => Promise<Uint8Array> | Uint8Array)[]) =>
  async () =>
    Buffer.concat(await Promise.all(parts.map((part) => part())));
const tooLong = (place: InProcess) => Buffer.concat([place.photo, Buffer.alloc(20 * 1024 * 1024)]);
const plain = async (kept: Buffer) => {
  const { exif, xmp, iptc, icc, orientation, ...meta } = await sharp(kept).metadata();
  expect([exif, xmp, iptc, icc, orientation]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(meta).toMatchObject({ space: "srgb", depth: "uchar", width: 128, height: 128 });
};

/** Rows 43 to 60. Row 44 over the wire: transport-cases.ts. */
export const fileCases: ApiCase[] = [
  refused(43, "no bytes", new Uint8Array(0), 400, "invalid_request"),
  refused(44, "a picture of more than 20 MB", tooLong, 413, "payload_too_large"),
  {
    ...refused(44, "more than 21 MB in all", Buffer.alloc(22 * 1024 * 1024), 413, "payload_too_large"),
    answer: [413, "payload_too_large"],
  },
  refused(45, "a PNG that is declared as a JPEG", png, 415, "unsupported_media_type", { type: "image/jpeg" }),
  refused(45, "a text that is called a PNG", Buffer.from("no picture at all"), 400, "invalid_image", {
    type: "image/png",
  }),
  refused(46, "half a PNG", half(png), 400, "invalid_image"),
  refused(46, "half a JPEG", half(jpeg), 400, "invalid_image"),
  refused(46, "half a WebP", half(webp), 400, "invalid_image"),
  {
    ...refused(
      47,
      "a PNG of 14,000 px squared, in little memory",
      pngOfSize(14_000, 14_000),
      400,
      "image_too_large",
    ),
    async send(place) {
      const beforeBytes = process.memoryUsage().rss;
      const answer = await upload(place, [pngOfSize(14_000, 14_000)]);
      expect(process.memoryUsage().rss - beforeBytes).toBeLessThan(100 * 1024 * 1024);
      return answer;
    },
  },
  refused(48, "a PNG of 60,000 × 1 px", pngOfSize(60_000, 1), 400, "image_too_large"),
  refused(49, "a PNG of 1 × 1 px", pngOfSize(1, 1), 400, "image_too_small"),
  refused(50, "a bomb in a packed text", packedBomb("zTXt"), 400, "invalid_image"),
  refused(50, "a bomb in a colour profile", packedBomb("iCCP"), 400, "invalid_image"),
  refused(51, "a PNG of 5,000 frames", animatedPng, 400, "invalid_image"),
  refused(51, "a WebP of many frames", animatedWebp, 400, "invalid_image"),
  ...Object.entries(otherKinds).map(([kind, bytes]) =>
    refused(52, `${kind} under the name of a PNG`, bytes, 415, "unsupported_media_type"),
  ),
  ...[png, jpeg, webp].map((make) =>
    taken(
      53,
      `a polyglot of a ${make.name}, a page, an archive and a script`,
      joined(make, () => polyglotTail),
      (kept) => {
        for (const piece of ["<script>", "<?php", "PK\x03\x04"]) expect(kept.includes(piece)).toBe(false);
      },
    ),
  ),
  taken(
    54,
    "a photograph with a place and a name in it",
    ({ photo }) => photo,
    async (kept) => {
      expect((await sharp(kept).metadata()).exif).toBeUndefined();
      expect(kept.includes("Somebody")).toBe(false);
    },
  ),
  taken(55, "a JPEG in CMYK, brought to sRGB", () => encodeCmykJpeg(raster), plain),
  taken(55, "a PNG of 16 bits, brought to eight", () => encodeDeepPng(raster), plain),
  taken(55, "a JPEG that its camera turned, upright", () => encodeRotatedJpeg(raster), plain),
  ...["../../etc/passwd", "a\0b.png", `${"a".repeat(300)}.png`, "\u202Egnp.exe"].map((name): ApiCase => ({
    ...taken(56, `a file called ${JSON.stringify(name).slice(0, 24)}`, png, () => undefined, { name }),
    async also(answer) {
      const { object } = await keptOf(answer);
      expect(object).toMatch(/^[\w/.-]+$/);
      expect(object).not.toMatch(/passwd|aaaa|exe|\.\./);
      expect(answer.text).not.toContain(JSON.stringify(name).slice(1, -1));
    },
  })),
  {
    row: 57,
    name: "two files where one is taken",
    answer: [400, "invalid_request", "image"],
    send: (place) => upload(place, [png, png]),
  },
  {
    row: 57,
    name: "seven files where six views are taken",
    answer: [400, "invalid_request", "image"],
    send: (place) => upload(place, Array<Bytes>(7).fill(otherKinds.PDF), { fields: { engine: "hull" } }),
  },
  {
    row: 57,
    name: "a thousand parts",
    answer: [400, "invalid_request"],
    send(place) {
      const body = new FormData();
      for (let part = 0; part < 1000; part++) body.append(`field${part}`, "x");
      return place.call("POST", GENERATIONS, { body });
    },
  },
  ...["multipart/form-data", "multipart/form-data; boundary=other"].map((type): ApiCase => ({
    row: 58,
    name: `a form as ${type}`,
    answer: [400, "invalid_request"],
    send: (place) =>
      place.call("POST", GENERATIONS, {
        headers: { "Content-Type": type },
        body: '--b1\r\nContent-Disposition: form-data; name="prompt"\r\n\r\na cube\r\n--b1--\r\n',
      }),
  })),
  // Thrown away rather than quarantined: nothing that says of itself that it is malware is kept.
  refused(59, "a malware signature", eicar, 400, "malware_found"),
  refused(
    59,
    "a malware signature behind a picture",
    joined(png, () => eicar),
    400,
    "malware_found",
  ),
  {
    row: 60,
    name: "a picture for which there is no room",
    answer: [403, "storage_quota"],
    async prepare() {
      const full = await makeAccount();
      await db().print.create({
        data: { id: "chk_full", organizationId: full.organizationId, kind: "print_check", storedBytes: 700 },
      });
      return makeKey(full.ctx);
    },
    async send(place, key) {
      overrideEnv({ storageQuotaBytes: 600 });
      const body = new FormData();
      body.append("image", new Blob([place.photo as Uint8Array<ArrayBuffer>]), "a.jpg");
      const answer = await place.call("POST", GENERATIONS, { key, body });
      overrideEnv({ storageQuotaBytes: 50 * 1024 ** 3 });
      return answer;
    },
  },
];
