import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { sealEndUser } from "@/lib/generations/end-user";
import { createKey } from "@/lib/keys";
import { db } from "@/lib/db";
import {
  getKeyOwner,
  keyUsage,
  listMovements,
  listRequests,
  recordRequests,
  summarizeUsage,
  type RequestRecord,
} from "@/lib/usage";
import { archiveProject, createProject } from "@/lib/privacy";
import { summaryTable } from "@/lib/usage/table";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

const DAY_MS = 86_400_000;

const realNow = clock.now;
beforeAll(async () => {
  await freshDatabase();
  // Noon, so that no test runs into midnight.
  clock.now = () => new Date("2026-03-14T12:00:00Z");
});
afterAll(() => {
  clock.now = realNow;
});

function requestOf(account: TestAccount, part: Partial<RequestRecord> = {}): RequestRecord {
  return {
    id: newId("request"),
    organizationId: account.organizationId,
    apiKeyId: "key_a",
    method: "POST",
    endpoint: "/api/v1/generations",
    statusCode: 202,
    creditsUsed: 4,
    generationId: null,
    parameters: {},
    errorCode: null,
    ipAddress: null,
    userAgent: null,
    durationMs: 12,
    createdAt: clock.now(),
    ...part,
  };
}

/** A generation of a key with its movements in the ledger, `daysAgo` days ago. */
async function spend(
  account: TestAccount,
  apiKeyId: string | null,
  amounts: number[],
  daysAgo = 0,
): Promise<string> {
  const { organizationId } = account;
  const id = newId("generation");
  const createdAt = new Date(clock.now().getTime() - daysAgo * DAY_MS);
  await db().generation.create({
    data: {
      id,
      organizationId,
      apiKeyId,
      quality: "default",
      resolution: 256,
      textured: false,
      engineRequested: "auto",
      formats: ["stl"],
      sizeMm: 80,
      sizeAxis: "longest",
      seed: 0,
      credits: 4,
      createdAt,
    },
  });
  for (const [index, amount] of amounts.entries())
    await db().ledgerEntry.create({
      data: {
        id: newId("ledgerEntry"),
        organizationId,
        kind: amount < 0 ? "reserve" : "release",
        amount,
        balanceAfter: 100,
        cause: `${id}:${index}`,
        reason: "Test",
        generationId: id,
        createdAt,
      },
    });
  return id;
}

describe("row 5: the request log", () => {
  it("keeps a batch once, even if it is written twice", async () => {
    const account = await makeAccount();
    const rows = [requestOf(account), requestOf(account, { statusCode: 400, creditsUsed: 0 })];
    await recordRequests(rows);
    await recordRequests(rows);
    await recordRequests([]);
    expect(await db().apiRequest.count({ where: { organizationId: account.organizationId } })).toBe(2);
    const { totals } = await summarizeUsage(account.ctx);
    expect([totals.requests, totals.failed_requests]).toEqual([2, 1]);
  });

  it("lists newest first, page by page, without gap or repetition among equal times", async () => {
    const account = await makeAccount();
    const createdAt = new Date("2026-03-14T12:00:00Z");
    const rows = Array.from({ length: 5 }, () => requestOf(account, { createdAt }));
    await recordRequests(rows);
    const first = await listRequests(account.ctx, { limit: 2 });
    const second = await listRequests(account.ctx, { limit: 2, after: first.data[1].id });
    const third = await listRequests(account.ctx, { limit: 2, after: second.data[1].id });
    const ids = [first, second, third].flatMap((page) => page.data.map((row) => row.id));
    expect(ids).toEqual(
      rows
        .map((row) => row.id)
        .sort()
        .reverse(),
    );
    expect([first.has_more, second.has_more, third.has_more]).toEqual([true, true, false]);
    expect(first.data[0]).toMatchObject({
      status_code: 202,
      created_at: "2026-03-14T12:00:00.000Z",
      key_id: "key_a",
    });
  });

  it("shows one key's calls, and never another organization's", async () => {
    const [account, other] = [await makeAccount(), await makeAccount()];
    await recordRequests([requestOf(account), requestOf(account, { apiKeyId: "key_b" }), requestOf(other)]);
    expect((await listRequests(account.ctx)).data).toHaveLength(2);
    expect((await listRequests(account.ctx, { key_id: "key_b" })).data).toHaveLength(1);
  });

  it("is narrowed by key, method, pattern, status, generation and time, together with pages", async () => {
    const account = await makeAccount();
    const at = (minute: number) => new Date(`2026-03-14T11:0${minute}:00Z`);
    const rows = [
      requestOf(account, { createdAt: at(0), generationId: "gen_1", statusCode: 202 }),
      requestOf(account, { createdAt: at(1), method: "GET", endpoint: "/api/v1/usage", statusCode: 200 }),
      requestOf(account, { createdAt: at(2), statusCode: 402 }),
      requestOf(account, { createdAt: at(3), statusCode: 404, apiKeyId: "key_b" }),
    ];
    await recordRequests(rows);
    const find = async (wanted: Parameters<typeof listRequests>[1]) =>
      (await listRequests(account.ctx, wanted)).data.map(({ id }) => rows.findIndex((row) => row.id === id));
    expect(await find({ status: "4xx" })).toEqual([3, 2]);
    expect(await find({ status: "402" })).toEqual([2]);
    expect(await find({ method: "GET" })).toEqual([1]);
    expect(await find({ endpoint: "/api/v1/generations" })).toEqual([3, 2, 0]);
    expect(await find({ generation_id: "gen_1" })).toEqual([0]);
    expect(
      await find({ created_after: "2026-03-14T12:01:00+01:00", created_before: at(3).toISOString() }),
    ).toEqual([2, 1]);
    expect(await find({ status: "4xx", key_id: "key_b" })).toEqual([3]);
    expect(await find({ status: "4xx", after: rows[3].id, limit: 1 })).toEqual([2]);
    const inverted = { created_after: at(3).toISOString(), created_before: at(1).toISOString() };
    await expect(find(inverted)).rejects.toMatchObject({
      code: "invalid_request",
      details: { param: "created_after" },
    });
  });

  it("refuses another organization's row as a cursor like one that never was", async () => {
    const [account, other] = [await makeAccount(), await makeAccount()];
    const row = requestOf(other);
    await recordRequests([row]);
    const refusal = { code: "invalid_request", details: { param: "after" } };
    await expect(listRequests(account.ctx, { after: row.id })).rejects.toMatchObject(refusal);
    await expect(listRequests(account.ctx, { after: "req_none" })).rejects.toMatchObject(refusal);
  });
});

describe("the summary", () => {
  it("has a row for each day, empty ones too, with credits net of what came back", async () => {
    const account = await makeAccount();
    const yesterday = new Date(clock.now().getTime() - DAY_MS);
    await recordRequests([
      requestOf(account),
      requestOf(account, { statusCode: 429, creditsUsed: 0 }),
      requestOf(account, { createdAt: yesterday }),
      requestOf(account, { createdAt: new Date(clock.now().getTime() - 9 * DAY_MS) }),
    ]);
    await spend(account, "key_a", [-4]);
    await spend(account, "key_a", [-6, 6]);
    await spend(account, null, [-8], 1);
    const summary = await summarizeUsage(account.ctx, { days: 3 });
    const rows = summary.data.map((row) => [row.requests, row.failed_requests, row.credits_used]);
    expect(rows).toEqual([
      [0, 0, 0],
      [1, 0, 8],
      [2, 1, 4],
    ]);
    expect(summary.data.map((row) => row.group)).toEqual(["2026-03-12", "2026-03-13", "2026-03-14"]);
    expect(summary.totals).toEqual({ requests: 3, failed_requests: 1, credits_used: 12 });
    expect(summary.from).toBe("2026-03-12T00:00:00.000Z");
  });

  it("has a row for each hour of a day, with the times that calls took", async () => {
    const account = await makeAccount();
    const at = (time: string, durationMs: number) =>
      requestOf(account, { createdAt: new Date(`2026-03-13T${time}Z`), durationMs });
    await recordRequests([
      at("08:59:59.999", 7),
      at("09:00", 10),
      at("09:30", 30),
      at("09:59", 20),
      at("11:00", 9),
    ]);
    const period = { created_after: "2026-03-13T09:00:00Z", created_before: "2026-03-13T11:00:00Z" };
    const { data, from, to } = await summarizeUsage(account.ctx, { by: "hour", ...period });
    expect([from, to]).toEqual(["2026-03-13T09:00:00.000Z", "2026-03-13T11:00:00.000Z"]);
    expect(data.map((row) => [row.group, row.requests, row.latency_p50_ms, row.latency_p95_ms])).toEqual([
      ["2026-03-13T09:00Z", 3, 20, 30],
      ["2026-03-13T10:00Z", 0, null, null],
    ]);
    // A part of a day comes from the log, a whole one from its sum, which knows no times.
    const count = async (wanted: Parameters<typeof summarizeUsage>[1], options = {}) =>
      (await summarizeUsage(account.ctx, { by: "key", ...wanted }, options)).data.map((row) => [
        row.requests,
        row.latency_p95_ms,
      ]);
    const day = { created_after: "2026-03-13T00:00:00Z", created_before: "2026-03-14T00:00:00Z" };
    expect([await count(period), await count(day), await count(day, { latency: true })]).toEqual([
      [[3, 30]],
      [[5, null]],
      [[5, 30]],
    ]);
  });

  it.each([
    [{ created_after: "2026-03-13T11:00:00Z", created_before: "2026-03-13T11:00:00Z" }, "must lie before"],
    [{ created_after: "2025-01-01T00:00:00Z" }, "up to 366 days"],
    [{ by: "hour" as const, days: 40 }, "up to 31 days"],
  ])("refuses the period %j", async (wanted, why) => {
    const account = await makeAccount();
    await expect(summarizeUsage(account.ctx, wanted)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining(why),
      details: { param: "created_after" },
    });
  });

  it("by end user says the customer's own names, the dearest first, and nobody else's", async () => {
    const [account, other] = [await makeAccount(), await makeAccount()];
    const spendFor = async (of: TestAccount, endUserId: string | undefined, credits: number) => {
      const id = await spend(of, "key_a", [-credits]);
      await db().generation.update({
        where: { id },
        data: await sealEndUser(of.organizationId, id, endUserId),
      });
    };
    await spendFor(account, "customer-1", 4);
    await spendFor(account, "customer-2", 9);
    await spendFor(account, "customer-1", 4);
    await spendFor(account, undefined, 50);
    await spendFor(other, "customer-3", 4);
    const { data } = await summarizeUsage(account.ctx, { by: "end_user" });
    expect(data.map((row) => [row.group, row.requests, row.credits_used])).toEqual([
      ["customer-2", 1, 9],
      ["customer-1", 2, 8],
    ]);
  });

  it("by key names the keys, and the portal for what no key made", async () => {
    const account = await makeAccount();
    const { key } = await createKey(account.ctx, { name: "Web shop" });
    await recordRequests([requestOf(account, { apiKeyId: key.id })]);
    await spend(account, key.id, [-4]);
    await spend(account, null, [-8]);
    const { data } = await summarizeUsage(account.ctx, { by: "key" });
    expect(data.map((row) => [row.label, row.requests, row.credits_used])).toEqual([
      ["Web shop", 1, 4],
      ["Portal", 0, 8],
    ]);
  });

  it("by project counts the models made under each, archived ones too, and its keys' calls can be picked out", async () => {
    const [account, other] = [await makeAccount(), await makeAccount()];
    const [shop, old] = [
      await createProject(account.ctx, { name: "Web shop" }),
      await createProject(account.ctx, { name: "Old shop" }),
    ];
    const foreign = await createProject(other.ctx, { name: "Theirs" });
    const spendUnder = async (of: TestAccount, projectId: string | null, amounts: number[]) =>
      db().generation.update({ where: { id: await spend(of, "key_a", amounts) }, data: { projectId } });
    await spendUnder(account, shop.id, [-4]);
    await spendUnder(account, shop.id, [-6, 6]);
    await spendUnder(account, old.id, [-20]);
    await spendUnder(account, null, [-8]);
    await spendUnder(other, foreign.id, [-9]);
    await archiveProject(account.ctx, old.id);
    const summary = await summarizeUsage(account.ctx, { by: "project" });
    const rows = summary.data.map((row) => [row.group, row.label, row.requests, row.credits_used]);
    expect(rows.sort()).toEqual(
      [
        [shop.id, "Web shop", 2, 4],
        [old.id, "Old shop", 1, 20],
        ["none", "No project", 1, 8],
      ].sort(),
    );
    expect(summaryTable(summary).header.slice(0, 3)).toEqual(["project_id", "project_name", "generations"]);

    const { key } = await createKey(account.ctx, { name: "In", project_id: shop.id });
    const inside = requestOf(account, { apiKeyId: key.id });
    await recordRequests([inside, requestOf(account), requestOf(other, { apiKeyId: key.id })]);
    const ofProject = async (project_id: string, key_id?: string) =>
      (await listRequests(account.ctx, { project_id, key_id })).data.map(({ id }) => id);
    expect(await ofProject(shop.id)).toEqual([inside.id]);
    expect(await ofProject(shop.id, key.id)).toEqual([inside.id]);
    for (const [project, keyId] of [[shop.id, "key_a"], [old.id], [foreign.id], ["prj_none"]])
      expect(await ofProject(project, keyId)).toEqual([]);
  });

  it("by engine counts the models, those that failed, and their credits net of what came back", async () => {
    const account = await makeAccount();
    for (const amounts of [[-4], [-6, 6], [-20]]) await spend(account, "key_a", amounts);
    const all = await db().generation.findMany({
      where: { organizationId: account.organizationId },
    });
    const spentBy = async (id: string) =>
      (await db().ledgerEntry.aggregate({ where: { generationId: id }, _sum: { amount: true } }))._sum.amount;
    const engines: Record<string, string | null> = { "-4": "figure", "0": null, "-20": "figure" };
    for (const { id } of all) {
      const engine = engines[String(await spentBy(id))];
      await db().generation.update({
        where: { id },
        data: engine ? { engine, status: "completed" } : { status: "failed" },
      });
    }
    await spend(await makeAccount(), null, [-8]);
    const { data, by, time_zone } = await summarizeUsage(account.ctx, { by: "engine" });
    expect([by, time_zone]).toEqual(["engine", "UTC"]);
    expect(data.map((row) => [row.group, row.requests, row.failed_requests, row.credits_used])).toEqual([
      ["auto", 1, 1, 0],
      ["figure", 2, 0, 24],
    ]);
  });

  it("by status counts each code", async () => {
    const [account, other] = [await makeAccount(), await makeAccount()];
    await recordRequests([
      requestOf(account),
      requestOf(account),
      requestOf(account, { statusCode: 402, creditsUsed: 0 }),
      requestOf(other, { statusCode: 500 }),
    ]);
    const { data } = await summarizeUsage(account.ctx, { by: "status" });
    expect(data.map((row) => [row.group, row.requests, row.failed_requests, row.credits_used])).toEqual([
      ["202", 2, 0, 8],
      ["402", 1, 1, 0],
    ]);
  });
});

describe("a key", () => {
  it("sums its calls, its credits and its last use", async () => {
    const account = await makeAccount();
    const keyId = newId("apiKey");
    expect(await keyUsage(keyId)).toEqual({ requests: 0, creditsUsed: 0, lastUsedAt: null });
    const createdAt = new Date("2026-03-14T12:00:00Z");
    await recordRequests([requestOf(account, { apiKeyId: keyId, createdAt }), requestOf(account)]);
    await spend(account, keyId, [-20]);
    await spend(account, keyId, [-4, 4]);
    expect(await keyUsage(keyId)).toEqual({ requests: 1, creditsUsed: 20, lastUsedAt: createdAt });
  });

  it("belongs to who made it, else to the organization's owner", async () => {
    const account = await makeAccount();
    const { number, name } = await db().user.findUniqueOrThrow({ where: { id: account.userId } });
    const { key } = await createKey(account.ctx, { name: "Mine" });
    const actor = { kind: "key" as const, keyId: key.id, keyName: "Mine", test: false, scopes: [] };
    expect(await getKeyOwner({ ...account.ctx, actor })).toEqual({ number, name });
    await db().apiKey.update({ where: { id: key.id }, data: { createdByUserId: null } });
    expect(await getKeyOwner({ ...account.ctx, actor })).toEqual({ number, name });
  });
});

describe("listMovements", () => {
  it("narrows the ledger to a key, a person, a generation, a kind and days, page by page", async () => {
    const account = await makeAccount({ credits: 0 });
    const { ctx, userId } = account;
    const byKey = await spend(account, "key_one", [-8, 8], 3);
    await spend(account, "key_two", [-4]);
    const byPerson = await spend(account, null, [-2]);
    await db().generation.update({ where: { id: byPerson }, data: { userId } });
    await spend(await makeAccount({ credits: 0 }), "key_one", [-16]);
    const amounts = async (wanted: Parameters<typeof listMovements>[1]) =>
      (await listMovements(ctx, wanted)).data.map(({ amount }) => amount);
    expect(await amounts({})).toEqual([-2, -4, 8, -8]);
    expect(await amounts({ key_id: "key_one" })).toEqual([8, -8]);
    expect(await amounts({ user_id: userId })).toEqual([-2]);
    expect(await amounts({ key_id: "key_one", kind: "reserve" })).toEqual([-8]);
    expect(await amounts({ key_id: "key_one", generation_id: byKey })).toEqual([8, -8]);
    expect(await amounts({ key_id: "key_two", generation_id: byKey })).toEqual([]);
    expect(await amounts({ key_id: "key_one", created_after: "2026-03-13T00:00:00Z" })).toEqual([]);
    expect(await amounts({ user_id: userId, created_after: "2026-03-13T00:00:00Z" })).toEqual([-2]);
    const first = await listMovements(ctx, { key_id: "key_one", limit: 1 });
    expect([first.has_more, await amounts({ key_id: "key_one", after: first.data[0].id })]).toEqual([
      true,
      [-8],
    ]);
    expect(await listMovements(ctx, { key_id: "key_one" })).toMatchObject({
      data: [{ object: "ledger_entry", generation_id: byKey, owed: 0 }, {}],
      has_more: false,
    });
    for (const refused of [
      { key_id: "key_one", after: "led_none" },
      { key_id: "key_one", created_after: "2026-03-13T00:00:00Z", created_before: "2026-03-12T00:00:00Z" },
    ])
      await expect(listMovements(ctx, refused)).rejects.toMatchObject({ code: "invalid_request" });
  });
});
