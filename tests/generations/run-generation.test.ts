import net from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { AppError } from "@/lib/core/errors";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import { closeEngines, configureEngines } from "@/lib/engines";
import {
  cancelGeneration,
  createGeneration,
  deleteGeneration,
  getGeneration,
  openDownload,
} from "@/lib/generations";
import { generationJobs, generationJobsExhausted } from "@/lib/generations/jobs";
import { GenerationSettings, type GenerationRequest } from "@/lib/generations/schema";
import { objectExists, readObject } from "@/lib/storage";
import { freshDatabase } from "../support/database";
import { findMeshFaults } from "../support/check-closed-mesh";
import { readStl } from "../support/read-stl";
import { buildEngineThread } from "../support/build-engine-thread";
import { drawBallNormals } from "../support/draw-normals";
import { drawRaster, encodePicture, makeScene } from "../support/make-pictures";
import { makeAccount, type TestAccount } from "../support/make-account";
import { vasePhoto } from "../support/vase-photo";

const kinds = async (generationId: string) =>
  (await db().ledgerEntry.findMany({ where: { generationId }, orderBy: { number: "asc" } })).map(
    (entry) => entry.kind,
  );
const run = (generationId: string, signal = new AbortController().signal) =>
  generationJobs["generation.run"]({ generationId }, { attempt: 1, maxAttempts: 3, jobId: "1", signal });

let account: TestAccount;
let photo: Uint8Array;
let engineFile: string;
const submit = (request: GenerationRequest = {}, image?: Uint8Array) =>
  createGeneration(account.asKey(true), { settings: GenerationSettings.parse(request), image });

beforeAll(async () => {
  await freshDatabase();
  engineFile = await buildEngineThread("generations");
  configureEngines({ file: engineFile });
  photo = await vasePhoto();
});

afterAll(closeEngines);

describe("runGeneration", () => {
  it("rows 8 and 15: turns a picture into a closed mesh of the wanted size, settles, and speaks to nobody", async () => {
    account = await makeAccount();
    const connect = vi.spyOn(net.Socket.prototype, "connect");
    onTestFinished(() => connect.mockRestore());
    const processing = { mode: "own" } as const;
    const { id } = await submit({ formats: ["stl", "3mf"], size_mm: 60, processing }, photo);
    await run(id);
    const hosts = connect.mock.calls.map(([first, second]: unknown[]) => {
      const options = Array.isArray(first) ? (first as unknown[])[0] : first;
      // A path is a socket of this machine, a number a port of the host behind it.
      if (typeof options === "string") return "localhost";
      return typeof options === "number"
        ? String(second)
        : ((options as { host?: string }).host ?? "localhost");
    });
    // Its own database at most.
    expect(hosts.filter((host) => !["127.0.0.1", "localhost", "::1"].includes(host))).toEqual([]);

    const done = await getGeneration(account.ctx, id);
    expect(done).toMatchObject({ status: "completed", progress: 100, engine: "figure", error: null });
    expect(done.files.map((file) => file.format).sort()).toEqual(["3mf", "stl"]);
    expect(done.report).toMatchObject({ watertight: true, manifold: true, fits_bed: true, parts: 1 });
    expect(await kinds(id)).toEqual(["reserve", "settle"]);

    const file = await db().generationFile.findFirstOrThrow({ where: { generationId: id, format: "stl" } });
    const bytes = await readObject(file.object);
    expect(bytes.length).toBe(Number(file.sizeBytes));
    const mesh = readStl(bytes);
    expect(findMeshFaults(mesh)).toEqual([]);
    const heights = Array.from(mesh.positions).filter((_, i) => i % 3 === 2);
    expect(heights.reduce((a, b) => Math.max(a, b))).toBeCloseTo(60, 3);
    expect(heights.reduce((a, b) => Math.min(a, b))).toBeCloseTo(0, 5);
  });

  it("reads the map of the front that was kept: directions as such, greys as depth", async () => {
    account = await makeAccount();
    const figure = GenerationSettings.parse({ engine: "figure" });
    const image = await encodePicture(makeScene("duck", "white", 128).raster);
    const [normalMap, depthMap] = await Promise.all(
      [drawBallNormals(), drawRaster(64, 64, (x, y) => [x + y, x + y, x + y, 255])].map((raster) =>
        encodePicture(raster),
      ),
    );
    const maps = [
      [{ normalMap }, "The front follows the slopes of the given normal map"],
      [{ depthMap }, "The front follows the given map"],
    ] as const;
    for (const [map, words] of maps) {
      const { id } = await createGeneration(account.asKey(true), { settings: figure, image, ...map });
      await run(id);
      const { status, notes } = await getGeneration(account.ctx, id);
      expect([status, notes.some((note) => note.startsWith(words))]).toEqual(["completed", true]);
    }
  });

  it("does nothing the second time", async () => {
    account = await makeAccount();
    const { id } = await submit({ prompt: "a vase" });
    await run(id);
    const first = await getGeneration(account.ctx, id);
    await run(id);
    const second = await getGeneration(account.ctx, id);
    expect(second.files.map((file) => file.sha256)).toEqual(first.files.map((file) => file.sha256));
    expect(await kinds(id)).toEqual(["reserve", "settle"]);
    expect((await db().generation.findUniqueOrThrow({ where: { id } })).attempt).toBe(1);
  });

  it("lets only the newest attempt finish", async () => {
    account = await makeAccount();
    const { id } = await submit({ prompt: "a vase" });
    await Promise.all([run(id), run(id)]);
    expect(await kinds(id)).toEqual(["reserve", "settle"]);
    expect(await db().generationFile.count({ where: { generationId: id } })).toBe(1);
    const events = await db().event.findMany({ where: { subjectId: id, type: "generation.completed" } });
    expect(events.map(({ data }) => data)).toMatchObject([
      { id, object: "generation", status: "completed", engine: "parametric", credits: 0, error: null },
    ]);
  });

  it("refuses what needs more memory than a model may have, and gives the credits back", async () => {
    account = await makeAccount({ credits: 10 });
    const ask = async () =>
      (await createGeneration(account.ctx, { settings: GenerationSettings.parse({ prompt: "a vase" }) })).id;
    await closeEngines();
    configureEngines({ file: engineFile, memoryMb: 2 });
    const refused = await ask();
    await run(refused);
    await closeEngines();
    configureEngines({ file: engineFile });
    expect(await getGeneration(account.ctx, refused)).toMatchObject({
      status: "failed",
      credits_used: 0,
      error: { code: "model_too_large", message: expect.stringContaining("256³ needs about") },
    });
    expect(await kinds(refused)).toEqual(["reserve", "release"]);
    expect(await getBalance(account.organizationId)).toBe(10);

    const made = await ask();
    await run(made);
    expect(await getGeneration(account.ctx, made)).toMatchObject({ status: "completed", credits_used: 4 });
    expect(await getBalance(account.organizationId)).toBe(6);
  });

  it("gives the credits back when its job is given up", async () => {
    account = await makeAccount({ credits: 10 });
    const { id } = await createGeneration(account.ctx, {
      settings: GenerationSettings.parse({ prompt: "a vase" }),
    });
    expect(await getBalance(account.organizationId)).toBe(6);
    await generationJobsExhausted["generation.run"]({ generationId: id });
    await generationJobsExhausted["generation.run"]({ generationId: id });

    const failed = await getGeneration(account.ctx, id);
    expect(failed).toMatchObject({ status: "failed", credits_used: 0, error: { code: "internal_error" } });
    expect(await getBalance(account.organizationId)).toBe(10);
    await run(id);
    expect((await getGeneration(account.ctx, id)).status).toBe("failed");
  });
});

describe("cancelGeneration", () => {
  it("stops a running one and gives the credits back once", async () => {
    account = await makeAccount({ credits: 10 });
    const { id } = await createGeneration(account.ctx, {
      settings: GenerationSettings.parse({ quality: "ultra" }),
      image: photo,
    });
    const running = run(id);
    while ((await getGeneration(account.ctx, id)).status === "pending")
      await new Promise((r) => setTimeout(r, 5));
    expect(await cancelGeneration(account.ctx, id)).toMatchObject({ status: "cancelled", credits_used: 0 });
    await running;
    expect(await cancelGeneration(account.ctx, id)).toMatchObject({ status: "cancelled" });
    expect(await getBalance(account.organizationId)).toBe(10);
    expect(await kinds(id)).toEqual(["reserve", "release"]);
    expect(await db().generationFile.count({ where: { generationId: id } })).toBe(0);
  });

  it("refuses a finished one", async () => {
    account = await makeAccount();
    const { id } = await submit({ prompt: "a vase" });
    await run(id);
    await expect(cancelGeneration(account.ctx, id)).rejects.toMatchObject({ code: "already_finished" });
  });
});

describe("row 6: deleteGeneration", () => {
  it("hides it at once, then removes every object", async () => {
    account = await makeAccount();
    const { id } = await submit({}, photo);
    await run(id);
    const row = await db().generation.findUniqueOrThrow({ where: { id }, include: { files: true } });
    const objects = [
      row.inputObject,
      row.previewObject,
      row.thumbnailObject,
      row.files[0].object,
    ] as string[];
    expect(await deleteGeneration(account.ctx, id)).toEqual({ id, object: "generation", deleted: true });

    await expect(getGeneration(account.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(openDownload(id, "stl")).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteGeneration(account.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await generationJobs["generation.purge"](
      { generationId: id },
      { attempt: 1, maxAttempts: 3, jobId: "1", signal: AbortSignal.timeout(9000) },
    );
    expect(await Promise.all(objects.map(objectExists))).toEqual([false, false, false, false]);
  });

  it("refuses another organization and changes nothing", async () => {
    account = await makeAccount();
    const { id } = await submit({ prompt: "a vase" });
    const other = await makeAccount();
    await expect(deleteGeneration(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await getGeneration(account.ctx, id)).status).toBe("pending");
  });
});

/** A picture of 96 px whose mask is drawn. */
const masked = (alpha: (x: number, y: number) => number) =>
  encodePicture(drawRaster(96, 96, (x, y) => [200 - x, 60 + y, 40, alpha(x, y)]));

describe("pictures and words in which there is nothing to make", () => {
  const never = async (request: GenerationRequest, image?: Uint8Array) => {
    account = await makeAccount();
    const before = await getBalance(account.organizationId);
    const error = (await submit(request, image).catch((reason: unknown) => reason)) as AppError;
    expect([await db().generation.count({ where: { organizationId: account.organizationId } })]).toEqual([0]);
    expect(await getBalance(account.organizationId)).toBe(before);
    return [error.code, error.message];
  };

  it.each([
    ["an empty mask", () => 0],
    ["a mask of one pixel", (x: number, y: number) => (x === 40 && y === 40 ? 255 : 0)],
  ])("refuses %s, uncharged", async (_name, alpha) => {
    expect(await never({ engine: "figure" }, await masked(alpha))).toEqual([
      "empty_subject",
      expect.stringContaining("wholly transparent"),
    ]);
  });

  it("refuses text for which the font has no letter, uncharged", async () => {
    expect(await never({ engine: "text", prompt: "中" })).toEqual([
      "invalid_request",
      expect.stringContaining("has no “中” (U+4E2D)"),
    ]);
  });

  it("makes a plate of a full mask", async () => {
    account = await makeAccount();
    const { id } = await submit({ engine: "extrude" }, await masked(() => 255));
    await run(id);
    expect(await getGeneration(account.ctx, id)).toMatchObject({
      status: "completed",
      report: { watertight: true, manifold: true, parts: 1 },
    });
  });

  it("gives up on a checkerboard of single pixels, gives the credits back, and offers the relief", async () => {
    account = await makeAccount();
    const checks = await masked((x, y) => ((x + y) % 2 ? 255 : 0));
    const { id } = await submit({ engine: "extrude" }, checks);
    await run(id);
    expect(await getGeneration(account.ctx, id)).toMatchObject({
      status: "failed",
      credits_used: 0,
      error: { code: "empty_subject", message: expect.stringContaining("use the relief") },
    });
    expect(await kinds(id)).toEqual(["reserve", "release"]);
  });

  it("names the view that contradicts the others, and gives the credits back", async () => {
    account = await makeAccount();
    const bar = (wide: number, high: number) =>
      masked((x, y) => (Math.abs(x - 48) < wide / 2 && Math.abs(y - 48) < high / 2 ? 255 : 0));
    const [front, side, back] = await Promise.all([bar(60, 80), bar(60, 80), bar(20, 80)]);
    const { id } = await createGeneration(account.asKey(true), {
      settings: GenerationSettings.parse({ engine: "hull", hull: { angles: [0, 90, 180] } }),
      image: front,
      views: [side, back],
    });
    await run(id);
    expect(await getGeneration(account.ctx, id)).toMatchObject({
      status: "failed",
      credits_used: 0,
      error: { code: "invalid_request", message: expect.stringContaining("View 3 contradicts") },
    });
    expect(await kinds(id)).toEqual(["reserve", "release"]);
  });
});
