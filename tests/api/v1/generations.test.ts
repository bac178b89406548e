import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { waitSeconds } from "@/lib/api/wait-seconds";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import type { Generation, GenerationPage } from "@/lib/generations/schema";
import { callApi, makeKey } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { finishGeneration } from "../../support/finish-generation";
import { makeAccount, type TestAccount } from "../../support/make-account";
import { vasePhoto } from "../../support/vase-photo";

let account: TestAccount;
let key: string;
let photo: Blob;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount({ credits: 1000 });
  key = await makeKey(account.ctx);
  photo = new Blob([(await vasePhoto()) as Uint8Array<ArrayBuffer>]);
});
beforeEach(resetLimits);

function form(fields: [string, string][], image: Blob | null = photo): FormData {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  if (image) body.append("image", image, "vase.jpg");
  return body;
}
const submit = (json: object, headers?: Record<string, string>) =>
  callApi<Generation>("POST", "/api/v1/generations", { key, json, headers });
const upload = (fields: [string, string][]) =>
  callApi<Generation>("POST", "/api/v1/generations", { key, body: form(fields) });

describe("works", () => {
  it("submits a picture with settings as text", async () => {
    const { status, body } = await upload([
      ["quality", "high"],
      ["format", "glb"],
      ["size_mm", "42.5"],
      ["seed", "7"],
    ]);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      object: "generation",
      status: "pending",
      quality: "high",
      formats: ["glb"],
      size_mm: 42.5,
      seed: 7,
      credits_used: 6,
      files: [],
    });
    const row = await db().generation.findUniqueOrThrow({ where: { id: body.id } });
    expect(row.inputObject).not.toBeNull();
  });

  it("takes formats repeated or separated by commas", async () => {
    expect((await upload([["formats", "stl,glb"]])).body.formats).toEqual(["stl", "glb"]);
    const repeated: [string, string][] = [
      ["formats", "obj"],
      ["formats", "3mf"],
    ];
    expect((await upload(repeated)).body.formats).toEqual(["obj", "3mf"]);
  });

  it("submits a prompt as JSON, in both ways to name one format", async () => {
    expect((await submit({ prompt: " a cube " })).body).toMatchObject({ prompt: "a cube", formats: ["stl"] });
    expect((await submit({ prompt: "a cube", format: "ply" })).body.formats).toEqual(["ply"]);
    expect((await submit({ prompt: "a cube", formats: ["ply"] })).body.formats).toEqual(["ply"]);
  });

  it.each(["a cube; DROP TABLE generations", "=cmd a cube"])("keeps %s as mere text", async (prompt) => {
    expect((await submit({ prompt })).body.prompt).toBe(prompt);
  });

  it("waits where the caller prefers it, and says so", async () => {
    const { status, body, headers } = await submit({ prompt: "a cube" }, { Prefer: "wait=1" });
    expect([status, body.status, headers.get("preference-applied")]).toEqual([202, "pending", "wait=1"]);
    const waiting = submit({ prompt: "a cone" }, { Prefer: "respond-async, wait=30" });
    const find = async () => (await db().generation.findMany()).find(({ prompt }) => prompt === "a cone");
    await expect.poll(find).toBeDefined();
    await finishGeneration((await find())?.id ?? "", "stl", "stl", "solid");
    expect([(await waiting).status, (await waiting).body.status]).toEqual([200, "completed"]);
  });

  it("row 8: pays a generation from the balance and shows it in the history, to its own key alone", async () => {
    const own = await makeAccount({ credits: 10 });
    const mine = await makeKey(own.ctx);
    const ask = (path: string, by?: string) => callApi<GenerationPage>("GET", `/api/v1/${path}`, { key: by });
    const made = await callApi<Generation>("POST", "/api/v1/generations", {
      ...{ key: mine, json: { prompt: "a cube" } },
    });
    expect([made.status, made.body.credits_used]).toEqual([202, 4]);
    expect((await ask("credits", mine)).body).toMatchObject({ credits: 6 });
    expect((await ask("generations", mine)).body.data.map(({ id }) => id)).toEqual([made.body.id]);
    expect((await ask("generations", await makeKey((await makeAccount()).ctx))).body.data).toEqual([]);
    for (const path of ["credits", "generations", `generations/${made.body.id}`])
      expect([path, (await ask(path)).status]).toEqual([path, 401]);
  });

  it("lists page by page, reads, cancels and deletes", async () => {
    const own = await makeAccount();
    const mine = await makeKey(own.ctx);
    const send = (method: string, address: string, json?: object) =>
      callApi(method, address, { key: mine, json });
    const ids: string[] = [];
    for (const prompt of ["a cube", "a cone", "a ball"])
      ids.unshift((await send("POST", "/api/v1/generations", { prompt })).body.id as string);
    const list = async (query: string) =>
      (await callApi<GenerationPage>("GET", `/api/v1/generations?${query}`, { key: mine })).body;
    const page = await list("limit=2");
    expect([page.data.map((row) => row.id), page.has_more]).toEqual([ids.slice(0, 2), true]);
    expect((await list(`limit=2&after=${ids[1]}`)).data.map((row) => row.id)).toEqual([ids[2]]);

    const one = `/api/v1/generations/${ids[0]}`;
    expect((await send("GET", one)).body).toMatchObject({ id: ids[0], prompt: "a ball" });
    expect(await getBalance(own.organizationId)).toBe(88);
    expect((await send("POST", `${one}/cancel`)).body).toMatchObject({
      status: "cancelled",
      credits_used: 0,
    });
    expect((await send("POST", `${one}/cancel`)).status).toBe(200);
    expect(await getBalance(own.organizationId)).toBe(92);
    expect((await list("status=cancelled")).data.map((row) => row.id)).toEqual([ids[0]]);
    expect((await send("DELETE", one)).body).toEqual({ id: ids[0], object: "generation", deleted: true });
    expect((await send("GET", one)).status).toBe(404);
  });

  it("serves a file with a key, and without one through its signed address", async () => {
    const { id } = (await submit({ prompt: "a cube" })).body;
    await finishGeneration(id, "stl", "stl", "solid cube");
    const direct = await callApi("GET", `/api/v1/generations/${id}/files/stl`, { key });
    expect([direct.status, direct.text]).toEqual([200, "solid cube"]);
    expect(direct.headers.get("content-disposition")).toBe(`attachment; filename="${id}.stl"`);
    expect(direct.headers.get("content-length")).toBe("10");

    const { files, preview_url } = (await callApi<Generation>("GET", `/api/v1/generations/${id}`, { key }))
      .body;
    const signed = await callApi("GET", files[0].url);
    expect([signed.status, signed.text]).toEqual([200, "solid cube"]);
    expect(signed.headers.get("content-type")).toBe("model/test");
    expect((await callApi("GET", preview_url ?? "")).status).toBe(200);
  });
});

describe("refuses", () => {
  it.each<[string, object, number, string, string | undefined]>([
    ["no input", {}, 400, "invalid_request", "image"],
    ["a blank prompt", { prompt: "  " }, 400, "invalid_request", "prompt"],
    ["1,001 characters", { prompt: "a".repeat(1001) }, 400, "invalid_request", "prompt"],
    ["a prompt in super", { prompt: "a cube", quality: "super" }, 400, "invalid_request", "quality"],
    ["an engine for pictures", { prompt: "a cube", engine: "relief" }, 400, "invalid_request", "engine"],
    ["a script", { prompt: "<script>alert(1)</script>" }, 400, "prompt_not_understood", "prompt"],
    ["FBX", { prompt: "a cube", format: "fbx" }, 400, "unsupported_format", "format"],
    [
      "format and formats",
      { prompt: "a cube", format: "stl", formats: ["glb", "ply"] },
      400,
      "invalid_request",
      "format",
    ],
    ["a format twice", { prompt: "a cube", formats: ["stl", "stl"] }, 400, "invalid_request", "formats"],
    ["a size out of bounds", { prompt: "a cube", size_mm: 1001 }, 400, "invalid_request", "size_mm"],
    ["a number as text", { prompt: "a cube", size_mm: "80" }, 400, "invalid_request", "size_mm"],
    ["what only we may say", { prompt: "a cube", credits_used: 0 }, 400, "invalid_request", "credits_used"],
    ["an organization", { prompt: "a cube", org_id: "org_1" }, 400, "invalid_request", "org_id"],
    ["a private address", { image_url: "http://127.1/" }, 400, "address_refused", "image_url"],
  ])("%s, without a job or a charge", async (_name, json, status, code, param) => {
    const before = await footprint();
    const { body, text, ...answer } = await submit(json);
    expect([answer.status, (body as unknown as { code: string }).code]).toEqual([status, code]);
    expect(body).toMatchObject({ param });
    expect(text).not.toContain("node_modules");
    expect(await footprint()).toEqual(before);
  });

  it.each<[string, [string, string][], Blob | null, number, string]>([
    ["a picture and a prompt", [["prompt", "a cube"]], null, 400, "invalid_request"],
    [
      "PLY in super",
      [
        ["quality", "super"],
        ["format", "ply"],
      ],
      null,
      400,
      "unsupported_format",
    ],
    [
      "STL in colour",
      [
        ["quality", "super_texture"],
        ["format", "stl"],
      ],
      null,
      400,
      "unsupported_format",
    ],
    ["an empty file", [], new Blob([]), 400, "invalid_request"],
    ["a text instead of a picture", [], new Blob(["not a picture at all"]), 400, "invalid_image"],
    ["a PDF instead of a picture", [], new Blob(["%PDF-1.7 "]), 415, "unsupported_media_type"],
    ["two pictures", [["image", "x"]], null, 400, "invalid_request"],
  ])("%s, without a job or a charge", async (_name, fields, image, status, code) => {
    const before = await footprint();
    const answer = await callApi("POST", "/api/v1/generations", { key, body: form(fields, image ?? photo) });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await footprint()).toEqual(before);
  });

  it("row 74: all but one of 100 at once where the credits are enough for one, and none for haste", async () => {
    const poor = await makeAccount({ credits: 4 });
    const keys = [await makeKey(poor.ctx), await makeKey(poor.ctx)];
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        callApi("POST", "/api/v1/generations", { key: keys[index % 2], json: { prompt: "a cube" } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === "insufficient_credits")).toHaveLength(99);
    expect(await getBalance(poor.organizationId)).toBe(0);
  });

  it("more than the balance, with what is needed and there", async () => {
    const poor = await makeAccount({ credits: 3 });
    const answer = await callApi("POST", "/api/v1/generations", {
      key: await makeKey(poor.ctx),
      json: { prompt: "a cube" },
    });
    expect(answer.status).toBe(402);
    expect(answer.body).toMatchObject({
      code: "insufficient_credits",
      credits_required: 4,
      credits_available: 3,
    });
    expect(await getBalance(poor.organizationId)).toBe(3);
  });

  it("a file that is not there yet, or never was asked for", async () => {
    const { id } = (await submit({ prompt: "a cube" })).body;
    const early = await callApi("GET", `/api/v1/generations/${id}/files/stl`, { key });
    expect([early.status, early.body.code]).toEqual([400, "download_not_ready"]);
    await finishGeneration(id, "stl", "stl", "solid");
    const other = await callApi("GET", `/api/v1/generations/${id}/files/glb`, { key });
    expect([other.status, other.body.code]).toEqual([404, "not_found"]);
  });
});

describe("Prefer", () => {
  it.each([
    ["wait=10", 10],
    ["respond-async, wait=5", 5],
    ['wait="7"', 7],
    ["wait=600", 60],
    ["wait=-1", 0],
    ["await=5", 0],
    ["wait=soon", 0],
    [null, 0],
  ])("%s waits %i s", (prefer, seconds) => {
    expect(waitSeconds(prefer)).toBe(seconds);
  });
});

/** What a refusal must leave as it was. */
async function footprint() {
  const jobs = await db().$queryRaw<
    { count: number }[]
  >`SELECT COUNT(*)::int AS count FROM graphile_worker.jobs`;
  return [
    jobs[0].count,
    await db().generation.count(),
    await db().ledgerEntry.count(),
    await getBalance(account.organizationId),
  ];
}
