import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { db, transaction } from "@/lib/db";
import { getBalance } from "@/lib/credits";
import {
  cancelGeneration,
  createGeneration,
  deleteGeneration,
  getGeneration,
  listGenerations,
} from "@/lib/generations";
import type { CreateGenerationInput } from "@/lib/generations/create-generation";
import { isNormalMap } from "@/lib/generations/prepare-pictures";
import { purgeGeneration } from "@/lib/generations/delete-generation";
import { GenerationSettings, type GenerationRequest } from "@/lib/generations/schema";
import { hasJob } from "@/lib/jobs";
import { readObject } from "@/lib/storage";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";
import { drawBallNormals } from "../support/draw-normals";
import { encodePicture, flatRaster, makeLandscape, makeScene } from "../support/make-pictures";
import { vasePhoto } from "../support/vase-photo";

const settings = (request: GenerationRequest = {}) => GenerationSettings.parse(request);
const ledgerOf = (organizationId: string) =>
  db().ledgerEntry.findMany({ where: { organizationId }, orderBy: { number: "asc" } });

let photo: Uint8Array;
beforeAll(async () => {
  await freshDatabase();
  photo = await vasePhoto();
});

describe("createGeneration", () => {
  it("reserves, inserts and enqueues together", async () => {
    const { ctx, organizationId } = await makeAccount({ credits: 10 });
    const generation = await createGeneration(ctx, { settings: settings({ quality: "high" }), image: photo });

    expect(generation).toMatchObject({
      status: "pending",
      quality: "high",
      resolution: 384,
      credits_used: 6,
    });
    expect(await getBalance(organizationId)).toBe(4);
    expect(await hasJob(`generation.run:${generation.id}`)).toBe(true);
    expect((await ledgerOf(organizationId)).map((entry) => [entry.kind, entry.amount])).toEqual([
      ["grant", 10],
      ["reserve", -6],
    ]);
    const events = await db().event.findMany({ where: { subjectId: generation.id } });
    expect(events.map((event) => event.type)).toEqual(["generation.created"]);
  });

  it("keeps every view and counts their bytes", async () => {
    const { ctx } = await makeAccount();
    const views = [photo, photo];
    const { id } = await createGeneration(ctx, {
      settings: settings({ engine: "hull" }),
      image: photo,
      views,
    });
    const row = await db().generation.findUniqueOrThrow({ where: { id } });
    const objects = [row.inputObject as string, ...row.viewObjects];
    expect(objects).toHaveLength(3);
    const bytes = await Promise.all(objects.map(readObject));
    expect(Number(row.storedBytes)).toBe(bytes.reduce((sum, { length }) => sum + length, 0));
  });

  it("keeps what is said of the print, and gives it back", async () => {
    const { ctx } = await makeAccount();
    const created = await createGeneration(ctx, {
      settings: settings({ prompt: "a vase", print: { bed_mm: [100, 100, 100] } }),
    });
    expect(created.settings.print).toEqual({ bed_mm: [100, 100, 100] });
  });

  it("refuses what would pass the organization's storage, uncharged, and takes it once room was made", async () => {
    const { ctx, organizationId } = await makeAccount({ credits: 10 });
    const request = { settings: settings({ prompt: "a vase" }) };
    const { id } = await createGeneration(ctx, { settings: settings(), image: photo });
    overrideEnv({ storageQuotaBytes: 1000 });
    onTestFinished(() => overrideEnv({ storageQuotaBytes: 50 * 1024 ** 3 }));
    // The sum is kept for half a minute.
    const later = new Date(Date.now() + 31_000);
    vi.spyOn(clock, "now").mockImplementation(() => later);
    onTestFinished(() => void vi.restoreAllMocks());
    await expect(createGeneration(ctx, request)).rejects.toMatchObject({ code: "storage_quota" });
    expect(await getBalance(organizationId)).toBe(6);
    await deleteGeneration(ctx, id);
    await purgeGeneration(id);
    expect((await createGeneration(ctx, request)).status).toBe("pending");
  });

  it.each([
    ["one picture to the hull", { engine: "hull" }, 1, "image"],
    ["two pictures to the figure", { engine: "figure" }, 2, "image"],
    ["two pictures to auto", {}, 2, "image"],
    ["a split in colour", { quality: "super_texture", print: { split: "pegs" } }, 1, "print"],
    ["a clearance without a split", { print: { split_clearance_mm: 0.2 } }, 1, "print"],
    ["a packed GLB without a GLB", { output: { glb_compression: "meshopt" } }, 1, "output"],
    ["the settings of another engine", { engine: "relief", figure: {} }, 1, "figure"],
    ["a picture to the text", { engine: "text" }, 1, "engine"],
    ["words to the relief", { engine: "relief", prompt: "a vase" }, 0, "engine"],
  ] as const)("refuses %s", async (_name, request, pictures, param) => {
    const { ctx } = await makeAccount();
    const sent = { image: pictures > 0 ? photo : undefined, views: pictures > 1 ? [photo] : [] };
    await expect(createGeneration(ctx, { settings: settings(request), ...sent })).rejects.toMatchObject({
      code: "invalid_request",
      details: { param },
    });
  });

  it("keeps a figure's depth map in sixteen bits, and refuses one that nobody would read", async () => {
    const { ctx } = await makeAccount();
    const depthMap = await encodePicture(makeLandscape(64, 64));
    const figure = settings({ engine: "figure", figure: { depth_range: 0.3 } });
    const { id } = await createGeneration(ctx, { settings: figure, image: photo, depthMap });
    const { viewObjects } = await db().generation.findUniqueOrThrow({ where: { id } });
    const kept = await readObject(viewObjects[0]);
    // Depth and colour type of the PNG's header.
    expect([viewObjects.length, kept[24], kept[25]]).toEqual([1, 16, 4]);
    await expect(
      createGeneration(ctx, { settings: settings(), image: photo, depthMap }),
    ).rejects.toMatchObject({ code: "invalid_request", details: { param: "depth_map" } });
    await expect(createGeneration(ctx, { settings: figure, image: photo })).rejects.toMatchObject({
      code: "invalid_request",
      details: { param: "figure" },
    });
    const flat = await encodePicture(flatRaster(64, 64, [90, 90, 90, 255]));
    await expect(
      createGeneration(ctx, { settings: figure, image: photo, depthMap: flat }),
    ).rejects.toMatchObject({ code: "invalid_image", details: { param: "depth_map" } });
  });

  it("keeps a figure's normal map by its name, and refuses one that nobody would read", async () => {
    const { ctx, organizationId } = await makeAccount({ credits: 10 });
    const figure = settings({ engine: "figure", figure: { normal_green: "down" } });
    const square = await encodePicture(makeScene("duck", "white", 128).raster);
    const normalMap = await encodePicture(drawBallNormals());
    const { id } = await createGeneration(ctx, { settings: figure, image: square, normalMap });
    const { viewObjects } = await db().generation.findUniqueOrThrow({ where: { id } });
    const kept = await readObject(viewObjects[0]);
    expect([viewObjects.length, isNormalMap(viewObjects[0]), kept[24], kept[25]]).toEqual([1, true, 16, 6]);
    const balance = await getBalance(organizationId);
    const refuse = async (input: Partial<CreateGenerationInput>) =>
      createGeneration(ctx, { settings: figure, image: square, normalMap, ...input }).then(
        () => "was taken",
        ({ code, details, message }) => [code, details.param, message],
      );
    expect(await refuse({ settings: settings() })).toEqual([
      "invalid_request",
      "normal_map",
      "A normal map is for the engine figure. Name that engine, or leave the map out.",
    ]);
    expect(await refuse({ depthMap: square })).toEqual([
      "invalid_request",
      "normal_map",
      "Send either depth_map or normal_map, not both: each tells the whole front.",
    ]);
    const wide = await encodePicture(drawBallNormals(96, 64));
    expect(await refuse({ normalMap: wide })).toEqual([
      "invalid_image",
      "normal_map",
      expect.stringContaining("other proportions (96 × 64) than the picture (128 × 128)"),
    ]);
    const scaled = settings({ engine: "figure", figure: { depth_range: 0.3 } });
    expect((await refuse({ settings: scaled })).slice(0, 2)).toEqual(["invalid_request", "figure"]);
    expect((await refuse({ normalMap: square })).slice(0, 2)).toEqual(["invalid_image", "normal_map"]);
    expect(await getBalance(organizationId)).toBe(balance);
  });

  it("keeps the cleaned picture, not the sent bytes", async () => {
    const { ctx } = await makeAccount();
    const { id } = await createGeneration(ctx, { settings: settings(), image: photo });
    const row = await db().generation.findUniqueOrThrow({ where: { id } });
    const kept = await readObject(row.inputObject as string);
    expect(row.inputType).toBe("image/jpeg");
    expect(kept.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });

  it("takes nothing from a test key and lowers the resolution", async () => {
    const { asKey, organizationId } = await makeAccount({ credits: 3 });
    const generation = await createGeneration(asKey(true), {
      settings: settings({ quality: "ultra" }),
      image: photo,
    });
    expect(generation).toMatchObject({ test: true, resolution: 128, credits_used: 0 });
    expect(await getBalance(organizationId)).toBe(3);
  });

  it("leaves no trace when its transaction is rolled back", async () => {
    const { ctx, organizationId } = await makeAccount({ credits: 10 });
    let id = "";
    const attempt = transaction(undefined, async (tx) => {
      id = (await createGeneration({ ...ctx, tx }, { settings: settings({ prompt: "a vase" }) })).id;
      throw new Error("stop");
    });
    await expect(attempt).rejects.toThrow("stop");
    expect(await hasJob(`generation.run:${id}`)).toBe(false);
    expect(await getBalance(organizationId)).toBe(10);
    expect(await db().generation.count({ where: { organizationId } })).toBe(0);
  });
});

describe("createGeneration refuses", () => {
  it.each<[string, GenerationRequest, boolean, string, string | undefined]>([
    ["nothing to model", {}, false, "invalid_request", "image"],
    ["a picture and a prompt", { prompt: "a vase" }, true, "invalid_request", "prompt"],
    [
      "a prompt in a quality for pictures",
      { prompt: "a vase", quality: "super" },
      false,
      "invalid_request",
      "quality",
    ],
    ["STL in colour", { quality: "super_texture", formats: ["stl"] }, true, "unsupported_format", "format"],
    ["PLY on the super tiers", { quality: "super", formats: ["ply"] }, true, "unsupported_format", "format"],
    ["a format twice", { formats: ["stl", "stl"] }, true, "invalid_request", "formats"],
    ["a picture for the prompt engine", { engine: "parametric" }, true, "invalid_request", "engine"],
    [
      "a prompt for a picture engine",
      { engine: "relief", prompt: "a vase" },
      false,
      "invalid_request",
      "engine",
    ],
    ["words it does not know", { prompt: "quantum entanglement" }, false, "prompt_not_understood", "prompt"],
  ])("%s", async (_name, request, hasImage, code, param) => {
    const { ctx, organizationId } = await makeAccount({ credits: 50 });
    const attempt = createGeneration(ctx, {
      settings: settings(request),
      image: hasImage ? photo : undefined,
    });
    await expect(attempt).rejects.toMatchObject({ code, details: { param } });
    expect(await getBalance(organizationId)).toBe(50);
    expect(await db().generation.count({ where: { organizationId } })).toBe(0);
  });

  it("a picture that is none, and charges nothing", async () => {
    const { ctx, organizationId } = await makeAccount({ credits: 50 });
    const attempt = createGeneration(ctx, {
      settings: settings(),
      image: Buffer.from("not a picture at all"),
    });
    await expect(attempt).rejects.toMatchObject({ code: "invalid_image" });
    expect(await getBalance(organizationId)).toBe(50);
  });

  it("a viewer", async () => {
    const { as } = await makeAccount();
    const attempt = createGeneration(as("viewer"), { settings: settings({ prompt: "a vase" }) });
    await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
  });

  it("what cannot be paid for, with both amounts", async () => {
    const { ctx } = await makeAccount({ credits: 3 });
    const attempt = createGeneration(ctx, { settings: settings({ prompt: "a vase" }) });
    await expect(attempt).rejects.toMatchObject({
      code: "insufficient_credits",
      details: { creditsRequired: 4, creditsAvailable: 3 },
    });
  });

  it("all but seven of a hundred at once with credit for seven", async () => {
    const { ctx, organizationId } = await makeAccount({ credits: 7 * 4 + 3 });
    const attempts = Array.from({ length: 100 }, () =>
      createGeneration(ctx, { settings: settings({ prompt: "a vase" }) }),
    );
    const settled = await Promise.allSettled(attempts);
    expect(settled.filter((result) => result.status === "fulfilled")).toHaveLength(7);
    const reasons = settled.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(new Set(reasons)).toEqual(new Set(["insufficient_credits"]));

    const entries = await ledgerOf(organizationId);
    expect(entries.reduce((sum, entry) => sum + entry.amount, 0)).toBe(3);
    expect(await getBalance(organizationId)).toBe(3);
  });
});

describe("another organization's generation", () => {
  it("is not found, like one that never was", async () => {
    const [one, other] = [await makeAccount(), await makeAccount()];
    const { id } = await createGeneration(one.ctx, { settings: settings({ prompt: "a vase" }) });
    const theirs = await getGeneration(other.ctx, id).catch((error) => error);
    const none = await getGeneration(other.ctx, "gen_0000000000000000000000").catch((error) => error);
    expect(theirs.code).toBe("not_found");
    expect(theirs.message).toBe(none.message);
    expect((await listGenerations(other.ctx, { limit: 20 })).data).toEqual([]);
  });
});

describe("test and live keys", () => {
  it("do not see each other's generations; the owner sees both", async () => {
    const { ctx, asKey } = await makeAccount();
    const live = await createGeneration(asKey(), { settings: settings({ prompt: "a vase" }) });
    const test = await createGeneration(asKey(true), { settings: settings({ prompt: "a vase" }) });
    await expect(getGeneration(asKey(true), live.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(getGeneration(asKey(), test.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelGeneration(asKey(true), live.id)).rejects.toMatchObject({ code: "not_found" });
    const idsFor = async (caller: typeof ctx) =>
      (await listGenerations(caller, { limit: 20 })).data.map((generation) => generation.id);
    expect(await idsFor(asKey())).toEqual([live.id]);
    expect(await idsFor(asKey(true))).toEqual([test.id]);
    expect(await idsFor(ctx)).toEqual([test.id, live.id]);
  });
});

describe("row 6: listGenerations", () => {
  it("refuses a cursor that is another's or nobody's", async () => {
    const [one, other] = [await makeAccount(), await makeAccount()];
    const { id } = await createGeneration(other.ctx, { settings: settings({ prompt: "a vase" }) });
    for (const after of [id, "gen_0000000000000000000000", "x"])
      await expect(listGenerations(one.ctx, { limit: 2, after })).rejects.toMatchObject({
        code: "invalid_request",
      });
  });

  it("pages newest first in both directions", async () => {
    const { ctx } = await makeAccount();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++)
      ids.unshift((await createGeneration(ctx, { settings: settings({ prompt: "a vase" }) })).id);
    const idsOf = async (query: { limit: number; after?: string; before?: string }) => {
      const page = await listGenerations(ctx, query);
      return [page.data.map((generation) => generation.id), page.has_more];
    };
    expect(await idsOf({ limit: 2 })).toEqual([[ids[0], ids[1]], true]);
    expect(await idsOf({ limit: 2, after: ids[1] })).toEqual([[ids[2], ids[3]], true]);
    expect(await idsOf({ limit: 2, after: ids[3] })).toEqual([[ids[4]], false]);
    expect(await idsOf({ limit: 2, before: ids[4] })).toEqual([[ids[2], ids[3]], true]);
    expect(await idsOf({ limit: 9, before: ids[2] })).toEqual([[ids[0], ids[1]], false]);
  });
});
