import { readdir } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { cancelGeneration, createGeneration, getGeneration, openDownload } from "@/lib/generations";
import { failGeneration } from "@/lib/generations/fail-generation";
import { generationJobs } from "@/lib/generations/jobs";
import { GenerationSettings, type GenerationRequest } from "@/lib/generations/schema";
import { checkInvariants } from "@/lib/run/invariants";
import { callApi } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";
import { vasePhoto } from "../support/vase-photo";

/** A generation whose retention is zero: what is left of it, and when. */

let account: TestAccount;
let dataDir: string;
let photo: Uint8Array;
beforeAll(async () => {
  ({ dataDir } = await freshDatabase());
  photo = await vasePhoto();
  account = await makeAccount({ credits: 500 });
});

const create = (request: GenerationRequest, image?: Uint8Array) =>
  createGeneration(account.ctx, {
    settings: GenerationSettings.parse({ processing: { retention: "zero" }, ...request }),
    image,
  });
const rowOf = (id: string) => db().generation.findUniqueOrThrow({ where: { id }, include: { files: true } });
const jobFor = async (name: string, id: string) => {
  const [job] = await db().$queryRaw<{ run_at: Date }[]>`
    SELECT run_at FROM graphile_worker.jobs WHERE key = ${`${name}:${id}`}`;
  return job as { run_at: Date } | undefined;
};
const run = (name: string, generationId: string) =>
  generationJobs[name](
    { generationId },
    { attempt: 1, maxAttempts: 3, jobId: "1", signal: new AbortController().signal },
  );
/** Names of everything on disk that belongs to the generation. */
const kept = async (id: string) => {
  const folder = path.join(dataDir, "objects", account.organizationId, id);
  const all = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return all
    .filter((entry) => entry.isFile())
    .map(({ name }) => name.replace(/-\w{12}$/, ""))
    .sort();
};
const fetchFile = async (id: string, format: string) => {
  const { files } = await getGeneration(account.ctx, id);
  return callApi("GET", files.find((file) => file.format === format)?.url as string);
};

describe("the input", () => {
  it("goes as soon as the run has ended, picture and words, and nothing else with it", async () => {
    const { id } = await create({}, photo);
    expect(await kept(id)).toEqual(["input"]);
    await makeResult(id);
    expect(await jobFor("generation.erase_input", id)).toBeDefined();
    await run("generation.erase_input", id);
    await run("generation.erase_input", id);
    expect(await kept(id)).toEqual(["preview", "stl", "thumbnail"]);
    const row = await rowOf(id);
    expect(row).toMatchObject({ inputObject: null, inputBytes: 0n, viewObjects: [], status: "completed" });
    const bytes = [`${id} as stl`, `${id} preview`, `${id} thumbnail`].join("").length;
    expect(row.storedBytes).toBe(BigInt(bytes));
    expect((await getGeneration(account.ctx, id)).input_url).toBeNull();
  });

  it("goes after a failure and a cancellation as well", async () => {
    const failed = await create({ prompt: "a tall vase" });
    expect(failed.prompt).toBeNull();
    expect((await rowOf(failed.id)).prompt).toBe("a tall vase");
    await failGeneration(failed.id, { code: "engine_failed", message: "No" });
    const cancelled = await create({}, photo);
    await cancelGeneration(account.ctx, cancelled.id);
    for (const { id } of [failed, cancelled]) {
      expect(await jobFor("generation.erase_input", id)).toBeDefined();
      expect(await jobFor("generation.erase_results", id)).toBeUndefined();
      await run("generation.erase_input", id);
      expect(await kept(id)).toEqual([]);
      expect(await rowOf(id)).toMatchObject({ prompt: null, storedBytes: 0n });
    }
  });

  it("stays while it may still be needed, and where nobody asked for it to go", async () => {
    const waiting = await create({}, photo);
    await run("generation.erase_input", waiting.id);
    expect(await kept(waiting.id)).toEqual(["input"]);
    const usual = await create({ processing: {} }, photo);
    await makeResult(usual.id);
    expect(await jobFor("generation.erase_input", usual.id)).toBeUndefined();
    expect(await jobFor("generation.erase_results", usual.id)).toBeUndefined();
  });
});

describe("the results", () => {
  it("go an hour after completion", async () => {
    const { id } = await create({ prompt: "a cube" });
    await makeResult(id);
    const job = await jobFor("generation.erase_results", id);
    const { completedAt } = await rowOf(id);
    expect(Math.abs((job?.run_at.getTime() ?? 0) - (completedAt?.getTime() ?? 0) - 3_600_000)).toBeLessThan(
      60_000,
    );
    const links = await getGeneration(account.ctx, id);
    await run("generation.erase_results", id);
    await run("generation.erase_results", id);
    expect(await kept(id)).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ files: [], previewObject: null, storedBytes: 0n });
    for (const url of [links.files[0].url, links.preview_url, links.thumbnail_url])
      expect(await callApi("GET", url as string)).toMatchObject({ status: 410, body: { code: "gone" } });
    const after = await getGeneration(account.ctx, id);
    expect(after).toMatchObject({ status: "completed", files: [], report: { watertight: true } });
    expect((await checkInvariants()).checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it("go one by one as each file is fetched, and the pictures with the last", async () => {
    const { id } = await create({ prompt: "a cube", formats: ["stl", "glb"] });
    await makeResult(id, ["stl", "glb"]);
    const links = await getGeneration(account.ctx, id);
    expect((await callApi("GET", links.preview_url as string)).status).toBe(200);
    expect((await fetchFile(id, "stl")).text).toBe(`${id} as stl`);
    await expect.poll(() => kept(id)).toEqual(["glb", "preview", "thumbnail"]);
    expect((await callApi("GET", links.files[0].url)).status).toBe(410);
    expect((await fetchFile(id, "glb")).text).toBe(`${id} as glb`);
    await expect.poll(async () => (await rowOf(id)).resultsErasedAt).not.toBeNull();
    expect(await kept(id)).toEqual([]);
    expect((await rowOf(id)).storedBytes).toBe(0n);
  });

  it("do not go because somebody asked about them", async () => {
    const { id } = await create({ prompt: "a cube" });
    await makeResult(id);
    const { stream } = await openDownload(id, "stl", { peek: true });
    expect(await text(stream)).toBe(`${id} as stl`);
    expect(await kept(id)).toEqual(["preview", "stl", "thumbnail"]);
    expect((await fetchFile(id, "stl")).text).toBe(`${id} as stl`);
    await expect.poll(() => kept(id)).toEqual([]);
  });
});
