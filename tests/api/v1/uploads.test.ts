import { readdirSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { clock } from "@/lib/core/clock";
import { env, overrideEnv } from "@/lib/core/env";
import { db } from "@/lib/db";
import { writePly } from "@/lib/geometry/formats/write-ply";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import type { Generation } from "@/lib/generations/schema";
import type { Conversion } from "@/lib/prints/schema";
import { objectExists, readObject } from "@/lib/storage";
import { deleteUpload, sweepUploads } from "@/lib/uploads/delete-upload";
import { uploadJobs } from "@/lib/uploads/jobs";
import type { CreatedUpload, Upload, UploadPage } from "@/lib/uploads/schema";
import { callApi, makeKey } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { drawBallNormals } from "../../support/draw-normals";
import { makeAccount, type TestAccount } from "../../support/make-account";
import { encodePicture, makeScene } from "../../support/make-pictures";
import { makeBox } from "../../support/make-solids";
import { vasePhoto } from "../../support/vase-photo";

let owner: TestAccount;
let key: string;
let photo: Uint8Array;
let ramp: Uint8Array;
let normals: Uint8Array;
const box = writeStl(makeBox([0, 0, 0], [10, 20, 5]));
beforeAll(async () => {
  await freshDatabase();
  photo = await vasePhoto();
  normals = await encodePicture(drawBallNormals());
  const depths = new Uint16Array(64 * 64).map((_, at) => 40_000 + (at % 64));
  ramp = await sharp(depths, { raw: { width: 64, height: 64, channels: 1 } })
    .toColourspace("grey16")
    .png()
    .toBuffer();
  owner = await makeAccount();
  key = await makeKey(owner.ctx);
});
beforeEach(resetLimits);
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const later = (hours: number) => {
  const start = Date.now();
  clock.now = () => new Date(start + hours * 3_600_000);
};

const announce = (json: object, by = key) =>
  callApi<CreatedUpload>("POST", "/api/v1/uploads", { key: by, json });
const put = (url: string, bytes: BodyInit, headers: Record<string, string>) =>
  callApi<Upload & { code: string; param: string }>("PUT", url, { body: bytes, headers });
const asBody = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;
const rowOf = (id: string) => db().upload.findUniqueOrThrow({ where: { id } });
const read = (id: string, by = key) => callApi<Upload>("GET", `/api/v1/uploads/${id}`, { key: by });

async function sendAhead(bytes: Uint8Array, content_type: string, by = key, kind?: string): Promise<Upload> {
  const { body } = await announce({ content_type, bytes: bytes.length, kind }, by);
  const sent = await put(body.put.url, asBody(bytes), body.put.headers);
  expect(sent.status, sent.text).toBe(200);
  return sent.body;
}
const photoType = () => (photo[0] === 0xff ? "image/jpeg" : "image/png");
/** What lies on the disk for an organization, by its folders. */
const kept = (folder: string): string[] => {
  const at = path.join(env().dataDir, "objects", owner.organizationId, folder);
  try {
    return readdirSync(at, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? entry.name : [],
    );
  } catch {
    return [];
  }
};

describe("an upload", () => {
  it("is announced, sent without a key, read, listed, deleted", async () => {
    const announced = { content_type: photoType(), bytes: photo.length, filename: "C:\\pics\\vase.jpg" };
    const { status, body } = await announce(announced);
    expect(status).toBe(200);
    const { put: target, ...upload } = body;
    expect(upload).toMatchObject({
      object: "upload",
      status: "waiting",
      kind: "picture",
      filename: "vase.jpg",
    });
    expect(target.headers).toEqual({ "Content-Type": photoType() });
    expect(Date.parse(target.expires_at) - Date.now()).toBeGreaterThan(3_590_000);
    const sent = await put(target.url, asBody(photo), target.headers);
    expect(sent.body).toMatchObject({ id: body.id, status: "ready", bytes: photo.length });
    const shown = await read(body.id);
    expect(shown.body).toEqual(sent.body);
    expect(shown.text).not.toContain("signature");
    const more = (await announce({ content_type: "model/stl", bytes: 84 })).body.id;
    const list = async (query: string) =>
      (await callApi<UploadPage>("GET", `/api/v1/uploads?${query}`, { key })).body;
    expect((await list("limit=1")).data.map(({ id }) => id)).toEqual([more]);
    expect((await list(`after=${more}&limit=1`)).data.map(({ id }) => id)).toEqual([body.id]);
    expect(await list("after=upl_0000000000000000000000")).toMatchObject({ code: "invalid_request" });
    const gone = await callApi("DELETE", `/api/v1/uploads/${body.id}`, { key });
    expect(gone.body).toEqual({ id: body.id, object: "upload", deleted: true });
    expect((await read(body.id)).status).toBe(404);
    await uploadJobs["upload.purge"](
      { uploadId: body.id },
      { attempt: 1, maxAttempts: 5, jobId: "1", signal: new AbortController().signal },
    );
    expect([kept(body.id), await db().upload.count({ where: { id: body.id } })]).toEqual([[], 0]);
  });

  it("of a picture is kept as it was written anew, so that nothing hidden in it survives", async () => {
    const hidden = new TextEncoder().encode("GPS 48.1 N, 11.6 E");
    const sent = new Uint8Array(photo.length + hidden.length);
    sent.set(photo);
    sent.set(hidden, photo.length);
    const { id } = await sendAhead(sent, photoType());
    const row = await rowOf(id);
    const stored = await readObject(row.object ?? "");
    expect(Buffer.from(sent).includes("Somebody")).toBe(true);
    expect(["GPS 48.1", "Somebody"].filter((text) => stored.includes(text))).toEqual([]);
    expect(row.storedBytes).toBe(BigInt(stored.length));
    expect(kept(id)).toHaveLength(1);
  });

  it("of a mesh is kept byte for byte, in several chunks of a stream as well", async () => {
    const large = new Uint8Array(84 + 50 * 4000);
    new DataView(large.buffer).setUint32(80, 4000, true);
    large.fill(7, 84);
    const { body } = await announce({ content_type: "model/stl", bytes: large.length });
    const chunks = [large.subarray(0, 1), large.subarray(1, 70_000), large.subarray(70_000)];
    const stream = new ReadableStream({
      pull: (controller) => {
        const next = chunks.shift();
        if (next) controller.enqueue(next);
        else controller.close();
      },
    });
    expect((await put(body.put.url, stream, body.put.headers)).body.status).toBe("ready");
    expect(Buffer.compare(await readObject((await rowOf(body.id)).object ?? ""), large)).toBe(0);
  });

  it("belongs to its world: a live key does not find what a test key made", async () => {
    const test = await makeKey(owner.ctx, { test: true });
    const { id } = await sendAhead(box, "model/stl", test);
    expect([(await read(id, test)).body.test, (await read(id)).status]).toEqual([true, 404]);
    const named = await callApi("POST", "/api/v1/conversions", {
      key,
      json: { format: "ply", upload_id: id },
    });
    expect([named.status, named.body.code, named.body.param]).toEqual([404, "not_found", "upload_id"]);
  });

  it("announced twice under one Idempotency-Key is made once, though the first attempt died", async () => {
    const onceId = "0000000000000000000007";
    const { createUpload } = await import("@/lib/uploads");
    const ask = () => createUpload({ ...owner.ctx, onceId }, { content_type: "image/png", bytes: 9 });
    const [first, again] = [await ask(), await ask()];
    expect([again.id, again.created_at]).toEqual([first.id, first.created_at]);
    expect(await db().auditEvent.count({ where: { subjectId: first.id } })).toBe(1);
  });
});

describe("the announcement refuses", () => {
  it.each([
    [{ content_type: "image/gif", bytes: 9 }, 400, "invalid_request", "content_type"],
    [{ content_type: "image/png", bytes: 0 }, 400, "invalid_request", "bytes"],
    [{ content_type: "image/png", bytes: "9" }, 400, "invalid_request", "bytes"],
    [{ content_type: "image/png" }, 400, "invalid_request", "bytes"],
    [{ content_type: "image/png", bytes: 20 * 1024 ** 2 + 1 }, 413, "payload_too_large", "bytes"],
    [{ content_type: "model/stl", bytes: 64 * 1024 ** 2 + 1 }, 413, "payload_too_large", "bytes"],
    [{ content_type: "image/png", bytes: 9, filename: "x".repeat(256) }, 400, "invalid_request", "filename"],
    [{ content_type: "image/png", bytes: 9, key: "mine" }, 400, "invalid_request", "key"],
    [{ content_type: "image/png", bytes: 9, kind: "mesh" }, 400, "invalid_request", "kind"],
    [{ content_type: "model/stl", bytes: 84, kind: "depth_map" }, 400, "invalid_request", "kind"],
  ])("%j", async (json, status, code, param) => {
    const before = await db().upload.count();
    const answer = await callApi("POST", "/api/v1/uploads", { key, json });
    expect([answer.status, answer.body.code, answer.body.param]).toEqual([status, code, param]);
    expect(await db().upload.count()).toBe(before);
  });

  it("where the storage is full", async () => {
    overrideEnv({ storageQuotaBytes: 0 });
    const { status, body } = await callApi("POST", "/api/v1/uploads", {
      key,
      json: { content_type: "image/png", bytes: 9 },
    });
    overrideEnv({ storageQuotaBytes: 1024 ** 3 });
    expect([status, body.code]).toEqual([403, "storage_quota"]);
  });
});

describe("the address refuses", () => {
  const stl = { content_type: "model/stl", bytes: box.length };
  const refused = async (json: object, bytes: Uint8Array, headers?: Record<string, string>) => {
    const { body } = await announce(json);
    const answer = await put(body.put.url, asBody(bytes), headers ?? body.put.headers);
    expect([(await rowOf(body.id)).status, kept(body.id)]).toEqual(["waiting", []]);
    return [answer.status, answer.body.code, answer.body.param];
  };

  it("another type than announced, by header and by content, and what is nothing of the kind", async () => {
    const ply = writePly(makeBox([0, 0, 0], [1, 1, 1]));
    const text = new TextEncoder().encode("Dear all");
    const plain = { "Content-Type": "text/plain" };
    const wrong = [415, "unsupported_media_type", "content_type"];
    expect(await refused(stl, box, plain)).toEqual(wrong);
    expect(await refused({ content_type: "model/stl", bytes: ply.length }, ply)).toEqual(wrong);
    const other = photoType() === "image/png" ? "image/jpeg" : "image/png";
    expect(await refused({ content_type: other, bytes: photo.length }, photo)).toEqual(wrong);
    for (const kind of ["picture", "depth_map", "normal_map"])
      expect(await refused({ content_type: "image/png", bytes: 8, kind }, text)).toEqual([
        400,
        "invalid_image",
        "body",
      ]);
    expect(await refused({ content_type: "model/obj", bytes: 8 }, text)).toEqual([
      415,
      "unsupported_media_type",
      "body",
    ]);
    const noNormals = { content_type: photoType(), bytes: photo.length, kind: "normal_map" };
    expect(await refused(noNormals, photo)).toEqual([400, "invalid_image", "body"]);
    const packed = { "Content-Type": "model/stl", "Content-Encoding": "gzip" };
    expect((await refused(stl, box, packed)).slice(0, 2)).toEqual([415, "unsupported_media_type"]);
  });

  it("more and less than announced, declared or not, and then takes what was meant", async () => {
    const longer = new Uint8Array(box.length + 1);
    expect((await refused(stl, longer))[1]).toBe("payload_too_large");
    const declared = { "Content-Type": "model/stl", "Content-Length": String(10 ** 9) };
    expect((await refused(stl, box, declared))[1]).toBe("payload_too_large");
    const { body } = await announce(stl);
    const short = await put(body.put.url, asBody(box.subarray(1)), body.put.headers);
    expect([short.status, short.body.code, short.body.param]).toEqual([400, "invalid_request", "bytes"]);
    expect((await put(body.put.url, asBody(box), body.put.headers)).body.status).toBe("ready");
  });

  it("malware, in a picture's clothes and in a mesh", async () => {
    const sign = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");
    const bytes = new TextEncoder().encode(sign);
    for (const content_type of ["image/png", "model/obj"])
      expect((await refused({ content_type, bytes: bytes.length }, bytes))[1]).toBe("malware_found");
  });

  it("a second time, and all but one of five at once", async () => {
    const { body } = await announce(stl);
    const send = () => put(body.put.url, asBody(box), body.put.headers);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(send));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect((await send()).body.code).toBe("conflict");
    expect(kept(body.id)).toHaveLength(1);
  });

  it("an altered signature, another upload's, and one whose hour is over", async () => {
    const [one, two] = [(await announce(stl)).body, (await announce(stl)).body];
    const swapped = one.put.url.replace(one.id, two.id);
    const expires = Number(new URL(one.put.url).searchParams.get("expires"));
    const longer = one.put.url.replace(`expires=${expires}`, `expires=${expires + 60}`);
    for (const url of [swapped, longer, one.put.url.replace(/signature=.*/, "signature=x")]) {
      const answer = await put(url, asBody(box), one.put.headers);
      expect([answer.status, answer.body.code]).toEqual([403, "link_expired"]);
    }
    later(1.001);
    expect((await put(one.put.url, asBody(box), one.put.headers)).body.code).toBe("link_expired");
  });

  it("what was deleted meanwhile", async () => {
    const { body } = await announce(stl);
    await deleteUpload(owner.ctx, body.id);
    expect((await put(body.put.url, asBody(box), body.put.headers)).body.code).toBe("not_found");
  });
});

describe("a call that names uploads", () => {
  const make = (fields: object, by = key) =>
    callApi<Generation & { code: string; param: string }>("POST", "/api/v1/generations", {
      key: by,
      json: fields,
    });
  const inputOf = async (id: string) => db().generation.findUniqueOrThrow({ where: { id } });

  it("takes a copy, from JSON and from a form, the same bytes as of the picture itself", async () => {
    const upload = await sendAhead(photo, photoType());
    const named = (await make({ upload_id: upload.id })).body;
    const form = new FormData();
    form.set("upload_id", upload.id);
    const formed = await callApi<Generation>("POST", "/api/v1/generations", { key, body: form });
    const sent = new FormData();
    sent.set("image", new Blob([asBody(photo)]), "vase");
    const direct = await callApi<Generation>("POST", "/api/v1/generations", { key, body: sent });
    await callApi("DELETE", `/api/v1/uploads/${upload.id}`, { key });
    await sweepUploads(10);
    expect(kept(upload.id)).toEqual([]);
    const rows = await Promise.all([named.id, formed.body.id, direct.body.id].map(inputOf));
    const bytes = await Promise.all(rows.map(({ inputObject }) => readObject(inputObject ?? "")));
    expect(bytes[0].equals(bytes[2]) && bytes[1].equals(bytes[2])).toBe(true);
    expect(rows.map(({ inputType, storedBytes }) => [inputType, storedBytes])).toEqual(
      Array(3).fill([rows[2].inputType, BigInt(bytes[2].length)]),
    );
  });

  it("takes several as views, in their order", async () => {
    const two = [await sendAhead(photo, photoType()), await sendAhead(photo, photoType())];
    const { status, body } = await make({ engine: "hull", upload_ids: two.map(({ id }) => id) });
    expect(status, JSON.stringify(body)).toBe(202);
    const row = await inputOf(body.id);
    expect([row.inputObject !== null, row.viewObjects.length]).toEqual([true, 1]);
    const quoted = await callApi("POST", "/api/v1/generations/quote", {
      key,
      json: { upload_id: two[0].id },
    });
    expect([quoted.status, quoted.body.credits]).toEqual([200, 4]);
  });

  it("takes a map of the front in its sixteen bits, the same bytes as of the map itself", async () => {
    const map = await sendAhead(ramp, "image/png", key, "depth_map");
    expect(map.kind).toBe("depth_map");
    const picture = await sendAhead(photo, photoType());
    const front = { engine: "figure", upload_id: picture.id, depth_map_upload_id: map.id };
    const quoted = await callApi("POST", "/api/v1/generations/quote", { key, json: front });
    expect([quoted.status, (await read(map.id)).body.last_used_at]).toEqual([200, null]);
    const named = (await make(front)).body;
    expect((await read(map.id)).body.last_used_at).not.toBeNull();
    const form = new FormData();
    form.set("engine", "figure");
    form.set("upload_id", picture.id);
    form.set("depth_map", new Blob([asBody(ramp)]), "depth.png");
    const sent = await callApi<Generation>("POST", "/api/v1/generations", { key, body: form });
    const maps = (await Promise.all([named.id, sent.body.id].map(inputOf))).map((row) => row.viewObjects);
    expect(maps.map((names) => names.map((name) => /depth-map/.test(name)))).toEqual([[true], [true]]);
    const [a, b] = await Promise.all(maps.map(([object]) => readObject(object)));
    expect([a.equals(b), a.readUInt8(24)]).toEqual([true, 16]);
    const { depth_map_url: link, normal_map_url: none } = sent.body;
    const fetched = await callApi("GET", link!.slice(link!.indexOf("/api/")), {});
    expect([none, fetched.status, fetched.headers.get("content-type")]).toEqual([null, 200, "image/png"]);
    const other = await callApi("GET", link!.slice(link!.indexOf("/api/")).replace("depth_", "normal_"), {});
    expect(other.status).not.toBe(200);
  });

  it("takes a normal map, and refuses it beside a picture of other proportions", async () => {
    const map = await sendAhead(normals, "image/png", key, "normal_map");
    const square = await encodePicture(makeScene("duck", "white", 128).raster);
    const front = { engine: "figure", normal_map_upload_id: map.id };
    const fits = await make({ ...front, image: square.toString("base64") });
    expect(fits.status, JSON.stringify(fits.body)).toBe(202);
    expect((await inputOf(fits.body.id)).viewObjects[0]).toContain("/normal-map-");
    const wide = await sharp(square).resize(256, 128, { fit: "fill" }).png().toBuffer();
    const stretched = await make({ ...front, image: wide.toString("base64") });
    expect([stretched.status, stretched.body.code, stretched.body.param]).toEqual([
      400,
      "invalid_image",
      "normal_map",
    ]);
  });

  it("moves the end of an upload on; a quote does not", async () => {
    const { id, expires_at } = await sendAhead(photo, photoType());
    later(20);
    await callApi("POST", "/api/v1/generations/quote", { key, json: { upload_id: id } });
    expect((await read(id)).body.expires_at).toBe(expires_at);
    await make({ upload_id: id });
    const { body } = await read(id);
    expect(Date.parse(body.expires_at) - Date.parse(expires_at)).toBeGreaterThan(19 * 3_600_000);
    expect(body.last_used_at).not.toBeNull();
    later(43);
    expect((await make({ upload_id: id })).status).toBe(202);
    later(68);
    expect((await make({ upload_id: id })).status).toBe(404);
  });

  it("converts and checks a mesh", async () => {
    const { id } = await sendAhead(box, "model/stl");
    const { status, body } = await callApi<Conversion>("POST", "/api/v1/conversions", {
      key,
      json: { format: "ply", upload_id: id },
    });
    expect([status, body.settings]).toEqual([202, { format: "ply", repair: true, compress: false }]);
    const row = await db().print.findUniqueOrThrow({ where: { id: body.id } });
    expect(Buffer.compare(await readObject(row.uploadObject ?? ""), box)).toBe(0);
    const form = new FormData();
    form.set("upload_id", id);
    expect((await callApi("POST", "/api/v1/print-checks", { key, body: form })).status).toBe(202);
    form.set("mesh", new Blob([asBody(box)]), "m.stl");
    const both = await callApi("POST", "/api/v1/print-checks", { key, body: form });
    expect([both.status, both.body.param]).toEqual([400, "upload_id"]);
    const encoded = await callApi("POST", "/api/v1/print-checks", { key, json: { mesh: "AAAA" } });
    expect([encoded.status, encoded.body.param]).toEqual([400, "mesh"]);
  });

  it("refuses strangers' uploads, those without bytes, the wrong kind, and more than one way", async () => {
    const other = await makeAccount();
    const theirs = await sendAhead(photo, photoType(), await makeKey(other.ctx));
    const waiting = (await announce({ content_type: "image/png", bytes: 9 })).body;
    const mesh = await sendAhead(box, "model/stl");
    const mine = await sendAhead(photo, photoType());
    const map = await sendAhead(ramp, "image/png", key, "depth_map");
    const figure = { engine: "figure", upload_id: mine.id };
    const never = "upl_0000000000000000000000";
    const cases: [object, number, string, string][] = [
      [{ upload_id: theirs.id }, 404, "not_found", "upload_id"],
      [{ upload_id: never }, 404, "not_found", "upload_id"],
      [{ upload_id: waiting.id }, 409, "conflict", "upload_id"],
      [{ upload_id: mesh.id }, 400, "invalid_request", "upload_id"],
      [{ upload_id: "upl_1" }, 400, "invalid_request", "upload_id"],
      [{ upload_id: mine.id, upload_ids: [mine.id] }, 400, "invalid_request", "upload_id"],
      [{ upload_id: mine.id, image_url: "https://shop.example/a.png" }, 400, "invalid_request", "upload_id"],
      [{ upload_id: mine.id, prompt: "a cube" }, 400, "invalid_request", "prompt"],
      [{ upload_ids: [], engine: "hull" }, 400, "invalid_request", "upload_ids"],
      [{ upload_ids: [mine.id, mine.id], engine: "hull" }, 400, "invalid_request", "upload_ids"],
      [{ upload_ids: [mine.id, never], engine: "hull" }, 404, "not_found", "upload_ids"],
      [{ upload_id: map.id }, 400, "invalid_request", "upload_id"],
      [{ ...figure, depth_map_upload_id: never }, 404, "not_found", "depth_map_upload_id"],
      [{ ...figure, depth_map_upload_id: mine.id }, 400, "invalid_request", "depth_map_upload_id"],
      [{ ...figure, normal_map_upload_id: map.id }, 400, "invalid_request", "normal_map_upload_id"],
      [
        { ...figure, depth_map_upload_id: map.id, depth_map: Buffer.from(ramp).toString("base64") },
        400,
        "invalid_request",
        "depth_map_upload_id",
      ],
      [{ upload_id: mine.id, depth_map_upload_id: map.id }, 400, "invalid_request", "depth_map"],
    ];
    const made = () => kept("").filter((name) => name.startsWith("gen_"));
    const [rows, folders] = [await db().generation.count(), made()];
    for (const [fields, status, code, param] of cases) {
      const { status: was, body } = await make(fields);
      expect([fields, was, body.code, body.param]).toEqual([fields, status, code, param]);
    }
    const answers = await Promise.all([make({ upload_id: theirs.id }), make({ upload_id: never })]);
    const bare = answers.map(({ body }) => ({ ...body, request_id: "" }));
    expect(bare[0]).toEqual(bare[1]);
    expect([await db().generation.count(), made()]).toEqual([rows, folders]);
  });
});

describe("the sweep", () => {
  it("removes what nobody used for a day, in batches, again after it was killed, and nothing else", async () => {
    const old = [await sendAhead(box, "model/stl"), await sendAhead(box, "model/stl")];
    const objects = await Promise.all(old.map(async ({ id }) => (await rowOf(id)).object ?? ""));
    later(23);
    const young = await sendAhead(box, "model/stl");
    later(24.1);
    expect((await read(old[0].id)).status).toBe(404);
    // As far as a sweep came that was killed between the object and its row.
    await db().upload.update({ where: { id: old[0].id }, data: { deletedAt: clock.now() } });
    await Promise.all([sweepUploads(1), sweepUploads(1)]);
    while ((await sweepUploads(1)) > 0);
    expect(await Promise.all(objects.map(objectExists))).toEqual([false, false]);
    const ids = [...old, young].map(({ id }) => id);
    const left = await db().upload.findMany({ where: { id: { in: ids } }, select: { id: true } });
    expect(left).toEqual([{ id: young.id }]);
  });
});
