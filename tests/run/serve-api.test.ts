import { createServer, request as send, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { apiServer, type ApiRoute, type RouteModule } from "@/lib/run/serve-api";

/** What the routes were asked, and how a stream ended. */
const seen: string[] = [];
const routes: ApiRoute[] = [
  route("/api/v1/things", {
    GET: async (request) => Response.json({ url: request.url, method: request.method }),
    POST: async (request) => Response.json({ length: (await request.text()).length }, { status: 202 }),
  }),
  route("/api/v1/things/[id]", { GET: async (_, { params }) => Response.json(await params) }),
  route("/api/v1/things/latest", { GET: async () => Response.json("named before any") }),
  route("/api/v1/things/[id]/refused", { POST: async () => new Response(null, { status: 401 }) }),
  route("/api/v1/long", { GET: async () => Response.json("x".repeat(5000)) }),
  route("/api/v1/events", { GET: async (request) => new Response(endless(request)) }),
  route("/api/[...path]", { GET: async () => Response.json("anything") }),
];

let server: Server;
let origin: string;

beforeAll(async () => {
  const serve = apiServer(routes);
  server = createServer((request, response) => {
    response.setHeader("X-Content-Type-Options", "nosniff");
    void serve(request, response).then((done) => done || response.writeHead(404).end("left to Next.js"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.closeAllConnections());

it("finds a route by its segments, a named one before any, and keeps the query", async () => {
  expect(await json("/api/v1/things?limit=2")).toEqual({
    url: `${origin}/api/v1/things?limit=2`,
    method: "GET",
  });
  expect(await json("/api/v1/things/gen_1")).toEqual({ id: "gen_1" });
  expect(await json("/api/v1/things/latest")).toBe("named before any");
});

it("leaves to Next.js what is not plainly the address of a route", async () => {
  for (const path of [
    "/",
    "/api/v1/things/",
    "/api/v1//things",
    "/api/v1/things/a%2Fb",
    "/api/other",
    "/api/v1",
  ])
    expect(await ask(path).then(({ text }) => text), path).toBe("left to Next.js");
  expect((await ask("/api/v1/things", { method: "OPTIONS" })).text).toBe("left to Next.js");
});

it("answers HEAD with what GET answers, without the body", async () => {
  const { status, headers, text } = await ask("/api/v1/long", { method: "HEAD" });
  expect([status, text]).toEqual([200, ""]);
  expect(headers["content-length"]).toBe("5002");
});

it("hands on a body that comes in pieces, and one that nobody reads does not hold the connection up", async () => {
  const body = "y".repeat(300_000);
  expect((await ask("/api/v1/things", { method: "POST", body })).text).toBe('{"length":300000}');
  expect((await ask("/api/v1/things", { method: "POST", body: "" })).text).toBe('{"length":0}');
  expect((await ask("/api/v1/things/1/refused", { method: "POST", body })).status).toBe(401);
});

it("compresses a long text for who takes that, and says that it depends", async () => {
  const plain = await ask("/api/v1/long");
  expect([plain.headers["content-encoding"], plain.headers.vary]).toEqual([undefined, "Accept-Encoding"]);
  const packed = await ask("/api/v1/long", { headers: { "Accept-Encoding": "br, gzip" } });
  expect(packed.headers).toMatchObject({ "content-encoding": "gzip", "x-content-type-options": "nosniff" });
  expect(gunzipSync(packed.bytes).toString()).toBe(plain.text);
  const refused = await ask("/api/v1/long", { headers: { "Accept-Encoding": "gzip;q=0, br" } });
  expect(refused.headers["content-encoding"]).toBeUndefined();
});

it("tells a stream that its reader went away", async () => {
  await new Promise<void>((resolve) => {
    const asked = send(`${origin}/api/v1/events`, (answer) => {
      answer.once("data", () => {
        answer.destroy();
        asked.destroy();
      });
      answer.once("close", () => resolve());
    });
    asked.on("error", () => undefined).end();
  });
  await expect.poll(() => seen).toEqual(expect.arrayContaining(["aborted", "cancelled"]));
});

function route(address: string, module: RouteModule): ApiRoute {
  return { address, load: () => Promise.resolve(module) };
}

function endless(request: Request): ReadableStream<Uint8Array> {
  request.signal.addEventListener("abort", () => seen.push("aborted"));
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\n")),
    cancel: () => void seen.push("cancelled"),
  });
}

const json = async (path: string): Promise<unknown> => JSON.parse((await ask(path)).text);

interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
}

/** By Node's own client, which neither unpacks nor tidies up addresses. */
function ask(
  path: string,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = send(origin, { path, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes, text: bytes.toString() });
      });
    });
    asked.on("error", reject).end(body);
  });
}
