import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import type { Submitted, WireDownload, WireStatus } from "@/lib/api/wire/schema";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import { cancelGeneration } from "@/lib/generations";
import { callApi, makeKey } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { finishGeneration } from "../../support/finish-generation";
import { makeAccount, type TestAccount } from "../../support/make-account";
import { vasePhoto } from "../../support/vase-photo";

/** The unversioned addresses, without a worker: every rule of what they take and say. */
let account: TestAccount;
let key: string;
let photo: Blob;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount({ credits: 5000 });
  key = await makeKey(account.ctx);
  photo = new Blob([(await vasePhoto()) as Uint8Array<ArrayBuffer>]);
});
beforeEach(resetLimits);

type Fields = Record<string, string>;
const headers = () => ({ "X-API-Key": key });

function upload(fields: Fields) {
  const body = new FormData();
  body.append("image", photo, "vase.jpg");
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return callApi<Submitted>("POST", "/api/generate", { headers: headers(), body });
}
const write = (fields: Fields, more: Fields = {}) =>
  callApi<Submitted>("POST", "/api/generate", {
    headers: { ...headers(), ...more },
    body: new URLSearchParams(fields),
  });
const read = <Body>(address: string) => callApi<Body>("GET", address, { headers: headers() });

describe("submitting", () => {
  it("a picture: super and stl where nothing else is said", async () => {
    const before = await getBalance(account.organizationId);
    const { status, body } = await upload({});
    expect(status).toBe(202);
    expect(body).toEqual({
      generation_uid: expect.stringMatching(/^gen_[0-9A-Za-z]{22}$/),
      status: "pending",
      quality: "super",
      format: "stl",
      resolution: "768³",
      has_texture: false,
      credits_used: 20,
      credits_remaining: before - 20,
      estimated_time_seconds: expect.any(Number),
      status_url: `http://localhost:3000/api/generate/${body.generation_uid}/status`,
      download_url: `http://localhost:3000/api/generate/${body.generation_uid}/download`,
    });
  });

  it("a prompt: default and stl where nothing else is said", async () => {
    expect((await write({ prompt: "a cube" })).body).toMatchObject({
      quality: "default",
      format: "stl",
      credits_used: 4,
    });
  });

  it("once for each Idempotency-Key, for clients that send one", async () => {
    const once = { "Idempotency-Key": "retry-1" };
    const before = await getBalance(account.organizationId);
    const [first, again] = [await write({ prompt: "a cube" }, once), await write({ prompt: "a cube" }, once)];
    expect([first.status, again.status, again.text]).toEqual([202, 202, first.text]);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await getBalance(account.organizationId)).toBe(before - 4);
    expect((await write({ prompt: "a cone" }, once)).body).toMatchObject({ code: "idempotency_mismatch" });
  });

  it("the three parameters as text, kept as numbers", async () => {
    const sent = {
      quality: "high",
      num_inference_steps: "20",
      guidance_scale: "5.0",
      octree_resolution: "256",
    };
    const { body } = await upload(sent);
    const row = await db().generation.findUniqueOrThrow({ where: { id: body.generation_uid } });
    expect(row.parameters).toEqual({ num_inference_steps: 20, guidance_scale: 5, octree_resolution: 256 });
  });

  it.each([
    ["default", 4, ["stl", "glb", "obj", "ply", "3mf", "usdz"]],
    ["high", 6, ["stl", "glb", "obj", "ply", "3mf", "usdz"]],
    ["ultra", 8, ["stl", "glb", "obj", "ply", "3mf", "usdz"]],
    ["super", 20, ["stl", "glb", "obj", "fbx", "3mf", "usdz"]],
    ["super_texture", 40, ["glb", "obj", "3mf", "usdz"]],
    ["superplus", 30, ["stl", "glb", "obj", "fbx", "3mf", "usdz"]],
    ["superplus_texture", 50, ["glb", "obj", "3mf", "usdz"]],
    ["superplus_1280", 45, ["stl", "glb", "obj", "fbx", "3mf", "usdz"]],
    ["superplus_1280_texture", 70, ["glb", "obj", "3mf", "usdz"]],
    ["superplus_1536", 65, ["stl", "glb", "obj", "fbx", "3mf", "usdz"]],
    ["superplus_1536_texture", 100, ["glb", "obj", "3mf", "usdz"]],
  ])("%s costs %i and comes as %j alone", async (quality, credits, offered) => {
    for (const format of ["stl", "glb", "obj", "ply", "fbx", "3mf", "usdz"]) {
      const { status, body } = await upload({ quality, format });
      if (offered.includes(format)) expect([status, body.credits_used]).toEqual([202, credits]);
      else {
        expect([status, body]).toMatchObject([400, { code: "unsupported_format", param: "format" }]);
        for (const name of offered) expect((body as unknown as { message: string }).message).toContain(name);
      }
    }
  });
});

describe("refusing with 400, without a charge", () => {
  const steps = "num_inference_steps";
  it.each<[string, Fields, string]>([
    ["0 steps", { [steps]: "0" }, steps],
    ["51 steps", { [steps]: "51" }, steps],
    ["half a step", { [steps]: "1.5" }, steps],
    ["a guidance of 0.4", { guidance_scale: "0.4" }, "guidance_scale"],
    ["a guidance of 10.1", { guidance_scale: "10.1" }, "guidance_scale"],
    ["a guidance of NaN", { guidance_scale: "NaN" }, "guidance_scale"],
    ["an octree of 300", { octree_resolution: "300" }, "octree_resolution"],
    ["an unknown quality", { quality: "best" }, "quality"],
    ["an unknown format", { format: "step" }, "format"],
    ["an unknown field", { credits_used: "0" }, "credits_used"],
    ["a prompt beside the picture", { prompt: "a cube" }, "prompt"],
  ])("a picture with %s", async (_name, fields, param) => {
    const before = await getBalance(account.organizationId);
    const { status, body } = await upload({ quality: "default", ...fields });
    expect([status, body]).toMatchObject([
      400,
      { code: "invalid_request", param, errors: { [param]: [expect.any(String)] } },
    ]);
    expect(await getBalance(account.organizationId)).toBe(before);
  });

  it.each<[string, Fields, string]>([
    ["in super", { prompt: "a cube", quality: "super" }, "quality"],
    ["that is blank", { prompt: "   " }, "prompt"],
    ["of 1,001 characters", { prompt: "a".repeat(1001) }, "prompt"],
    ["that is not there", {}, "image"],
  ])("a prompt %s", async (_name, fields, param) => {
    const { status, body } = await write(fields);
    expect([status, body]).toMatchObject([400, { code: "invalid_request", param }]);
  });

  it("JSON, as 415: these clients send forms", async () => {
    const { status } = await callApi("POST", "/api/generate", {
      headers: headers(),
      json: { prompt: "a cube" },
    });
    expect(status).toBe(415);
  });
});

describe("polling and downloading", () => {
  it("walks from pending to a signed address that needs no key", async () => {
    const { generation_uid: uid } = (await write({ prompt: "a cube", format: "glb" })).body;
    expect((await read<WireStatus>(`/api/generate/${uid}/status`)).body).toMatchObject({
      generation_uid: uid,
      status: "pending",
      quality: "default",
      format: "glb",
      resolution: "256³",
      completed_at: null,
      download_url: null,
    });
    const early = await read(`/api/generate/${uid}/download`);
    expect([early.status, early.body]).toMatchObject([400, { code: "download_not_ready" }]);

    await finishGeneration(uid, "glb", "glb", "glTF");
    const done = (await read<WireStatus>(`/api/generate/${uid}/status`)).body;
    expect([done.status, done.progress]).toEqual(["completed", 100]);
    const { body } = await read<WireDownload>(`/api/generate/${uid}/download`);
    expect(body).toMatchObject({ generation_uid: uid, format: "glb", expires_in: 3600 });
    expect((await callApi("GET", body.download_url)).text).toBe("glTF");
    expect((await callApi("GET", done.download_url ?? "")).text).toBe("glTF");
  });

  it("calls a coloured OBJ a zip, so that both clients name the file rightly", async () => {
    const { generation_uid: uid } = (await upload({ quality: "super_texture", format: "obj" })).body;
    await finishGeneration(uid, "obj", "zip", "PK");
    expect((await read<WireDownload>(`/api/generate/${uid}/download`)).body.format).toBe("zip");
  });

  it("calls a cancelled one failed, and says why there is nothing to download", async () => {
    const { generation_uid: uid } = (await write({ prompt: "a cube" })).body;
    await cancelGeneration(account.ctx, uid);
    const { body } = await read<WireStatus>(`/api/generate/${uid}/status`);
    expect([body.status, body.external_state]).toEqual(["failed", "cancelled"]);
    const { status, body: refusal } = await read<{ message: string }>(`/api/generate/${uid}/download`);
    expect([status, refusal.message]).toEqual([400, "The generation was cancelled. Nothing was charged."]);
  });

  it("never counts a poll", async () => {
    const { generation_uid: uid } = (await write({ prompt: "a cube" })).body;
    for (let index = 0; index < 60; index++)
      expect((await read(`/api/generate/${uid}/status`)).status).toBe(200);
  });
});

describe("reading", () => {
  it("credits: a whole number for the person, in both spellings", async () => {
    const user = await db().user.findUniqueOrThrow({ where: { id: account.userId } });
    expect((await read("/api/credits")).body).toEqual({
      credits: await getBalance(account.organizationId),
      user_id: user.number,
      userId: user.number,
      username: user.name,
    });
  });

  it("prices under both names and both spellings", async () => {
    const { body } = await callApi<Record<string, Record<string, unknown>>>("GET", "/api/pricing");
    expect(body.credits.super_generation).toEqual(body.credits.super);
    expect(body.credits.super).toEqual({
      cost: 20,
      description: "Very fine detail",
      resolution: "768³",
      estimated_time_seconds: 120,
      estimatedTimeSeconds: 120,
    });
    expect(body.supported_formats).toEqual(["stl", "glb", "obj", "ply", "3mf", "fbx", "usdz"]);
    expect(body.supportedFormats).toEqual(body.supported_formats);
    expect(body.rate_limits).toMatchObject({
      requests_per_minute: 50,
      requests_per_day: 10_000,
      concurrent_generations: 5,
      concurrentGenerations: 5,
    });
  });

  it("usage of the calling key alone, this moment's calls included", async () => {
    const own = await makeAccount();
    const mine = { headers: { "X-API-Key": await makeKey(own.ctx, { name: "Mine" }) } };
    await makeKey(own.ctx, { name: "Other" });
    const nothing = await callApi<Record<string, unknown>>("GET", "/api/usage", mine);
    expect(nothing.body.api_key).toMatchObject({ name: "Mine", total_requests: 0, last_used: null });
    const body = new URLSearchParams({ prompt: "a cube" });
    const { generation_uid } = (await callApi<Submitted>("POST", "/api/generate", { ...mine, body })).body;
    const usage = (await callApi<Record<string, Record<string, unknown>[]>>("GET", "/api/usage", mine)).body;
    expect(usage).toMatchObject({
      api_key: { name: "Mine", total_requests: 2, credits_used: 4, last_used: expect.stringMatching(/Z$/) },
      user: { credits_remaining: 96, creditsRemaining: 96 },
    });
    expect(usage.apiKey).toEqual(usage.api_key);
    expect(usage.recentRequests).toEqual(usage.recent_requests);
    expect(usage.recent_requests[1]).toBeDefined();
    expect(usage.recent_requests.find((row) => row.method === "POST")).toMatchObject({
      endpoint: "/api/generate",
      status_code: 202,
      statusCode: 202,
      credits_used: 4,
      generation_uid,
    });
  });

  it("health", async () => {
    const { body } = await callApi("GET", "/api/health");
    expect(body).toEqual({ status: "healthy", timestamp: expect.stringMatching(/Z$/), version: "0.1.0" });
  });
});
