import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { overrideEnv } from "@/lib/core/env";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import type { Generation } from "@/lib/generations/schema";
import { readObject } from "@/lib/storage";
import { callApi, makeKey } from "@/tests/support/call-api";
import { freshDatabase } from "@/tests/support/database";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";
import { drawBallNormals } from "@/tests/support/draw-normals";
import { encodePicture, makeScene } from "@/tests/support/make-pictures";
import { vasePhoto } from "@/tests/support/vase-photo";

let owner: TestAccount;
let key: string;
let photo: string;
let server: http.Server;
let at: string;
beforeAll(async () => {
  await freshDatabase();
  const bytes = Buffer.from(await vasePhoto());
  photo = bytes.toString("base64");
  server = http.createServer((request, response) => {
    if (request.url === "/photo") response.end(bytes);
    else if (request.url === "/moved") response.writeHead(302, { location: "/photo" }).end();
    else if (request.url === "/inside")
      response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    else if (request.url === "/page") response.end("<html>no picture</html>");
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(async () => {
  await resetLimits();
  owner = await makeAccount({ credits: 10 });
  key = await makeKey(owner.ctx);
  overrideEnv({ outboundAllowedNetworks: ["127.0.0.1/32"] });
});

const create = (json: object) => callApi<Generation>("POST", "/api/v1/generations", { key, json });
const refuse = async (json: object) => {
  const { status, body } = await callApi("POST", "/api/v1/generations", { key, json });
  expect(await db().generation.count({ where: { organizationId: owner.organizationId } })).toBe(0);
  expect(await getBalance(owner.organizationId)).toBe(10);
  return [status, body.code, body.param];
};
/** The cleaned picture that was kept. */
const kept = async (id: string) => {
  const { inputObject } = await db().generation.findUniqueOrThrow({ where: { id } });
  return Buffer.from(await readObject(inputObject ?? ""));
};

describe("a picture in JSON", () => {
  it("is taken as base64 and as a data URI, like the same picture in a form", async () => {
    const plain = await create({ image: photo });
    const uri = await create({ image: `data:image/jpeg;base64,${photo}` });
    expect([plain.status, uri.status]).toEqual([202, 202]);
    const form = new FormData();
    form.set("image", new Blob([new Uint8Array(Buffer.from(photo, "base64"))]), "p");
    owner = await makeAccount();
    key = await makeKey(owner.ctx);
    const { body } = await callApi<Generation>("POST", "/api/v1/generations", { key, body: form });
    const pictures = await Promise.all([plain.body.id, uri.body.id, body.id].map(kept));
    expect(pictures.every((picture) => picture.equals(pictures[0]))).toBe(true);
  });

  it("may be several views, and come with a map of depths or normals", async () => {
    const views = await create({ engine: "hull", image: [photo, photo, photo] });
    expect(views.status).toBe(202);
    const row = await db().generation.findUniqueOrThrow({ where: { id: views.body.id } });
    expect(row.viewObjects).toHaveLength(2);
    const deep = await create({ engine: "figure", image: photo, depth_map: photo });
    expect(deep.status).toBe(202);
    const normals = (await encodePicture(drawBallNormals())).toString("base64");
    const square = (await encodePicture(makeScene("duck", "white", 128).raster)).toString("base64");
    owner = await makeAccount();
    key = await makeKey(owner.ctx);
    const { status, body } = await create({ engine: "figure", image: square, normal_map: normals });
    expect([status, body.engine_requested]).toEqual([202, "figure"]);
  });

  it("may be large", async () => {
    const large = Buffer.concat([Buffer.from(photo, "base64"), Buffer.alloc(12 * 1024 * 1024)]).toString(
      "base64",
    );
    expect((await create({ image: large })).status).toBe(202);
  });

  it.each([
    [{ image: "%%%" }, "invalid_request", "image"],
    [{ image: 7 }, "invalid_request", "image"],
    [{ image: "" }, "invalid_request", "image"],
    [{ image: [] }, "invalid_request", "image"],
    [{ image: "data:text/plain,hello" }, "invalid_request", "image"],
    [{ image: Buffer.from("no picture at all").toString("base64") }, "invalid_image", "image"],
    [{ normal_map: ["AAAA", "AAAA"] }, "invalid_request", "normal_map"],
    [{ depth_map: ["AAAA", "AAAA"] }, "invalid_request", "depth_map"],
  ])("is refused where it is none: %j", async (json, code, param) => {
    expect(await refuse(json)).toEqual([400, code, param]);
  });

  it("is refused where its data URI says another kind, or the rest of the body is large", async () => {
    expect((await refuse({ image: `data:image/png;base64,${photo}` })).slice(0, 2)).toEqual([
      415,
      "unsupported_media_type",
    ]);
    expect((await refuse({ prompt: "x".repeat(2 * 1024 * 1024) })).slice(0, 2)).toEqual([
      413,
      "payload_too_large",
    ]);
  });
});

describe("a picture by its address", () => {
  it("is fetched, over a redirect as well, from JSON and from a form", async () => {
    const [json, moved] = [
      await create({ image_url: `${at}/photo` }),
      await create({ image_url: `${at}/moved` }),
    ];
    expect([json.status, moved.status]).toEqual([202, 202]);
    expect((await kept(json.body.id)).equals(await kept(moved.body.id))).toBe(true);
    owner = await makeAccount();
    key = await makeKey(owner.ctx);
    const body = new URLSearchParams({ image_url: `${at}/photo` });
    const form = new FormData();
    for (const [name, value] of body) form.set(name, value);
    expect((await callApi("POST", "/api/v1/generations", { key, body: form })).status).toBe(202);
  });

  it.each([
    ["/nothing", "image_not_fetched", "image_url"],
    ["/inside", "address_refused", "image_url"],
    ["/page", "invalid_image", "image"],
  ])("is refused where %s answers", async (path, code, param) => {
    expect(await refuse({ image_url: `${at}${path}` })).toEqual([400, code, param]);
  });

  it("is refused in a private network, without asking, and beside a picture", async () => {
    overrideEnv({ outboundAllowedNetworks: [] });
    expect(await refuse({ image_url: `${at}/photo` })).toEqual([400, "address_refused", "image_url"]);
    expect(await refuse({ image_url: "https://8.8.8.8/", image: photo })).toEqual([
      400,
      "invalid_request",
      "image_url",
    ]);
    expect(await refuse({ image_url: "file:///etc/passwd" })).toEqual([400, "invalid_request", "image_url"]);
    expect(await refuse({ image_url: "https://8.8.8.8/", prompt: "a cube" })).toEqual([
      400,
      "invalid_request",
      "prompt",
    ]);
  });
});
