import { beforeAll, describe, expect, it } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import { cancelGeneration, createGeneration, getGeneration } from "@/lib/generations";
import { failGeneration } from "@/lib/generations/fail-generation";
import { generationJobs } from "@/lib/generations/jobs";
import { GenerationSettings, type GenerationRequest } from "@/lib/generations/schema";
import { takeGeneration } from "@/lib/generations/take-generation";
import { hasJob, listJobs } from "@/lib/jobs";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

beforeAll(async () => {
  await freshDatabase();
  overrideEnv({ generationsAtOnce: 2 });
});

const submit = async ({ ctx }: TestAccount, request: GenerationRequest = {}) =>
  (await createGeneration(ctx, { settings: GenerationSettings.parse({ prompt: "a cube", ...request }) })).id;
const waitsSeconds = async (id: string): Promise<number> => {
  const [row] = await db().$queryRaw<{ seconds: number }[]>`
    SELECT extract(epoch FROM run_at - now())::float AS seconds FROM graphile_worker._private_jobs
    WHERE key = ${`generation.run:${id}`}`;
  return Math.max(0, row.seconds);
};
const running = (organizationId: string) =>
  db().generation.count({ where: { organizationId, status: "processing" } });

describe("an organization at its limit", () => {
  it("row 75: has the next generation wait, and start when one has finished", async () => {
    const account = await makeAccount();
    const [one, two, three, four] = [
      await submit(account),
      await submit(account),
      await submit(account),
      await submit(account),
    ];
    expect((await takeGeneration(one))?.attempt).toBe(1);
    expect((await takeGeneration(two))?.attempt).toBe(1);
    expect(await takeGeneration(three)).toBeNull();
    expect(await takeGeneration(four)).toBeNull();
    expect((await getGeneration(account.ctx, three)).status).toBe("pending");
    expect(await waitsSeconds(three)).toBeGreaterThan(3);

    await failGeneration(one, { code: "engine_failed", message: "It failed." });
    expect(await waitsSeconds(three)).toBe(0);
    expect(await waitsSeconds(four)).toBeGreaterThan(3);
    expect((await takeGeneration(three))?.status).toBe("processing");
    await cancelGeneration(account.ctx, two);
    expect(await waitsSeconds(four)).toBe(0);
  });

  it("never makes more than that at once, however many workers take at the same moment", async () => {
    const account = await makeAccount();
    const ids = await Promise.all(Array.from({ length: 8 }, () => submit(account)));
    const taken = await Promise.all(ids.map(takeGeneration));
    expect(taken.filter(Boolean)).toHaveLength(2);
    expect(await running(account.organizationId)).toBe(2);
    for (const id of ids) expect(await hasJob(`generation.run:${id}`)).toBe(true);
  });

  it("may take up again what its own killed worker held, and holds up nobody else", async () => {
    const account = await makeAccount();
    const [one, two] = [await submit(account), await submit(account)];
    await takeGeneration(one);
    await takeGeneration(two);
    expect((await takeGeneration(one))?.attempt).toBe(2);
    expect((await takeGeneration(await submit(await makeAccount())))?.attempt).toBe(1);
  });
});

describe("a deadline", () => {
  it("ends what has not finished, uncharged, and leaves the finished alone", async () => {
    const account = await makeAccount({ credits: 10 });
    const id = await submit(account, { deadline_seconds: 30 });
    const { deadline_at, created_at } = await getGeneration(account.ctx, id);
    expect(Date.parse(deadline_at ?? "") - Date.parse(created_at)).toBe(30_000);
    const planned = (await listJobs()).filter(({ job }) => job === "generation.expire");
    expect(planned).toHaveLength(1);
    await takeGeneration(id);
    const run = { attempt: 1, maxAttempts: 5, jobId: "1", signal: new AbortController().signal };
    await generationJobs["generation.expire"]({ generationId: id }, run);
    expect(await getGeneration(account.ctx, id)).toMatchObject({
      status: "failed",
      credits_used: 0,
      error: { code: "deadline_exceeded" },
    });
    expect(await getBalance(account.organizationId)).toBe(10);

    const done = await submit(account, { deadline_seconds: 30 });
    await cancelGeneration(account.ctx, done);
    await generationJobs["generation.expire"]({ generationId: done }, run);
    expect((await getGeneration(account.ctx, done)).status).toBe("cancelled");
  });
});
