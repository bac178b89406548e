import { readFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { format } from "prettier";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { writeClient } from "@/lib/api/client/write-client";
import { buildOpenApi } from "@/lib/api/openapi";
import { signBody } from "@/lib/webhooks/sign-body";
import manifest from "@/package.json";
import { PrintPal, PrintPalError, verifyWebhook } from "@/public/client/printpal";
import { makeKey } from "../support/call-api";
import { makeAccount } from "../support/make-account";
import { enterDatabase, sharedPortal } from "../support/portal";
import { root } from "../support/source-files";
import { vasePhoto } from "../support/vase-photo";
// Closes the connection to the portal's database when the file ends.
import "../support/database";

const text = (file: string) => readFileSync(path.join(root, file), "utf8");
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => new PrintPalError("none", "It was answered"),
    (error: PrintPalError) => error,
  );

it("is the one that follows from the contracts; npm run openapi writes it anew", async () => {
  const source = writeClient(buildOpenApi(manifest.version), text("lib/api/client/runtime.ts"));
  const formatted = await format(source, { parser: "typescript", printWidth: 110 });
  expect(text("public/client/printpal.ts")).toBe(formatted);
});

describe("with a running portal", () => {
  let client: PrintPal;
  beforeAll(async () => {
    const portal = await sharedPortal();
    enterDatabase(portal);
    const apiKey = await makeKey((await makeAccount({ credits: 100 })).ctx, { test: true });
    client = new PrintPal({ apiKey, baseUrl: portal.url });
    // The first file of a run that asks for the portal also builds it.
  }, 400_000);

  it("makes a model from a picture, waits for it and fetches it", async () => {
    const made = await client.generations.create({
      image: await vasePhoto(),
      formats: ["stl", "glb"],
      metadata: { order: "A-17" },
      figure: { depth_ratio: 0.8 },
    });
    const done = await client.generations.wait(made.id);
    expect(done).toMatchObject({
      status: "completed",
      metadata: { order: "A-17" },
      settings: { figure: { depth_ratio: 0.8 } },
      report: { watertight: true, manifold: true },
    });
    const stl = await client.generations.file(made.id, "stl");
    expect((await stl.arrayBuffer()).byteLength).toBe(
      done.files.find((one) => one.format === "stl")?.size_bytes,
    );
    const { data } = await client.generations.list({ limit: 1, status: "completed" });
    expect(data.map(({ id }) => id)).toEqual([made.id]);
  });

  it("tells a refusal by its code, field and request", async () => {
    const error = await refusal(client.generations.create({ prompt: "a cube", size_mm: 5000 }));
    expect(error).toBeInstanceOf(PrintPalError);
    expect(error).toMatchObject({ code: "invalid_request", details: { status: 400, param: "size_mm" } });
    expect(error.details.requestId).toMatch(/^req_/);
    const gone = await refusal(client.generations.wait("gen_0000000000000000000000"));
    expect(gone.code).toBe("not_found");
  });
});

describe("with a server that misbehaves", () => {
  let server: http.Server;
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  /** Answers by turns, and keeps what came. */
  async function serve(...turns: ((request: http.IncomingMessage, response: http.ServerResponse) => void)[]) {
    const came: http.IncomingHttpHeaders[] = [];
    server = http.createServer((request, response) => {
      came.push(request.headers);
      request
        .resume()
        .on("end", () => (turns[came.length - 1] ?? turns[turns.length - 1])(request, response));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { came, client: new PrintPal({ apiKey: "pp_test_x", baseUrl }) };
  }
  const json =
    (status: number, body: object, headers = {}) =>
    (_: unknown, response: http.ServerResponse) =>
      response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(JSON.stringify(body));
  const cut = (_: unknown, response: http.ServerResponse) => void response.destroy();
  const state = (id: number, status: string) => `id: ${id}\nevent: x\ndata: {"status":"${status}"}\n\n`;

  it("sends a POST again with the same Idempotency-Key after a lost answer and a 429", async () => {
    const limited = json(429, { code: "rate_limited", detail: "Slower." }, { "retry-after": "0" });
    const { client, came } = await serve(cut, limited, json(202, { id: "gen_1" }));
    expect(await client.generations.create({ prompt: "a cube" })).toEqual({ id: "gen_1" });
    const keys = came.map((headers) => headers["idempotency-key"]);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
  });

  it("gives up after its tries, and at once where another would end alike", async () => {
    const lost = await serve(cut);
    expect((await refusal(lost.client.credits.balance())).code).toBe("connection_failed");
    expect(lost.came).toHaveLength(3);
    server.close();
    const poor = await serve(json(402, { code: "insufficient_credits", detail: "Buy more." }));
    const error = await refusal(poor.client.generations.create({ prompt: "a cube" }));
    expect([error.code, error.message, poor.came.length]).toEqual(["insufficient_credits", "Buy more.", 1]);
  });

  it("does not wait out a limit that lasts for hours", async () => {
    const { client, came } = await serve(json(429, { code: "rate_limited" }, { "retry-after": "3600" }));
    expect((await refusal(client.credits.balance())).details.retryAfterSeconds).toBe(3600);
    expect(came).toHaveLength(1);
  });

  it("follows a generation across a lost connection, from the event it saw last", async () => {
    const begin = (_: unknown, response: http.ServerResponse) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write(state(1, "pending"));
      setTimeout(() => response.destroy(), 30);
    };
    const end = (_: unknown, response: http.ServerResponse) =>
      response.writeHead(200, { "content-type": "text/event-stream" }).end(state(1999, "completed"));
    const nothing = (_: unknown, response: http.ServerResponse) => response.writeHead(204).end();
    const { client, came } = await serve(begin, end, nothing);
    const seen: string[] = [];
    for await (const { id } of client.generations.events("gen_1")) seen.push(id);
    expect(seen).toEqual(["1", "1999"]);
    expect(came.map((headers) => headers["last-event-id"])).toEqual([undefined, "1", "1999"]);
  });

  it("stops when it is told to", async () => {
    const { client } = await serve(() => {});
    const signal = AbortSignal.timeout(50);
    await expect(client.credits.balance({ signal })).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

describe("verifyWebhook", () => {
  const secret = Buffer.alloc(32, 7);
  const shown = `whsec_${secret.toString("base64")}`;
  const body =
    '{"id":"evt_1","type":"generation.completed","timestamp":"2026-01-01T00:00:00Z","data":{"id":"gen_µ"}}';
  const signed = (at = new Date(), secrets = [secret]) => signBody(secrets, { id: "evt_1", at, body });
  const code = async (work: Promise<unknown>) => (await refusal(work)).code;

  it("returns the message of a signature by this secret, also beside another's", async () => {
    expect(await verifyWebhook(body, signed(), shown)).toMatchObject({ id: "evt_1", data: { id: "gen_µ" } });
    const both = new Headers(signed(new Date(), [Buffer.alloc(32, 8), secret]));
    expect((await verifyWebhook(body, both, shown)).type).toBe("generation.completed");
  });

  it("refuses another secret, another body, an old one and none", async () => {
    const other = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
    expect(await code(verifyWebhook(body, signed(), other))).toBe("bad_signature");
    expect(await code(verifyWebhook(`${body} `, signed(), shown))).toBe("bad_signature");
    expect(await code(verifyWebhook(body, signed(new Date(Date.now() - 301_000)), shown))).toBe(
      "bad_signature",
    );
    expect(await code(verifyWebhook(body, {}, shown))).toBe("bad_signature");
    expect(await code(verifyWebhook(body, { ...signed(), "webhook-signature": "v1,%%%" }, shown))).toBe(
      "bad_signature",
    );
  });
});
