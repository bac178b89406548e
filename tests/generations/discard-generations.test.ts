import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/core/clock";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import {
  createGeneration,
  discardGenerations,
  getGeneration,
  listGenerations,
  openDownload,
  openShare,
  restoreGenerations,
  shareGeneration,
} from "@/lib/generations";
import { generationJobs } from "@/lib/generations/jobs";
import { GenerationSettings } from "@/lib/generations/schema";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";

let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount({ credits: 500 });
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const passSeconds = (seconds: number): void => {
  const later = new Date(realNow().getTime() + seconds * 1000);
  clock.now = () => later;
};

async function start(): Promise<string> {
  const settings = GenerationSettings.parse({ prompt: "a tall vase" });
  return (await createGeneration(account.ctx, { settings })).id;
}
async function make(): Promise<string> {
  const id = await start();
  await makeResult(id);
  return id;
}
const job = (generationId: string) =>
  generationJobs["generation.delete"](
    { generationId },
    { attempt: 1, maxAttempts: 5, jobId: "1", signal: new AbortController().signal },
  );
const waiting = (id: string) =>
  db().$queryRaw<{ run_at: Date }[]>`
    SELECT run_at FROM graphile_worker.jobs WHERE key = ${`generation.delete:${id}`}`;
const rowOf = (id: string) => db().generation.findUniqueOrThrow({ where: { id } });
const missing = { code: "not_found" };

describe("discarding generations", () => {
  it("takes them out of every sight at once, and brings back within a minute what was shared of them", async () => {
    const [one, other] = [await make(), await make()];
    const { path } = await shareGeneration(account.ctx, {
      ...{ id: one, title: "A vase", expires_in_days: 7, allow_download: false },
    });
    const token = path.slice("/share/".length);
    const before = realNow().getTime();
    expect(await discardGenerations(account.ctx, [one, other, one, "gen_none"])).toEqual({
      deleted: 2,
      restorable: [one, other].sort(),
    });
    await expect(getGeneration(account.ctx, one)).rejects.toMatchObject(missing);
    await expect(openDownload(one, "preview")).rejects.toMatchObject(missing);
    await expect(openShare(token)).rejects.toMatchObject(missing);
    const seen = await listGenerations(account.ctx, { limit: 100 });
    expect(seen.data.map(({ id }) => id)).not.toContain(one);
    const [{ run_at: runAt }] = await waiting(one);
    expect(Math.round((runAt.getTime() - before) / 10_000)).toBe(6);
    // A second press finds nothing, and moves nothing.
    expect(await discardGenerations(account.ctx, [one, other])).toEqual({ deleted: 0, restorable: [] });

    passSeconds(55);
    const back = await Promise.all([1, 2, 3].map(() => restoreGenerations(account.ctx, [one, other])));
    expect(back.map(({ restored }) => restored).sort()).toEqual([0, 0, 2]);
    await job(one);
    expect((await getGeneration(account.ctx, one)).status).toBe("completed");
    expect((await openShare(token)).title).toBe("A vase");
    const audit = await db().auditEvent.findMany({ where: { subjectId: one }, orderBy: { id: "asc" } });
    expect(audit.map(({ action }) => action).sort()).toEqual(
      expect.arrayContaining(["generation.discard", "generation.restore"]),
    );
    expect(audit.filter(({ action }) => action === "generation.delete")).toEqual([]);
  });

  it("deletes for good when the minute is over, once, and then brings nothing back", async () => {
    const id = await make();
    await discardGenerations(account.ctx, [id]);
    passSeconds(61);
    expect(await restoreGenerations(account.ctx, [id])).toEqual({ restored: 0 });
    await Promise.all([job(id), job(id)]);
    expect((await rowOf(id)).deletedAt).toEqual(clock.now());
    expect(await restoreGenerations(account.ctx, [id])).toEqual({ restored: 0 });
    const told = await db().auditEvent.count({ where: { subjectId: id, action: "generation.delete" } });
    expect(told).toBe(1);
  });

  it("stops one that still runs, with its credits back, which nothing undoes", async () => {
    const before = await getBalance(account.organizationId);
    const id = await start();
    expect(await discardGenerations(account.ctx, [id])).toEqual({ deleted: 1, restorable: [] });
    expect(await getBalance(account.organizationId)).toBe(before);
    expect(await restoreGenerations(account.ctx, [id])).toEqual({ restored: 0 });
  });

  it("refuses viewers, and passes over what is another organization's", async () => {
    const id = await make();
    const stranger = await makeAccount();
    const refused = { code: "forbidden" };
    await expect(discardGenerations(account.as("viewer"), [id])).rejects.toMatchObject(refused);
    expect(await discardGenerations(stranger.ctx, [id])).toEqual({ deleted: 0, restorable: [] });
    expect((await rowOf(id)).discardedAt).toBeNull();
    await discardGenerations(account.ctx, [id]);
    await expect(restoreGenerations(account.as("viewer"), [id])).rejects.toMatchObject(refused);
    expect(await restoreGenerations(stranger.ctx, [id])).toEqual({ restored: 0 });
  });
});
