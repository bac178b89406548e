import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import type { Generation, GenerationPage, Quote } from "@/lib/generations/schema";
import { callApi, makeKey } from "@/tests/support/call-api";
import { freshDatabase } from "@/tests/support/database";
import { finishGeneration } from "@/tests/support/finish-generation";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";
import { encodePicture, flatRaster } from "@/tests/support/make-pictures";
import { vasePhoto } from "@/tests/support/vase-photo";

let owner: TestAccount;
let key: string;
let photo: Uint8Array;
beforeAll(async () => {
  await freshDatabase();
  photo = await vasePhoto();
});
beforeEach(async () => {
  resetLimits();
  owner = await makeAccount({ credits: 10 });
  key = await makeKey(owner.ctx);
});

const create = (json: object) => callApi<Generation>("POST", "/api/v1/generations", { key, json });
const rows = () => db().generation.count({ where: { organizationId: owner.organizationId } });
const form = (fields: Record<string, string>, image?: Uint8Array) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  if (image) body.set("image", new Blob([new Uint8Array(image)]), "picture");
  return body;
};

describe("a quote", () => {
  const quote = (body: FormData, by = key) =>
    callApi<Quote>("POST", "/api/v1/generations/quote", { key: by, body });

  it("says price, size and time of a request, and makes nothing", async () => {
    const { status, body } = await quote(form({ quality: "super", formats: "stl,glb" }, photo));
    expect([status, body]).toEqual([
      200,
      {
        object: "quote",
        credits: 20,
        balance: 10,
        affordable: false,
        quality: "super",
        resolution: 768,
        textured: false,
        formats: ["stl", "glb"],
        max_triangles: 600_000,
        estimated_time_seconds: 120,
        processing: {
          mode: "any",
          allow: null,
          deny: [],
          regions: [],
          training: "deny",
          retention: "default",
        },
      },
    ]);
    expect([await rows(), await getBalance(owner.organizationId)]).toEqual([0, 10]);
  });

  it("is free with a test key, at its resolution", async () => {
    const test = await makeKey(owner.ctx, { test: true });
    const { body } = await quote(form({ prompt: "a cube" }), test);
    expect(body).toMatchObject({ credits: 0, resolution: 128, affordable: true });
  });

  it.each([
    ["no input", () => form({}), "invalid_request"],
    [
      "a quality without the format",
      () => form({ quality: "high", format: "fbx" }, photo),
      "unsupported_format",
    ],
    ["words that mean nothing", () => form({ prompt: "xqzzt" }), "prompt_not_understood"],
    ["a picture that is none", () => form({}, new TextEncoder().encode("no picture")), "invalid_image"],
  ])("refuses %s, as the request itself would be", async (_what, body, code) => {
    const { status, body: problem } = await callApi("POST", "/api/v1/generations/quote", {
      key,
      body: body(),
    });
    expect([status < 500, problem.code]).toEqual([true, code]);
  });

  it("refuses a picture without a subject", async () => {
    const empty = await encodePicture(flatRaster(200, 200, [255, 255, 255, 255]), "png");
    const { status, body } = await callApi("POST", "/api/v1/generations/quote", {
      key,
      body: form({}, empty),
    });
    expect([status, body.code]).toEqual([400, "empty_subject"]);
  });
});

describe("max_credits", () => {
  it("refuses what costs more, uncharged, and takes what costs as much", async () => {
    const { status, body } = await callApi("POST", "/api/v1/generations", {
      key,
      json: { prompt: "a cube", max_credits: 3 },
    });
    expect([status, body.code, body.param, body.credits_required]).toEqual([
      402,
      "price_above_limit",
      "max_credits",
      4,
    ]);
    expect([await rows(), await getBalance(owner.organizationId)]).toEqual([0, 10]);
    expect((await create({ prompt: "a cube", max_credits: 4 })).status).toBe(202);
  });
});

describe("metadata and end_user_id", () => {
  it("are kept and given back, from JSON and from a form", async () => {
    const metadata = { order: "A-17", "<script>": "" };
    const wrong = await callApi("POST", "/api/v1/generations", { key, json: { prompt: "a cube", metadata } });
    expect([wrong.status, wrong.body.code]).toEqual([400, "invalid_request"]);
    const fine = await create({ prompt: "a cube", end_user_id: "c-1", metadata: { order: "A-17 <b>" } });
    expect(fine.body).toMatchObject({ end_user_id: "c-1", metadata: { order: "A-17 <b>" } });
    const { body } = await callApi<Generation>("POST", "/api/v1/generations", {
      key,
      body: form({ prompt: "a cube", metadata: '{"order":"B"}' }),
    });
    expect(body).toMatchObject({ metadata: { order: "B" }, end_user_id: null });
  });

  it.each([
    [{ metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, "v"])) }, "metadata"],
    [{ metadata: { name: "x".repeat(501) } }, "metadata.name"],
    [{ metadata: { number: 3 } }, "metadata.number"],
    [{ end_user_id: "a b" }, "end_user_id"],
    [{ deadline_seconds: 4 }, "deadline_seconds"],
    [{ max_credits: -1 }, "max_credits"],
  ])("refuse %j", async (more, param) => {
    const { status, body } = await callApi("POST", "/api/v1/generations", {
      key,
      json: { prompt: "a cube", ...more },
    });
    expect([status, body.code, body.param]).toEqual([400, "invalid_request", param]);
    expect(await rows()).toBe(0);
  });
});

describe("the list", () => {
  it("is narrowed by engine, key, end user, time and words, together with pages", async () => {
    const other = await makeKey(owner.ctx);
    const one = (await create({ prompt: "a tall vase", end_user_id: "c-1" })).body;
    const two = (
      await callApi<Generation>("POST", "/api/v1/generations", {
        key: other,
        json: { prompt: "a Vase with 100% cotton" },
      })
    ).body;
    await db().generation.update({ where: { id: one.id }, data: { engine: "parametric" } });
    const list = async (query: string) => {
      const { body } = await callApi<GenerationPage>("GET", `/api/v1/generations?${query}`, { key });
      return body.data.map(({ id }) => id);
    };
    const keyId = (await db().generation.findUniqueOrThrow({ where: { id: two.id } })).apiKeyId;
    expect(await list("engine=parametric")).toEqual([one.id]);
    expect(await list(`key_id=${keyId}`)).toEqual([two.id]);
    expect(await list("end_user_id=c-1")).toEqual([one.id]);
    expect(await list("text=vase")).toEqual([two.id, one.id]);
    expect(await list("text=100%25")).toEqual([two.id]);
    expect(await list("text=_")).toEqual([]);
    expect(await list(`created_before=${one.created_at}`)).toEqual([]);
    expect(await list(`created_after=${one.created_at}&limit=1&after=${two.id}`)).toEqual([one.id]);
    const inverted = await callApi(
      "GET",
      `/api/v1/generations?created_after=2026-02-01T00:00:00Z&created_before=2026-01-01T00:00:00Z`,
      { key },
    );
    expect([inverted.status, inverted.body.param]).toEqual([400, "created_after"]);
  });
});

describe("a finished generation", () => {
  it("takes feedback, and the last word stands; a running one takes none", async () => {
    const { id } = (await create({ prompt: "a cube" })).body;
    const say = (json: object) => callApi("POST", `/api/v1/generations/${id}/feedback`, { key, json });
    expect((await say({ rating: "good" })).status).toBe(409);
    await finishGeneration(id, "stl", "stl", "solid");
    expect((await say({ rating: "good" })).body).toEqual({ rating: "good", comment: "" });
    await say({ rating: "bad", comment: " thin walls " });
    const { body } = await callApi<Generation>("GET", `/api/v1/generations/${id}`, { key });
    expect(body.feedback).toEqual({ rating: "bad", comment: "thin walls" });
    expect((await say({ rating: "fine" })).status).toBe(400);
  });

  it("shows its report alone, and before it has one says so", async () => {
    const { id } = (await create({ prompt: "a cube" })).body;
    const read = () => callApi("GET", `/api/v1/generations/${id}/report`, { key });
    const early = await read();
    expect([early.status, early.body.code]).toEqual([400, "download_not_ready"]);
    const report = {
      watertight: true,
      manifold: true,
      triangles: 12,
      vertices: 8,
      parts: 1,
      volume_mm3: 1000,
      area_mm2: 600,
      size_mm: { x: 10, y: 10, z: 10 },
      overhang_share: 0,
      bed_contact_mm2: 100,
      filament_grams: 1.2,
      print_minutes: 9,
      fits_bed: true,
    };
    await db().generation.update({ where: { id }, data: { status: "completed", report } });
    expect((await read()).body).toEqual(report);
  });
});
