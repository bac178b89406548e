import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { serveMcp } from "@/lib/api/mcp/serve-mcp";
import { resetLimits } from "@/lib/api/rate-limit";
import { flushRequestLog } from "@/lib/api/request-log";
import type { Scope } from "@/lib/core/actor";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import type { CreatedUpload } from "@/lib/uploads/schema";
import { callApi, makeKey, publicUrl } from "@/tests/support/call-api";
import { freshDatabase } from "@/tests/support/database";
import { finishGeneration } from "@/tests/support/finish-generation";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";
import { makeBox } from "@/tests/support/make-solids";
import { vasePhoto } from "@/tests/support/vase-photo";

let owner: TestAccount;
let photo: string;
const open: Client[] = [];
beforeAll(async () => {
  await freshDatabase();
  photo = Buffer.from(await vasePhoto()).toString("base64");
});
beforeEach(async () => {
  await resetLimits();
  owner = await makeAccount({ credits: 10 });
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});

/** The protocol's own client, straight to our handler. */
async function connect(key: string, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(`${publicUrl}/api/mcp`), {
    fetch: (url, init) => serveMcp(new Request(url, init)),
    requestInit: { headers: { Authorization: `Bearer ${key}`, ...headers } },
  });
  await client.connect(transport);
  open.push(client);
  return client;
}
const withScopes = async (...scopes: Scope[]) => connect(await makeKey(owner.ctx, { scopes }));

/** What a tool answers, and whether it counts as an error. */
async function use(client: Client, name: string, input: object = {}) {
  const { content, isError = false } = await client.callTool({ name, arguments: { ...input } });
  const [first] = content as { type: string; text: string }[];
  return { isError, output: parse(first.text) };
}
const parse = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
};

describe("a model", () => {
  it("finds the tools, each with a description and a schema", async () => {
    const { tools } = await (await withScopes("read")).listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "upload",
      "quote",
      "generate",
      "check",
      "fetch",
      "list",
      "credits",
      "engines",
      "print_check",
      "print_check_result",
    ]);
    for (const { description, inputSchema } of tools)
      expect([(description ?? "").length > 20, inputSchema.type]).toEqual([true, "object"]);
    const generate = tools.find(({ name }) => name === "generate");
    expect(Object.keys(generate?.inputSchema.properties ?? {})).toContain("max_credits");
  });

  it("asks the price, makes a model, follows it and gets a link", async () => {
    const client = await withScopes("generate", "read");
    const quote = await use(client, "quote", { image_base64: photo, formats: ["stl"] });
    expect(quote).toMatchObject({ isError: false, output: { credits: 4, affordable: true } });
    expect((await use(client, "credits")).output).toEqual({ balance: 10 });
    const made = await use(client, "generate", {
      image_base64: photo,
      max_credits: 4,
      metadata: { by: "me" },
    });
    expect(made.output).toMatchObject({ object: "generation", status: "pending", metadata: { by: "me" } });
    expect(await getBalance(owner.organizationId)).toBe(6);
    const id = made.output.id as string;
    const early = await use(client, "fetch", { id, format: "stl" });
    expect(early).toMatchObject({ isError: true, output: { code: "download_not_ready" } });
    await finishGeneration(id, "stl", "stl", "solid");
    expect((await use(client, "check", { id, wait_seconds: 5 })).output.status).toBe("completed");
    const link = (await use(client, "fetch", { id, format: "stl" })).output.url as string;
    expect(link).toContain(`/api/v1/downloads/${id}/stl?`);
    const list = (await use(client, "list", { limit: 1 })).output as { data: { id: string }[] };
    expect(list.data.map((one) => one.id)).toEqual([id]);
  });

  it("sends a picture ahead and names it, and a mesh", async () => {
    const client = await withScopes("generate", "read");
    const files = {
      "image/jpeg": new Uint8Array(Buffer.from(photo, "base64")),
      "model/stl": new Uint8Array(writeStl(makeBox([0, 0, 0], [10, 20, 5]))),
    };
    const ids: string[] = [];
    for (const [content_type, bytes] of Object.entries(files)) {
      const { output } = await use(client, "upload", { content_type, bytes: bytes.length });
      const { url, headers } = output.put as CreatedUpload["put"];
      expect((await callApi("PUT", url, { body: bytes, headers })).body.status).toBe("ready");
      ids.push(output.id as string);
    }
    const [upload_id, mesh] = ids;
    expect((await use(client, "quote", { upload_id })).output).toMatchObject({ credits: 4 });
    const made = await use(client, "generate", { upload_id, engine: "relief" });
    expect(made.output).toMatchObject({ status: "pending", engine_requested: "relief" });
    const both = await use(client, "generate", { upload_id, image_base64: photo });
    expect(both.output).toMatchObject({ code: "invalid_request", param: "upload_id" });
    expect((await use(client, "print_check", { upload_id: mesh })).output.status).toBe("pending");
    const twice = await use(client, "print_check", { upload_id: mesh, mesh_base64: "AAAA" });
    expect(twice.output).toMatchObject({ code: "invalid_request", param: "upload_id" });
    expect((await use(client, "print_check")).output).toMatchObject({ param: "mesh" });
  });

  it("has a mesh looked at, free of charge", async () => {
    const client = await withScopes("generate", "read");
    const ply =
      "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n";
    const check = await use(client, "print_check", { mesh_base64: Buffer.from(ply).toString("base64") });
    expect(check.output).toMatchObject({ object: "print_check", status: "pending" });
    const result = await use(client, "print_check_result", { id: check.output.id });
    expect(result.output.id).toBe(check.output.id);
    expect(await getBalance(owner.organizationId)).toBe(10);
  });

  it("finds the engines", async () => {
    const { output } = await use(await withScopes("read"), "engines");
    expect((output.data as { name: string }[]).map(({ name }) => name)).toContain("figure");
  });
});

describe("refuses, uncharged, with words that a model can act on", () => {
  it.each([
    ["generate", { prompt: "xqzzt" }, "prompt_not_understood"],
    ["generate", { prompt: "a cube", max_credits: 3 }, "price_above_limit"],
    ["generate", { prompt: "a cube", quality: "ultra", formats: ["fbx"] }, "unsupported_format"],
    ["generate", {}, "invalid_request"],
    ["check", { id: "gen_0000000000000000000000" }, "not_found"],
  ])("%s %j", async (name, input, code) => {
    const { isError, output } = await use(await withScopes("generate", "read"), name, input);
    expect([isError, output.code]).toEqual([true, code]);
    expect(await getBalance(owner.organizationId)).toBe(10);
    expect(await db().generation.count({ where: { organizationId: owner.organizationId } })).toBe(0);
  });

  it("what does not fit a tool's schema", async () => {
    const client = await withScopes("generate", "read");
    for (const input of [
      { prompt: "a cube", size_mm: "big" },
      { image_base64: "%%%" },
      { prompt: "a", steal: 1 },
    ]) {
      const refused = await use(client, "generate", input).catch(() => ({ isError: true }));
      expect(refused.isError).toBe(true);
    }
    expect(await db().generation.count({ where: { organizationId: owner.organizationId } })).toBe(0);
  });

  it("what the key's scopes do not reach, and another organization's generation", async () => {
    const reader = await withScopes("read");
    expect((await use(reader, "generate", { prompt: "a cube" })).output.code).toBe("insufficient_scope");
    const maker = await withScopes("generate");
    const { output } = await use(maker, "generate", { prompt: "a cube" });
    expect((await use(maker, "check", { id: output.id })).output.code).toBe("insufficient_scope");
    owner = await makeAccount();
    expect((await use(await withScopes("read"), "check", { id: output.id })).output.code).toBe("not_found");
  });
});

it("answers 401 without a valid key, before anything is read", async () => {
  for (const headers of [new Headers(), new Headers({ Authorization: "Bearer pp_live_no" })]) {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
    const response = await serveMcp(new Request(`${publicUrl}/api/mcp`, { method: "POST", headers, body }));
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([
      401,
      'Bearer realm="PrintPal"',
    ]);
    expect(response.headers.get("x-request-id")).toMatch(/^req_/);
  }
});

it("row 5: each call is in the request log with its settings, its error's code and where it came from, never its words", async () => {
  const headers = { "User-Agent": "model/1", "X-Forwarded-For": "198.51.100.7" };
  const client = await connect(await makeKey(owner.ctx, { scopes: ["generate", "read"] }), headers);
  const said = { prompt: "a Zephyrine cube", engine: "text", quality: "default", max_credits: 10 };
  const made = await use(client, "generate", said);
  expect(made.isError).toBe(false);
  expect((await use(client, "check", { id: "gen_4kQ1mW8sZb2Xr7tY9uVc3d" })).output.code).toBe("not_found");
  const { organizationId } = owner;
  const read = async () => {
    await flushRequestLog();
    return db().apiRequest.findMany({ where: { organizationId }, orderBy: { createdAt: "asc" } });
  };
  // The client has its answer before the server has closed the stream.
  await expect
    .poll(
      async () => (await read()).filter(({ errorCode, generationId }) => errorCode ?? generationId).length,
    )
    .toBe(2);
  const rows = await read();
  const origin = { endpoint: "/api/mcp", ipAddress: "198.51.100.7", userAgent: "model/1" };
  // The protocol greets before it calls.
  expect(rows.length).toBeGreaterThanOrEqual(3);
  for (const row of rows) expect(row).toMatchObject(origin);
  const call = rows.find(({ generationId }) => generationId);
  expect(call).toMatchObject({ generationId: made.output.id, errorCode: null, creditsUsed: 4 });
  expect(call?.parameters).toMatchObject({ engine: "text", quality: "default", max_credits: 10 });
  expect(rows.filter(({ errorCode }) => errorCode).map((row) => [row.errorCode, row.parameters])).toEqual([
    ["not_found", {}],
  ]);
  expect(JSON.stringify(rows)).not.toContain("Zephyrine");
});
