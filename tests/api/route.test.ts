import { Readable } from "node:stream";
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { refuse, refuseUnknown, route } from "@/lib/api";
import { flushRequestLog } from "@/lib/api/request-log";
import { resetLimits } from "@/lib/api/rate-limit";
import { clock } from "@/lib/core/clock";
import { contract } from "@/lib/core/contract";
import { AppError } from "@/lib/core/errors";
import { databasePool, db } from "@/lib/db";
import { makeKey } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

/** A small call with every kind of input, so that the order of things can be watched without a domain behind it. */
const echo = contract({
  id: "test.echo",
  method: "POST",
  path: "/api/v1/echo/{id}",
  summary: "Echo",
  access: "generate",
  counted: true,
  params: z.object({ id: z.string().regex(/^gen_/) }),
  query: z.strictObject({ times: z.int().min(1).max(3).default(1) }),
  body: {
    schema: z.strictObject({
      text: z.string().max(20),
      count: z.int().optional(),
      formats: z.array(z.string()).optional(),
    }),
    accepts: ["application/json", "multipart/form-data", "application/x-www-form-urlencoded"],
    files: { image: 1 },
    maxBytes: 2 * 1024 * 1024,
  },
  output: z.object({ text: z.string(), sizeBytes: z.int() }),
  status: 202,
  errors: [],
});
const POST = route(echo, async ({ body, query, files, reply }) => {
  if (body.text === "fail") throw new Error("the password is hunter2");
  if (body.text === "poor")
    throw new AppError("insufficient_credits", "Too poor.", { creditsRequired: 4, creditsAvailable: 1 });
  reply.creditsUsed = 4;
  return {
    text: body.text.repeat(query.times),
    sizeBytes: files.image?.[0].byteLength ?? 0,
    secret: "dropped",
  };
});
const file = contract({
  id: "test.file",
  method: "GET",
  path: "/api/v1/file",
  summary: "File",
  access: "signed",
  output: "bytes",
  status: 200,
  errors: [],
});
const opened: Readable[] = [];
const GET = route(file, async ({ request }) => {
  // One that never ends by itself shows whether it is closed.
  const stream =
    request.method === "HEAD" ? new Readable({ read() {} }) : Readable.from([Buffer.from("solid")]);
  opened.push(stream);
  return { stream, sizeBytes: 5, contentType: "model/stl", fileName: 'a"b\r\n.stl' };
});

let account: TestAccount;
let live: string;
let test: string;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount();
  live = await makeKey(account.ctx);
  test = await makeKey(account.ctx, { test: true });
});
beforeEach(resetLimits);
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});

interface Options {
  headers?: Record<string, string>;
  body?: BodyInit;
  address?: string;
  id?: string;
}

async function post({ headers = {}, body = '{"text":"hi"}', address = "", id = "gen_1" }: Options = {}) {
  const type: Record<string, string> = typeof body === "string" ? { "Content-Type": "application/json" } : {};
  const request = new Request(`http://localhost/api/v1/echo/gen_1${address}`, {
    method: "POST",
    headers: { "X-API-Key": live, ...type, ...headers },
    body,
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
  const response = await POST(request, { params: Promise.resolve({ id }) });
  return { response, body: (await response.json()) as Record<string, unknown> };
}

describe("works", () => {
  it("hands the verb what the schemas made, and sends what the output schema lets through", async () => {
    const { response, body } = await post({ address: "?times=2" });
    expect(response.status).toBe(202);
    expect(body).toEqual({ text: "hihi", sizeBytes: 0 });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "no-store",
      "content-type": "application/json",
      "x-content-type-options": "nosniff",
      "ratelimit-policy": '"minute";q=50;w=60, "day";q=10000;w=86400',
      ratelimit: expect.stringMatching(/^"minute";r=49;t=2, "day";r=9999;t=\d+$/),
    });
    expect(response.headers.get("x-request-id")).toMatch(/^req_[0-9A-Za-z]{22}$/);
    expect(response.headers.get("set-cookie")).toBeNull();
  });

  it("reads a form's numbers from text and a file's bytes", async () => {
    const form = new FormData();
    form.append("text", "form");
    form.append("count", "20");
    form.append("image", new Blob(["12345"]), "x.png");
    expect((await post({ body: form })).body).toEqual({ text: "form", sizeBytes: 5 });
    expect((await post({ body: new URLSearchParams({ text: "url", count: "5.0" }) })).body).toMatchObject({
      text: "url",
    });
  });

  it.each(["Bearer", "bearer"])(
    "takes the key from Authorization: %s, or the same in both headers",
    async (scheme) => {
      const { response } = await post({ headers: { Authorization: `${scheme} ${live}` } });
      expect(response.status).toBe(202);
    },
  );

  it("streams a file under a name that cannot break the header", async () => {
    const response = await GET(new Request("http://localhost/api/v1/file"), { params: Promise.resolve({}) });
    expect(await response.text()).toBe("solid");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "model/stl",
      "content-length": "5",
      "content-disposition": 'attachment; filename="a_b__.stl"',
      "cache-control": "private, max-age=300",
      "x-content-type-options": "nosniff",
    });
  });

  it("answers HEAD with the headers alone and closes the file", async () => {
    const request = new Request("http://localhost/api/v1/file", { method: "HEAD" });
    const response = await GET(request, { params: Promise.resolve({}) });
    expect([response.status, response.headers.get("content-length"), response.body]).toEqual([
      200,
      "5",
      null,
    ]);
    await expect.poll(() => opened.at(-1)?.destroyed).toBe(true);
  });

  it("row 5: logs a call as one row, with neither body nor key", async () => {
    const { response } = await post();
    await flushRequestLog();
    const row = await db().apiRequest.findFirstOrThrow({
      where: { id: response.headers.get("x-request-id") ?? "" },
    });
    expect(row).toMatchObject({
      organizationId: account.organizationId,
      method: "POST",
      endpoint: "/api/v1/echo/{id}",
      statusCode: 202,
      creditsUsed: 4,
      generationId: "gen_1",
    });
  });
});

describe("refuses", () => {
  const depth = '{"a":'.repeat(10_000) + "1" + "}".repeat(10_000);
  it.each<[string, Options, number, string]>([
    ["no key", { headers: { "X-API-Key": "" } }, 401, "unauthenticated"],
    [
      "a password instead of a key",
      { headers: { "X-API-Key": "", Authorization: "Basic YTpi" } },
      401,
      "unauthenticated",
    ],
    [
      "two different keys",
      { headers: { Authorization: "Bearer pp_live_other" } },
      400,
      "conflicting_credentials",
    ],
    ["9 KB of address", { address: `?times=${"1".repeat(9000)}` }, 414, "uri_too_long"],
    [
      "a live key from a foreign page",
      { headers: { Origin: "https://evil.example" } },
      403,
      "origin_not_allowed",
    ],
    ["a live key from a sandboxed page", { headers: { Origin: "null" } }, 403, "origin_not_allowed"],
    ["broken JSON", { body: '{"text":' }, 400, "invalid_json"],
    ["no body", { body: "" }, 400, "invalid_json"],
    ["an array", { body: "[]" }, 400, "invalid_request"],
    ["a scalar", { body: "3" }, 400, "invalid_request"],
    ["depth 10,000", { body: depth }, 400, "invalid_json"],
    ["2 MB of JSON", { body: `{"text":"${"x".repeat(2_000_000)}"}` }, 413, "payload_too_large"],
    ["a name twice", { body: '{"text":"a","text":"b"}' }, 400, "invalid_json"],
    ["__proto__", { body: '{"text":"a","__proto__":{}}' }, 400, "invalid_json"],
    ["unknown fields", { body: '{"text":"a","credits_used":0}' }, 400, "invalid_request"],
    ["a number as text in JSON", { body: '{"text":"a","count":"20"}' }, 400, "invalid_request"],
    ["NaN", { body: '{"text":"a","count":NaN}' }, 400, "invalid_json"],
    ["1e309", { body: '{"text":"a","count":1e309}' }, 400, "invalid_request"],
    ["2^53+1", { body: '{"text":"a","count":9007199254740993}' }, 400, "invalid_request"],
    ["NUL", { body: '{"text":"a\\u0000"}' }, 400, "invalid_request"],
    ["half a surrogate pair", { body: '{"text":"\\ud800"}' }, 400, "invalid_request"],
    ["XML wanted", { headers: { Accept: "application/xml" } }, 406, "not_acceptable"],
    ["text/plain", { headers: { "Content-Type": "text/plain" } }, 415, "unsupported_media_type"],
    [
      "another charset",
      { headers: { "Content-Type": "application/json; charset=utf-16" } },
      415,
      "unsupported_media_type",
    ],
    ["gzip", { headers: { "Content-Encoding": "gzip" } }, 415, "unsupported_media_type"],
    ["a query out of bounds", { address: "?times=4" }, 400, "invalid_request"],
    ["a query twice", { address: "?times=1&times=2" }, 400, "invalid_request"],
    ["an unknown query", { address: "?pages=1" }, 400, "invalid_request"],
    [
      "a multipart body without boundary",
      { headers: { "Content-Type": "multipart/form-data" } },
      400,
      "invalid_request",
    ],
    ["a path that names nothing", { id: "../x" }, 404, "not_found"],
    ["too few credits", { body: '{"text":"poor"}' }, 402, "insufficient_credits"],
  ])("%s", async (_name, options, status, code) => {
    const { response, body } = await post(options);
    expect([response.status, body.code, body.status]).toEqual([status, code, status]);
    expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(body.request_id).toBe(response.headers.get("x-request-id"));
    expect(body).toMatchObject({
      type: `http://localhost:3000/docs/errors#${code}`,
      detail: body.message,
      error: body.title,
      instance: "/api/v1/echo/gen_1",
    });
    expect(JSON.stringify(body)).not.toMatch(/\.ts|node_modules|at \w+ \(/);
    expect(response.headers.has("www-authenticate")).toBe(status === 401);
  });

  it("names every wrong field", async () => {
    const { body } = await post({ body: '{"text":7,"count":1.5,"x":1}' });
    expect(body.param).toBe("text");
    expect(Object.keys(body.errors as object)).toEqual(["text", "count", "x"]);
  });

  it("files that are two, empty, unknown, or no file at all", async () => {
    const send = async (...parts: [string, string | Blob][]) => {
      const form = new FormData();
      form.append("text", "a");
      for (const [name, value] of parts)
        if (typeof value === "string") form.append(name, value);
        else form.append(name, value, "f");
      const { response, body } = await post({ body: form });
      return [response.status, body.code, body.param];
    };
    const some = new Blob(["x"]);
    expect(await send(["image", some], ["image", some])).toEqual([400, "invalid_request", "image"]);
    expect(await send(["image", new Blob([])])).toEqual([400, "invalid_request", "image"]);
    expect(await send(["photo", some])).toEqual([400, "invalid_request", "photo"]);
    expect(await send(["image", "text"])).toEqual([400, "invalid_request", "image"]);
  });

  it("a picture that is declared as another kind", async () => {
    const form = new FormData();
    form.append("text", "a");
    form.append("image", new Blob(["\u0089PNG"], { type: "image/png" }), "f");
    expect((await post({ body: form })).response.status).toBe(202);
    form.set("image", new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)], { type: "image/png" }), "f");
    const { response, body } = await post({ body: form });
    expect([response.status, body.code, body.param]).toEqual([415, "unsupported_media_type", "image"]);
  });

  it("a body over the cap, declared or chunked", async () => {
    const bytes = new Uint8Array(3 * 1024 * 1024);
    const type = { "Content-Type": "multipart/form-data; boundary=x" };
    expect((await post({ body: bytes, headers: type })).response.status).toBe(413);
    expect((await post({ body: new Blob([bytes]).stream(), headers: type })).response.status).toBe(413);
  });

  it("credits beyond the balance, with what is needed and there", async () => {
    expect((await post({ body: '{"text":"poor"}' })).body).toMatchObject({
      credits_required: 4,
      credits_available: 1,
    });
  });

  it("to tell what went wrong inside", async () => {
    const { response, body } = await post({ body: '{"text":"fail"}' });
    expect([response.status, body.code]).toEqual([500, "internal_error"]);
    expect(JSON.stringify(body)).not.toContain("hunter2");
  });
});

describe("limits", () => {
  it("cost a counted call one query, and a poll none, once the key is known", async () => {
    const poll = route({ ...echo, id: "test.poll", counted: false }, async () => ({
      text: "",
      sizeBytes: 0,
    }));
    const send = async () => {
      const headers = { "X-API-Key": live, "Content-Type": "application/json" };
      const request = new Request("http://localhost/api/v1/echo/gen_1", {
        method: "POST",
        headers,
        body: '{"text":""}',
      });
      return (await poll(request, { params: Promise.resolve({ id: "gen_1" }) })).status;
    };
    await post();
    const queries = vi.spyOn(databasePool(), "query");
    // What is written down of earlier requests goes out together, whenever its second is over.
    const asked = () =>
      queries.mock.calls.filter(([query]) => (query as { name?: string }).name !== "record-requests").length;
    const looked = vi.spyOn(db().apiKey, "findUnique");
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    expect(await send()).toBe(202);
    expect([asked(), looked.mock.calls.length]).toEqual([0, 0]);
    await post();
    expect([asked(), looked.mock.calls.length]).toEqual([1, 0]);
  });

  it("50 requests a minute and key, before the body is read, with Retry-After in both places", async () => {
    const now = new Date("2026-03-14T12:00:00Z");
    clock.now = () => now;
    for (let index = 0; index < 50; index++) expect((await post()).response.status).toBe(202);
    const stream = new Blob(["x"]).stream();
    const { response, body } = await post({ body: stream, headers: { "Content-Type": "text/plain" } });
    expect([response.status, body.code, body.retry_after]).toEqual([429, "rate_limited", 2]);
    expect(response.headers.get("retry-after")).toBe("2");
    expect(response.headers.get("ratelimit")).toMatch(/^"minute";r=0;t=60, "day";r=9950;t=43200$/);
    clock.now = () => new Date(now.getTime() + 1_300);
    expect((await post()).response.status).toBe(202);
  });

  it("refused keys of one address, and no other's", async () => {
    const send = (address: string) =>
      post({ headers: { "X-API-Key": "pp_live_wrong", "X-Forwarded-For": address } });
    clock.now = () => new Date("2026-03-14T12:00:00Z");
    for (let index = 0; index < 300; index++) await send("203.0.113.9");
    const { response, body } = await send("203.0.113.9");
    expect([response.status, body.code]).toEqual([429, "too_many_attempts"]);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await send("203.0.113.10")).response.status).toBe(401);
  });
});

describe("other origins", () => {
  it("may read what a test key gets and never what a live key gets", async () => {
    const foreign = { Origin: "https://shop.example" };
    const { response } = await post({ headers: { ...foreign, "X-API-Key": test } });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.has("access-control-allow-credentials")).toBe(false);
    expect((await post()).response.headers.has("access-control-allow-origin")).toBe(false);
    expect((await post({ headers: { Origin: "http://localhost:3000" } })).response.status).toBe(202);
  });

  it("may send a live key that names them, and then read its answer, no other's", async () => {
    const key = await makeKey(account.ctx, { allowed_origins: ["https://shop.example"] });
    const from = async (Origin: string) => (await post({ headers: { Origin, "X-API-Key": key } })).response;
    const named = await from("https://shop.example");
    expect([
      named.status,
      named.headers.get("access-control-allow-origin"),
      named.headers.get("vary"),
    ]).toEqual([202, "https://shop.example", "Origin"]);
    for (const other of ["https://shop.example:444", "http://shop.example", "https://a.shop.example"])
      expect((await from(other)).status).toBe(403);
  });

  it("learn from OPTIONS what an address offers", async () => {
    const response = await refuse(GET).OPTIONS(new Request("http://localhost/", { method: "OPTIONS" }));
    expect([response.status, response.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
    expect(response.headers.get("access-control-allow-headers")).toContain("X-API-Key");
  });
});

describe("what is not offered", () => {
  it("is a 405 with Allow", async () => {
    const response = await refuse(POST).GET(new Request("http://localhost/api/v1/echo/gen_1"));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    expect(await response.json()).toMatchObject({
      code: "method_not_allowed",
      instance: "/api/v1/echo/gen_1",
    });
  });

  it("is a 404 where there is no such address", async () => {
    const response = await refuseUnknown(new Request("http://localhost/api/v2/x?y=z"));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "not_found", instance: "/api/v2/x" });
  });
});
