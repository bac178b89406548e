import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { apiSchedules } from "@/lib/api/jobs";
import { retentionRules } from "@/lib/api/retention/rules";
import { sweepRetention } from "@/lib/api/retention/sweep-retention";
import { setPlanLimits } from "@/lib/accounts";
import { plans } from "@/lib/billing/plans";
import { clock } from "@/lib/core/clock";
import { nobodySpared, type RetentionRule } from "@/lib/core/retention";
import { getBalance } from "@/lib/credits";
import { newId } from "@/lib/core/ids";
import { db, transaction } from "@/lib/db";
import { createGeneration, deleteGeneration, getGeneration } from "@/lib/generations";
import { generationJobs } from "@/lib/generations/jobs";
import { GenerationSettings, type Generation, type GenerationPage } from "@/lib/generations/schema";
import { objectExists } from "@/lib/storage";
import { recordRequests } from "@/lib/usage";
import { recordEvent } from "@/lib/webhooks";
import { callApi, makeKey } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { finishGeneration } from "../support/finish-generation";
import { makeResult } from "../support/make-result";
import { vasePhoto } from "../support/vase-photo";
import { makeAccount, type TestAccount } from "../support/make-account";

let owner: TestAccount;
let key: string;
beforeAll(async () => {
  await freshDatabase();
  owner = await makeAccount({ credits: 500 });
  key = await makeKey(owner.ctx);
});
beforeEach(resetLimits);
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const later = (seconds: number) => {
  const start = Date.now();
  clock.now = () => new Date(start + seconds * 1000);
};
const never = new AbortController().signal;
const sweep = () => sweepRetention(retentionRules, never);
const purge = (generationId: string) => job("generation.purge", generationId);
const job = (name: string, generationId: string) =>
  generationJobs[name]({ generationId }, { attempt: 1, maxAttempts: 5, jobId: "1", signal: never });
const create = (json: object) =>
  callApi<Generation & { code: string; param: string }>("POST", "/api/v1/generations", { key, json });
const read = (id: string, rest = "") =>
  callApi<Generation & { code: string }>("GET", `/api/v1/generations/${id}${rest}`, { key });

describe("delete_after", () => {
  it("row 25: deletes when its time has come, and leaves an id that answers 410", async () => {
    const { body } = await create({ prompt: "a cube", delete_after: 3600, metadata: { order: "A" } });
    const seconds = (Date.parse(body.deletes_at ?? "") - Date.parse(body.created_at)) / 1000;
    expect(Math.abs(seconds - 3600)).toBeLessThan(10);
    await finishGeneration(body.id, "stl", "stl", "solid");
    const done = (await read(body.id)).body;
    const { object } = await db().generationFile.findFirstOrThrow({ where: { generationId: body.id } });
    const end = Date.parse(body.deletes_at ?? "");
    const at = (seconds: number) => (clock.now = () => new Date(end + seconds * 1000));
    at(-1);
    expect((await sweep()).generations).toBe(0);
    expect((await read(body.id)).status).toBe(200);
    at(1);
    // Gone at once, though nothing has been swept yet.
    expect([(await read(body.id)).status, (await read(body.id)).body.code]).toEqual([410, "gone"]);
    expect((await sweep()).generations).toBe(1);
    await purge(body.id);
    expect(await objectExists(object)).toBe(false);
    const receipt = await callApi("GET", `/api/v1/generations/${body.id}/processing`, { key });
    expect(receipt.status).toBe(200);
    for (const rest of ["", "/report", "/files/stl", "/events"])
      expect([rest, (await read(body.id, rest)).body.code]).toEqual([rest, "gone"]);
    const link = new URL(done.files[0].url);
    at(-60);
    expect((await callApi("GET", link.pathname + link.search)).body.code).toBe("gone");
    const act = (method: string, rest = "") =>
      callApi(method, `/api/v1/generations/${body.id}${rest}`, {
        key,
        ...(rest === "/feedback" && { json: { rating: "good" } }),
      });
    expect((await act("DELETE")).status).toBe(410);
    expect((await act("POST", "/cancel")).status).toBe(410);
    expect((await act("POST", "/feedback")).status).toBe(410);
    const list = await callApi<GenerationPage>("GET", "/api/v1/generations", { key });
    expect(list.body.data.map(({ id }) => id)).not.toContain(body.id);
    const row = await db().generation.findUniqueOrThrow({ where: { id: body.id } });
    expect(row).toMatchObject({ prompt: null, metadata: {}, endUserId: null, report: null, storedBytes: 0n });
    const stranger = await makeKey((await makeAccount()).ctx);
    const foreign = await callApi("GET", `/api/v1/generations/${body.id}`, { key: stranger });
    expect([foreign.status, foreign.body.code]).toEqual([404, "not_found"]);
  });

  it("stops one that still waits, gives its credits back, and tells of it once", async () => {
    const before = await getBalance(owner.organizationId);
    const { body } = await create({ prompt: "a cube", delete_after: 60 });
    later(61);
    await Promise.all([sweep(), sweep()]);
    await sweep();
    expect(await getBalance(owner.organizationId)).toBe(before);
    const events = await db().event.findMany({
      where: { subjectId: body.id },
      orderBy: { createdAt: "asc" },
    });
    expect(events.map(({ type }) => type)).toEqual(["generation.created", "generation.deleted"]);
    expect(await db().auditEvent.count({ where: { subjectId: body.id, action: "generation.expire" } })).toBe(
      1,
    );
  });

  it("takes a moment as well, from JSON and from a form", async () => {
    const at = new Date(Date.now() + 7_200_000);
    const offset = at.toISOString().replace("Z", "+00:00");
    expect((await create({ prompt: "a cube", delete_after: offset })).body.deletes_at).toBe(at.toISOString());
    for (const text of ["7200", at.toISOString()]) {
      const form = new FormData();
      form.set("prompt", "a cube");
      form.set("delete_after", text);
      const { body } = await callApi<Generation>("POST", "/api/v1/generations", { key, body: form });
      expect(Math.abs(Date.parse(body.deletes_at ?? "") - at.getTime())).toBeLessThan(60_000);
    }
    expect((await create({ prompt: "a cube" })).body.deletes_at).toBeNull();
  });

  it.each([
    59,
    0,
    -3600,
    366 * 86_400 + 1,
    1.5,
    "3600",
    "tomorrow",
    "",
    "2020-01-01T00:00:00Z",
    "9999-01-01T00:00:00Z",
    "2027-01-01",
    "2027-01-01T00:00:00",
    null,
    {},
  ])("refuses %j, in a quote as well, and charges nothing", async (delete_after) => {
    const before = await getBalance(owner.organizationId);
    const json = { prompt: "a cube", delete_after };
    for (const path of ["/api/v1/generations", "/api/v1/generations/quote"]) {
      const { status, body } = await callApi("POST", path, { key, json });
      expect([status, body.code, body.param]).toEqual([400, "invalid_request", "delete_after"]);
    }
    expect(await getBalance(owner.organizationId)).toBe(before);
  });
});

describe("store_input: false", () => {
  const photoForm = (photo: Uint8Array) => {
    const form = new FormData();
    form.set("store_input", "false");
    form.set("image", new Blob([photo as Uint8Array<ArrayBuffer>]), "vase");
    return form;
  };
  const eraseJob = async (id: string) => {
    const jobs = await db().$queryRaw<object[]>`
      SELECT 1 FROM graphile_worker.jobs WHERE key = ${`generation.erase_input:${id}`}`;
    return jobs.length;
  };

  it("erases what it was made from when it has ended, and says so; the result stays", async () => {
    const body = photoForm(await vasePhoto());
    const made = await callApi<Generation>("POST", "/api/v1/generations", { key, body });
    expect(made.body).toMatchObject({ store_input: false, input_url: null, input_erased_at: null });
    const { inputObject } = await db().generation.findUniqueOrThrow({ where: { id: made.body.id } });
    expect(await objectExists(inputObject ?? "")).toBe(true);
    await makeResult(made.body.id);
    expect(await eraseJob(made.body.id)).toBe(1);
    for (let time = 0; time < 2; time++) await job("generation.erase_input", made.body.id);
    expect(await objectExists(inputObject ?? "")).toBe(false);
    const { body: done } = await read(made.body.id);
    expect(done).toMatchObject({ status: "completed", store_input: false, input_url: null });
    expect([done.input_erased_at === null, done.files.length]).toEqual([false, 1]);
    const link = new URL(done.files[0].url);
    expect((await callApi("GET", link.pathname + link.search)).text).toContain(" as stl");
  });

  it("goes for words and for a run that is stopped, and not where nobody asked", async () => {
    const { body } = await create({ prompt: "a tall vase", store_input: false });
    expect(body.prompt).toBeNull();
    expect((await db().generation.findUniqueOrThrow({ where: { id: body.id } })).prompt).toBe("a tall vase");
    await callApi("POST", `/api/v1/generations/${body.id}/cancel`, { key });
    expect(await eraseJob(body.id)).toBe(1);
    await job("generation.erase_input", body.id);
    expect((await db().generation.findUniqueOrThrow({ where: { id: body.id } })).prompt).toBeNull();
    const usual = (await create({ prompt: "a tall vase" })).body;
    expect([usual.store_input, usual.prompt]).toEqual([true, "a tall vase"]);
    await makeResult(usual.id);
    expect(await eraseJob(usual.id)).toBe(0);
  });

  it.each(["no", 0, null])("refuses %j", async (store_input) => {
    const { status, body } = await create({ prompt: "a cube", store_input });
    expect([status, body.code, body.param]).toEqual([400, "invalid_request", "store_input"]);
  });
});

describe("the sweep", () => {
  it("removes old calls, events and answers, and leaves what is young", async () => {
    const { organizationId } = owner;
    const line = (daysAgo: number) => ({
      id: newId("request"),
      organizationId,
      apiKeyId: "key_a",
      method: "GET",
      endpoint: "/",
      statusCode: 200,
      creditsUsed: 0,
      generationId: null,
      ...{ parameters: {}, errorCode: null, ipAddress: null, userAgent: null },
      durationMs: 1,
      createdAt: new Date(Date.now() - daysAgo * 86_400_000),
    });
    const [old, young] = [line(366), line(364)];
    await recordRequests([old, young]);
    const tell = (daysAgo: number) => {
      later(-daysAgo * 86_400);
      const event = { type: "generation.failed", subjectId: "gen_x" } as const;
      return transaction(undefined, (tx) => recordEvent(tx, owner.ctx, event));
    };
    const events = [await tell(31), await tell(29)];
    clock.now = realNow;
    const { request_log, events: swept } = await sweep();
    expect([request_log, swept]).toEqual([1, 1]);
    const left = await db().apiRequest.findMany({ where: { id: { in: [old.id, young.id] } } });
    expect(left.map(({ id }) => id)).toEqual([young.id]);
    expect(await db().usageDay.count({ where: { apiKeyId: "key_a" } })).toBe(1);
    const kept = await db().event.findMany({ where: { id: { in: events.map(({ id }) => id) } } });
    expect(kept.map(({ id }) => id)).toEqual([events[1].id]);
    const headers = { "Idempotency-Key": "sweep-1" };
    await callApi("POST", "/api/v1/generations", { key, headers, json: { prompt: "a cube" } });
    later(86_390);
    expect((await sweep()).repeated_calls).toBe(0);
    later(86_410);
    expect((await sweep()).repeated_calls).toBe(1);
  });

  it("goes on batch by batch, past a rule that fails, and stops when its worker must end", async () => {
    const rule = (id: string, take: RetentionRule["sweep"]): RetentionRule => ({
      ...retentionRules[0],
      id,
      sweep: take,
    });
    let left = 450;
    const seen: number[] = [];
    const many = rule("many", async (limit, _spared, note) => {
      seen.push(limit);
      const taken = Math.min(limit, left);
      left -= taken;
      await note?.(taken, async () => undefined);
      return taken;
    });
    const broken = rule("broken", async () => {
      throw new Error("the disk is away");
    });
    await expect(sweepRetention([broken, many], never)).rejects.toThrow("the disk is away");
    expect([left, seen.length]).toEqual([0, 3]);
    // Killed in the midst of it: the next run takes what is left, and nothing twice.
    left = 450;
    const killed = rule("many", async (limit, ...rest) => {
      if (left < 450) throw new Error("killed");
      return many.sweep(limit, ...rest);
    });
    const noted: number[] = [];
    const note = async (_: string, count: number) => void noted.push(count);
    await expect(sweepRetention([killed], never, nobodySpared, note)).rejects.toThrow("killed");
    expect([left, noted]).toEqual([250, [200]]);
    expect(await sweepRetention([many], never, nobodySpared, note)).toEqual({ many: 250 });
    // What went has its receipt, whether or not the sweep came to its end.
    expect(noted).toEqual([200, 200, 50]);
    seen.length = 3;
    const stop = new AbortController();
    const endless = rule("endless", async (limit) => {
      stop.abort(new Error("the worker is ending"));
      return limit;
    });
    await expect(sweepRetention([endless, many], stop.signal)).rejects.toThrow("the worker is ending");
    expect(seen.length).toBe(3);
  });

  it("has a schedule, and each rule says in words what it does", () => {
    expect(apiSchedules).toEqual([
      { job: "retention.sweep", every: "* * * * *" },
      { job: "retention.sweep_orphans", every: "23 3 * * *" },
      { job: "retention.lag", every: "41 * * * *" },
    ]);
    expect(new Set(retentionRules.map(({ id }) => id)).size).toBe(retentionRules.length);
    for (const { what, removes, countedFrom, keptHours } of retentionRules) {
      expect([what, removes, countedFrom].every((text) => text.length > 5)).toBe(true);
      expect(keptHours() ?? 1).toBeGreaterThan(0);
    }
  });
});

describe("row 25: a model of a plan", () => {
  const follow = async (url: string) => {
    const { pathname, search } = new URL(url);
    return (await callApi("GET", pathname + search)).status;
  };
  const makeUnder = async (plan: keyof typeof plans) => {
    const { ctx, organizationId } = await makeAccount();
    await transaction(undefined, (tx) => setPlanLimits(tx, organizationId, { plan, ...plans[plan] }));
    const settings = GenerationSettings.parse({ prompt: "a cube" });
    const { id, created_at } = await createGeneration(ctx, { settings });
    await finishGeneration(id, "stl", "stl", "solid");
    const { object } = await db().generationFile.findFirstOrThrow({ where: { generationId: id } });
    return { ctx, id, object, made: Date.parse(created_at) };
  };
  const DAY = 86_400_000;

  it.each([
    ["free", 7],
    ["maker", 90],
    ["studio", 365],
  ] as const)(
    "row 25: %s goes after %d days, with its file and with a link that is still young",
    async (plan, days) => {
      const { ctx, id, object, made } = await makeUnder(plan);
      const end = made + days * DAY;
      const at = (ms: number) => (clock.now = () => new Date(end + ms));
      at(-60_000);
      const [{ url }] = (await getGeneration(ctx, id)).files;
      expect(await follow(url)).toBe(200);
      await sweep();
      expect([await follow(url), await objectExists(object)]).toEqual([200, true]);
      // Signed for an hour, of which one minute has passed.
      at(1);
      expect(await follow(url)).toBe(410);
      await expect(getGeneration(ctx, id)).rejects.toMatchObject({ code: "gone" });
      await sweep();
      await purge(id);
      expect([await follow(url), await objectExists(object)]).toEqual([410, false]);
    },
  );

  it("row 25: scale keeps it until it is deleted; then its link is dead at once and the file goes within a day", async () => {
    const { ctx, id, object, made } = await makeUnder("scale");
    clock.now = () => new Date(made + 3_650 * DAY);
    expect((await getGeneration(ctx, id)).deletes_at).toBeNull();
    const [{ url }] = (await getGeneration(ctx, id)).files;
    expect(await follow(url)).toBe(200);
    await deleteGeneration(ctx, id);
    expect(await follow(url)).toBe(404);
    const jobs = await db().$queryRaw<{ hours: number }[]>`
      SELECT extract(epoch FROM run_at - created_at)::float8 / 3600 AS hours
      FROM graphile_worker.jobs WHERE task_identifier = 'generation.purge' AND key LIKE ${`%${id}%`}`;
    expect(jobs.map(({ hours }) => hours < 24)).toEqual([true]);
    await purge(id);
    expect([await follow(url), await objectExists(object)]).toEqual([404, false]);
  });
});

describe("row 6: the history", () => {
  it("row 6: shows of an upload its picture, its settings and its model, and of a deleted one neither", async () => {
    const upload = async (size: string) => {
      const form = new FormData();
      form.set("image", new Blob([(await vasePhoto()) as Uint8Array<ArrayBuffer>]), "vase");
      form.set("size_mm", size);
      const { body } = await callApi<Generation>("POST", "/api/v1/generations", { key, body: form });
      await finishGeneration(body.id, "stl", "stl", `solid ${size}`);
      return body.id;
    };
    const [gone, stays] = [await upload("41"), await upload("42")];
    const history = async () => {
      const { body } = await callApi<GenerationPage>("GET", "/api/v1/generations?limit=100", { key });
      return body.data.filter(({ id }) => [gone, stays].includes(id));
    };
    const both = await history();
    expect(both.map(({ id, size_mm, status }) => [id, size_mm, status])).toEqual([
      [stays, 42, "completed"],
      [gone, 41, "completed"],
    ]);
    const open = async ({ input_url, files }: Generation) => {
      const links = [input_url ?? "none", files[0].url].map((url) => new URL(url));
      const answers = await Promise.all(
        links.map(({ pathname, search }) => callApi("GET", pathname + search)),
      );
      return answers.map(({ status }) => status);
    };
    expect(await Promise.all(both.map(open))).toEqual([
      [200, 200],
      [200, 200],
    ]);
    const row = await db().generation.findUniqueOrThrow({ where: { id: gone }, include: { files: true } });
    await callApi("DELETE", `/api/v1/generations/${gone}`, { key });
    expect(await Promise.all(both.map(open))).toEqual([
      [200, 200],
      [404, 404],
    ]);
    expect((await history()).map(({ id }) => id)).toEqual([stays]);
    await purge(gone);
    expect(await Promise.all([row.inputObject!, row.files[0].object].map(objectExists))).toEqual([
      false,
      false,
    ]);
    expect(await Promise.all(both.map(open))).toEqual([
      [200, 200],
      [404, 404],
    ]);
  });
});
