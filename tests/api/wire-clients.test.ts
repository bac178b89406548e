import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { makeKey } from "../support/call-api";
import { makeAccount } from "../support/make-account";
import { enterDatabase, sharedPortal } from "../support/portal";
import { vasePhoto } from "../support/vase-photo";
// Closes the connection to the portal's database when the file ends.
import "../support/database";

/**
 * A program that knows the published clients and nothing else of ours: it sends byte for byte what they send, to a
 * running portal with a worker, and reads what they read.
 */
let url: string;
let key: string;
let photo: Uint8Array;
beforeAll(async () => {
  const portal = await sharedPortal();
  url = portal.url;
  enterDatabase(portal);
  key = await makeKey((await makeAccount({ credits: 100 })).ctx, { name: "Clients" });
  photo = await vasePhoto();
  // The first file of a run that asks for the portal also builds it.
}, 400_000);

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
  json: Record<string, unknown>;
}

/** `requests` as the Python client uses it. Raises, like it, on any success but 200 and 202. */
async function python(method: string, address: string, body?: Buffer, type?: string): Promise<Answer> {
  const headers: Record<string, string> = {
    "X-API-Key": key,
    "User-Agent": "printpal-python/1.0.0",
    "Accept-Encoding": "gzip, deflate",
    Accept: "*/*",
    ...(type && { "Content-Type": type }),
    ...(body && { "Content-Length": String(body.length) }),
  };
  const answer = await send(method, url + address, headers, body);
  if (![200, 202].includes(answer.status) && answer.status < 300)
    throw new Error(`Python raises on ${answer.status}`);
  return answer;
}

/** A multipart body as urllib3 writes it: no Content-Type on a part, a boundary of 32 hexadecimal digits. */
function pythonForm(fields: Record<string, string>, image: Uint8Array): { body: Buffer; type: string } {
  const boundary = randomBytes(16).toString("hex");
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="image"; filename="vase.jpg"\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(parts.join("") + head),
    image,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { body, type: `multipart/form-data; boundary=${boundary}` };
}

/** `fetch` as the JavaScript client uses it: a JSON type even on GET, the form's own on an upload. */
async function javascript(method: string, address: string, form?: FormData): Promise<Answer> {
  const type: Record<string, string> = form ? {} : { "Content-Type": "application/json" };
  const response = await fetch(url + address, { method, headers: { "X-API-Key": key, ...type }, body: form });
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    bytes,
    json: parse(bytes),
  };
}

function send(
  method: string,
  address: string,
  headers: Record<string, string>,
  body?: Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(address, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const zipped = response.headers["content-encoding"] === "gzip";
        const bytes = zipped ? gunzipSync(Buffer.concat(chunks)) : Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, json: parse(bytes) });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

function parse(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

type Client = (method: string, address: string) => Promise<Answer>;

/** Polls as both clients do, only faster, until the end that they know. */
async function waitFor(client: Client, uid: string): Promise<Record<string, unknown>> {
  for (let polls = 0; polls < 150; polls++) {
    const { status, json } = await client("GET", `/api/generate/${uid}/status`);
    expect(status).toBe(200);
    if (json.status === "completed" || json.status === "failed") return json;
    expect(["pending", "processing"]).toContain(json.status);
    await sleep(200);
  }
  throw new Error(`${uid} did not finish.`);
}

/** The download as both clients do it: ask for the address, then fetch that without a key. */
async function download(client: Client, uid: string): Promise<{ format: unknown; bytes: Buffer }> {
  const { status, json } = await client("GET", `/api/generate/${uid}/download`);
  expect([status, json.generation_uid, json.expires_in]).toEqual([200, uid, 3600]);
  const file = await send("GET", String(json.download_url), {});
  expect(file.status).toBe(200);
  return { format: json.format, bytes: file.bytes };
}

const triangles = (stl: Buffer): number => stl.readUInt32LE(80);

describe("the Python client", () => {
  it("turns a picture into an STL", async () => {
    const { body, type } = pythonForm(
      {
        quality: "default",
        format: "stl",
        num_inference_steps: "20",
        guidance_scale: "5.0",
        octree_resolution: "256",
      },
      photo,
    );
    const { status, json } = await python("POST", "/api/generate", body, type);
    expect(status).toBe(202);
    expect(json).toMatchObject({ status: "pending", quality: "default", credits_used: 4 });
    for (const name of ["credits_used", "credits_remaining", "estimated_time_seconds"])
      expect(Number.isInteger(json[name]), name).toBe(true);
    const uid = String(json.generation_uid);
    const followed = await send("GET", String(json.status_url), { "X-API-Key": key });
    expect([followed.status, followed.json.generation_uid]).toEqual([200, uid]);
    const early = await send("GET", String(json.download_url), { "X-API-Key": key });
    expect([200, 400]).toContain(early.status);
    expect((await waitFor(python, uid)).status).toBe("completed");
    const { format, bytes } = await download(python, uid);
    expect(format).toBe("stl");
    expect(triangles(bytes)).toBeGreaterThan(1000);
    expect(bytes.length).toBe(84 + 50 * triangles(bytes));
  });

  it("turns a prompt, urlencoded, into a GLB", async () => {
    const form =
      "prompt=a+tall+vase&quality=default&format=glb&num_inference_steps=20&guidance_scale=5.0&octree_resolution=256";
    const { status, json } = await python(
      "POST",
      "/api/generate",
      Buffer.from(form),
      "application/x-www-form-urlencoded",
    );
    expect(status).toBe(202);
    const uid = String(json.generation_uid);
    expect((await waitFor(python, uid)).status).toBe("completed");
    expect((await download(python, uid)).bytes.subarray(0, 4).toString()).toBe("glTF");
  });

  it("reads credits, pricing, usage and health", async () => {
    const { json: credits } = await python("GET", "/api/credits");
    expect([
      Number.isInteger(credits.credits),
      Number.isInteger(credits.user_id),
      typeof credits.username,
    ]).toEqual([true, true, "string"]);
    const { json: pricing } = await python("GET", "/api/pricing");
    expect(pricing).toMatchObject({
      credits: { super: { cost: 20 }, superplus_texture: { cost: 50 } },
      rate_limits: { requests_per_minute: 50, requests_per_day: 10_000, concurrent_generations: 5 },
    });
    const { json: usage } = await python("GET", "/api/usage");
    expect(usage).toMatchObject({
      api_key: { name: "Clients" },
      user: { credits_remaining: expect.any(Number) },
    });
    const { json: health } = await python("GET", "/api/health");
    expect(health).toMatchObject({ status: "healthy", version: expect.any(String) });
  });

  it("reads why a call failed, with a status it knows", async () => {
    const { body, type } = pythonForm({ quality: "high", format: "fbx" }, photo);
    const fbx = await python("POST", "/api/generate", body, type);
    expect([fbx.status, fbx.json.code]).toEqual([400, "unsupported_format"]);
    const unknown = await python("GET", "/api/generate/gen_0000000000000000000000/status");
    expect([unknown.status, unknown.json.code]).toEqual([404, "not_found"]);
    const stranger = await send("GET", `${url}/api/credits`, { "X-API-Key": "pp_live_nobody" });
    expect([stranger.status, typeof stranger.json.message]).toEqual([401, "string"]);
    const poor = await makeKey((await makeAccount({ credits: 3 })).ctx);
    const dear = pythonForm({ quality: "super", format: "stl" }, photo);
    const { status, json } = await send(
      "POST",
      `${url}/api/generate`,
      { "X-API-Key": poor, "Content-Type": dear.type, "Content-Length": String(dear.body.length) },
      dear.body,
    );
    expect([status, json.credits_required, json.credits_available]).toEqual([402, 20, 3]);
  });
});

describe("the JavaScript client", () => {
  const form = (fields: Record<string, string>, image?: Uint8Array) => {
    const body = new FormData();
    if (image) body.append("image", new Blob([image as Uint8Array<ArrayBuffer>]), "vase.jpg");
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return body;
  };
  const parameters = { num_inference_steps: "20", guidance_scale: "5", octree_resolution: "256" };

  it("turns a picture into a PLY", async () => {
    const { status, json } = await javascript(
      "POST",
      "/api/generate",
      form({ quality: "default", format: "ply", ...parameters }, photo),
    );
    expect(status).toBe(202);
    const uid = String(json.generation_uid);
    expect((await waitFor(javascript, uid)).status).toBe("completed");
    expect((await download(javascript, uid)).bytes.subarray(0, 3).toString()).toBe("ply");
  });

  it("turns a prompt, multipart, into an OBJ", async () => {
    const { status, json } = await javascript(
      "POST",
      "/api/generate",
      form({ prompt: "a cube", quality: "default", format: "obj", ...parameters }),
    );
    expect(status).toBe(202);
    const uid = String(json.generation_uid);
    expect((await waitFor(javascript, uid)).status).toBe("completed");
    const { format, bytes } = await download(javascript, uid);
    expect([format, /^v /m.test(bytes.toString())]).toEqual(["obj", true]);
  });

  it("reads prices, credits and usage in its own spelling", async () => {
    const { json: pricing } = await javascript("GET", "/api/pricing");
    expect(pricing).toMatchObject({
      credits: { super_generation: { cost: 20 } },
      supportedFormats: expect.arrayContaining(["stl"]),
    });
    expect((await javascript("GET", "/api/credits")).json).toMatchObject({
      credits: expect.any(Number),
      userId: expect.any(Number),
    });
    const { json: usage } = await javascript("GET", "/api/usage");
    expect(usage).toMatchObject({
      apiKey: { totalRequests: expect.any(Number) },
      recentRequests: expect.any(Array),
    });
  });

  it("reads errors by field", async () => {
    const { status, json } = await javascript(
      "POST",
      "/api/generate",
      form({ quality: "high", num_inference_steps: "51" }, photo),
    );
    expect([status, json.errors]).toEqual([400, { num_inference_steps: [expect.any(String)] }]);
  });
});

describe("over the wire", () => {
  const problem = ({ status, json, headers }: Answer) => [status, json.code, headers["content-type"]];
  const type = "application/problem+json; charset=utf-8";
  const multipart = { "X-API-Key": "", "Content-Type": "multipart/form-data; boundary=x" };
  const large = Buffer.alloc(22 * 1024 * 1024);

  it("21 MB and more are refused early, declared or chunked", async () => {
    const headers = { ...multipart, "X-API-Key": key };
    const declared = await send(
      "POST",
      `${url}/api/generate`,
      { ...headers, "Content-Length": String(large.length) },
      large,
    );
    expect(problem(declared)).toEqual([413, "payload_too_large", type]);
    const chunked = await send(
      "POST",
      `${url}/api/generate`,
      { ...headers, "Transfer-Encoding": "chunked" },
      large,
    );
    expect(problem(chunked)).toEqual([413, "payload_too_large", type]);
  });

  it("methods and addresses that are not offered are problems too", async () => {
    expect(problem(await send("PUT", `${url}/api/generate`, {}))).toEqual([405, "method_not_allowed", type]);
    expect(problem(await send("GET", `${url}/api/nothing/here`, {}))).toEqual([404, "not_found", type]);
    const head = await send("HEAD", `${url}/api/health`, {});
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    const options = await send("OPTIONS", `${url}/api/generate`, {});
    expect([options.status, options.headers.allow]).toEqual([204, "POST, OPTIONS"]);
  });

  it("a method-override header changes nothing", async () => {
    const headers = { "X-API-Key": key, "X-HTTP-Method-Override": "DELETE" };
    expect((await send("GET", `${url}/api/credits`, headers)).status).toBe(200);
  });

  it("9 KB of address and 32 KB of headers are refused", async () => {
    expect((await send("GET", `${url}/api/health?x=${"a".repeat(9000)}`, {})).status).toBe(414);
    expect((await send("GET", `${url}/api/health`, { "X-Long": "a".repeat(32_000) })).status).toBe(431);
  });
});
