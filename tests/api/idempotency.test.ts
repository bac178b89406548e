import { readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { route } from "@/lib/api";
import { answerRetention, claimCall } from "@/lib/api/idempotent-calls";
import { resetLimits } from "@/lib/api/rate-limit";
import { scopes } from "@/lib/core/actor";
import { clock } from "@/lib/core/clock";
import { nobodySpared } from "@/lib/core/retention";
import { env } from "@/lib/core/env";
import { contract } from "@/lib/core/contract";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { getBalance } from "@/lib/credits";
import { db, type Context } from "@/lib/db";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { createKey, verifyKey } from "@/lib/keys";
import type { CreatedKey } from "@/lib/keys/schema";
import { checkPrint, convertMesh } from "@/lib/prints";
import { ConversionSettings, PrintCheckSettings } from "@/lib/prints/schema";
import { objectExists, openSecret } from "@/lib/storage";
import { createEndpoint } from "@/lib/webhooks";
import { callApi, makeKey } from "../support/call-api";
import { makeTetrahedron } from "../support/make-solids";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

/** A call that answers anew each time, or refuses as it is told. */
const tick = contract({
  id: "test.tick",
  method: "POST",
  path: "/api/v1/tick",
  summary: "Tick",
  access: "generate",
  body: {
    schema: z.strictObject({ text: z.string().default("hi"), count: z.int().optional() }),
    accepts: ["application/json", "multipart/form-data"],
    files: { image: 1 },
    maxBytes: 1024 * 1024,
  },
  output: z.object({ tick: z.int(), onceId: z.string().optional() }),
  status: 202,
  errors: [],
});
let ticks = 0;
let held: Promise<void> | undefined;
const POST = route(tick, async ({ ctx, body }) => {
  ticks++;
  await held;
  if (body.text === "broken") throw new Error("broken");
  if (body.text === "busy") throw new AppError("too_many_attempts", "Busy.", { retryAfterSeconds: 3 });
  if (body.text === "poor") throw new AppError("insufficient_credits", "Too poor.");
  return { tick: ticks, onceId: ctx.onceId };
});

let account: TestAccount;
let live: string;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount();
  live = await makeKey(account.ctx, { scopes: [...scopes] });
});
beforeEach(resetLimits);
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
  held = undefined;
});
const later = (ms: number) => {
  const start = Date.now();
  clock.now = () => new Date(start + ms);
};

async function send(once: string | undefined, body: BodyInit = "{}", key = live) {
  const type: Record<string, string> = typeof body === "string" ? { "Content-Type": "application/json" } : {};
  const headers = { "X-API-Key": key, ...type, ...(once !== undefined && { "Idempotency-Key": once }) };
  const request = new Request("http://localhost/api/v1/tick", { method: "POST", headers, body });
  const response = await POST(request, { params: Promise.resolve({}) });
  const text = await response.text();
  return {
    status: response.status,
    text,
    body: JSON.parse(text) as Record<string, unknown>,
    headers: response.headers,
    replayed: response.headers.get("idempotent-replayed"),
  };
}
const newKey = () => newId("request");

function form(text: string, bytes: string): FormData {
  const body = new FormData();
  body.append("text", text);
  body.append("image", new Blob([bytes]), "x.png");
  return body;
}

describe("works", () => {
  it("gives the same answer to the same call, byte for byte, and makes it once", async () => {
    const once = newKey();
    const before = ticks;
    const first = await send(once);
    const again = await send(once);
    expect([first.status, first.replayed, again.status, again.replayed]).toEqual([202, null, 202, "true"]);
    expect(again.text).toBe(first.text);
    expect(again.headers.get("content-type")).toBe(first.headers.get("content-type"));
    expect(again.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
    expect(ticks).toBe(before + 1);
  });

  it("goes by what was asked, not by how it was written down", async () => {
    const once = newKey();
    const first = await send(once, '{"text":"hi","count":1}');
    expect((await send(once, '{ "count": 1 }')).text).toBe(first.text);
    const upload = newKey();
    const { text } = await send(upload, form("a", "12345"));
    expect((await send(upload, form("a", "12345"))).text).toBe(text);
    expect((await send(upload, form("a", "12346"))).body.code).toBe("idempotency_mismatch");
  });

  it("keeps what the verb refused, and not what failed on our side or came too fast", async () => {
    const seen: unknown[] = [];
    for (const text of ["poor", "broken", "busy"]) {
      const [once, before] = [newKey(), ticks];
      const first = await send(once, JSON.stringify({ text }));
      const again = await send(once, JSON.stringify({ text }));
      seen.push([first.status, again.status, again.replayed, ticks - before, first.text === again.text]);
    }
    expect(seen).toEqual([
      [402, 402, "true", 1, true],
      [500, 500, null, 2, false],
      [429, 429, null, 2, false],
    ]);
  });

  it("keeps nothing of a call that was refused before its verb", async () => {
    const once = newKey();
    expect((await send(once, '{"count":"1"}')).status).toBe(400);
    expect((await send(once, '{"count":1}')).status).toBe(202);
  });

  it("forgets after 24 hours, and clears what is older away", async () => {
    const once = newKey();
    const first = await send(once);
    later(86_300_000);
    expect((await send(once)).replayed).toBe("true");
    later(86_500_000);
    const anew = await send(once, '{"text":"another"}');
    expect([anew.status, anew.replayed]).toEqual([202, null]);
    expect(anew.body.onceId).not.toBe(first.body.onceId);
    const left = await db().idempotentCall.count();
    expect(await answerRetention.sweep(2, nobodySpared)).toBe(2);
    while ((await answerRetention.sweep(100, nobodySpared)) > 0);
    expect(left).toBeGreaterThan(3);
    expect(await db().idempotentCall.count()).toBe(1);
  });

  it("is each organization's own, and apart for test and live keys", async () => {
    const once = newKey();
    const other = await makeKey((await makeAccount()).ctx);
    const test = await makeKey(account.ctx, { test: true });
    const answers = [await send(once), await send(once, "{}", other), await send(once, "{}", test)];
    expect(answers.map(({ status, replayed }) => [status, replayed])).toEqual(Array(3).fill([202, null]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(3);
    // Another key of the same kind belongs to the organization as well.
    expect((await send(once, "{}", await makeKey(account.ctx))).replayed).toBe("true");
  });

  it("holds at the addresses of the published clients too", async () => {
    const headers = { "Idempotency-Key": newKey() };
    const submit = () =>
      callApi("POST", "/api/generate", {
        key: live,
        headers,
        body: new URLSearchParams({ prompt: "a cube" }),
      });
    const [first, again] = [await submit(), await submit()];
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body.generation_uid).toBe(first.body.generation_uid);
    const { body } = await callApi("POST", "/api/generate", {
      key: live,
      body: new URLSearchParams({ prompt: "a cube" }),
    });
    expect(body.generation_uid).not.toBe(first.body.generation_uid);
  });
});

describe("refuses", () => {
  it.each([
    ["nothing", ""],
    ["256 characters", "a".repeat(256)],
    ["umlauts", "ü"],
    ["a tab", "a\tb"],
  ])("%s as a key", async (_name, once) => {
    const { status, body } = await send(once);
    expect([status, body.code, body.param]).toEqual([400, "invalid_request", "Idempotency-Key"]);
  });

  it("another body, call or path under the same key", async () => {
    const once = newKey();
    await send(once);
    const before = ticks;
    const { status, body } = await send(once, '{"text":"other"}');
    expect([status, body.code, body.param]).toEqual([422, "idempotency_mismatch", "Idempotency-Key"]);
    expect(ticks).toBe(before);
    const cancel = (id: string) =>
      callApi("POST", `/api/v1/generations/${id}/cancel`, {
        key: live,
        headers: { "Idempotency-Key": once },
      });
    expect((await cancel(newId("generation"))).status).toBe(422);
    const own = { "Idempotency-Key": newKey() };
    const one = (id: string) =>
      callApi("POST", `/api/v1/generations/${id}/cancel`, { key: live, headers: own });
    expect((await one(newId("generation"))).status).toBe(404);
    expect((await one(newId("generation"))).body.code).toBe("idempotency_mismatch");
  });

  it("a second call while the first is in flight, for a minute at most", async () => {
    const once = newKey();
    let release = () => {};
    held = new Promise((resolve) => (release = resolve));
    const first = send(once);
    const find = () => db().idempotentCall.findFirst({ where: { status: null } });
    await expect.poll(find).not.toBeNull();
    const second = await send(once);
    expect([second.status, second.body.code, second.body.retry_after]).toEqual([
      409,
      "idempotency_in_flight",
      1,
    ]);
    expect(second.headers.get("retry-after")).toBe("1");
    later(59_000);
    expect((await send(once)).status).toBe(409);
    later(60_500);
    const taken = send(once);
    await expect.poll(async () => (await find())?.lockedUntil.getTime()).toBeGreaterThan(Date.now() + 90_000);
    // With another body it is another call, however the first one fares.
    expect((await send(once, '{"text":"other"}')).status).toBe(422);
    release();
    expect([(await first).status, (await taken).status]).toEqual([202, 202]);
    expect((await first).body.onceId).toBe((await taken).body.onceId);
    // The later one stands: the one whose place it took could keep nothing.
    expect((await send(once)).text).toBe((await taken).text);
  });
});

describe("a submission", () => {
  it("of 20 at once is made and charged once", async () => {
    const own = await makeAccount({ credits: 100 });
    const key = await makeKey(own.ctx);
    const headers = { "Idempotency-Key": newKey() };
    const submit = () => callApi("POST", "/api/v1/generations", { key, headers, json: { prompt: "a cube" } });
    const answers = await Promise.all(Array.from({ length: 20 }, submit));
    const first = answers.filter(
      ({ headers, status }) => status === 202 && !headers.has("idempotent-replayed"),
    );
    expect(first).toHaveLength(1);
    for (const { status, text, body } of answers)
      if (status === 202) expect(text).toBe(first[0].text);
      else expect([status, body.code]).toEqual([409, "idempotency_in_flight"]);
    expect(await db().generation.count({ where: { organizationId: own.organizationId } })).toBe(1);
    expect(await getBalance(own.organizationId)).toBe(96);
    expect((await submit()).text).toBe(first[0].text);
  });

  it("whose process died after its commit is found by the repetition, and charged once", async () => {
    const own = await makeAccount({ credits: 4 });
    const key = await makeKey(own.ctx);
    const once = newKey();
    const submit = () =>
      callApi("POST", "/api/v1/generations", {
        key,
        headers: { "Idempotency-Key": once },
        json: { prompt: "a cube" },
      });
    // As far as a process comes that is killed before it answers: claimed, committed, nothing kept.
    await submit();
    const killed = { status: null, answer: null, contentType: null };
    await db().idempotentCall.updateMany({ where: { organizationId: own.organizationId }, data: killed });
    const made = await db().generation.findFirstOrThrow({ where: { organizationId: own.organizationId } });
    later(61_000);
    const { status, body } = await submit();
    expect([status, body.id]).toEqual([202, made.id]);
    expect(await db().generation.count({ where: { organizationId: own.organizationId } })).toBe(1);
    expect(await getBalance(own.organizationId)).toBe(0);
  });

  it("that two attempts insert at once is made once", async () => {
    const own = await makeAccount({ credits: 100 });
    const ctx = { ...own.ctx, onceId: newId("generation").slice(4) };
    const settings = GenerationSettings.parse({ prompt: "a cube" });
    const made = await Promise.all([1, 2, 3].map(() => createGeneration(ctx, { settings })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await getBalance(own.organizationId)).toBe(96);
  });
});

describe("a secret", () => {
  const make = (once: string, key = live) =>
    callApi<CreatedKey & { code: string }>("POST", "/api/v1/keys", {
      key,
      headers: { "Idempotency-Key": once },
      json: { name: "Shop", scopes: ["read"] },
    });

  it("is shown again to the key that asked, and stands in no row", async () => {
    const once = newKey();
    const first = await make(once);
    expect((await make(once)).text).toBe(first.text);
    const row = await db().idempotentCall.findFirstOrThrow({
      where: { organizationId: account.organizationId, status: 200 },
      orderBy: { expiresAt: "desc" },
    });
    const kept = Buffer.from(row.answer ?? []);
    expect(kept.length).toBeGreaterThan(first.text.length);
    for (const piece of [first.body.secret, first.body.key.id, "Shop"])
      expect(kept.includes(piece)).toBe(false);
    expect(JSON.stringify(row)).not.toContain(once);
  });

  it("is shown to no other key of the organization", async () => {
    const once = newKey();
    await make(once);
    const other = await makeKey(account.ctx, { scopes: [...scopes] });
    const { status, body, text } = await make(once, other);
    expect([status, body.code]).toEqual([422, "idempotency_mismatch"]);
    expect(text).not.toContain("pp_live_");
  });

  it("that nobody saw gives way to a new one, for the same key", async () => {
    const onceId = newId("apiKey").slice(4);
    const lost = await createKey({ ...account.ctx, onceId }, { name: "Shop" });
    const shown = await createKey({ ...account.ctx, onceId }, { name: "Shop" });
    expect(shown.key.id).toBe(lost.key.id);
    expect([await verifyKey(lost.secret), (await verifyKey(shown.secret))?.id]).toEqual([null, shown.key.id]);
  });
});

describe("what is made under the id of its call", () => {
  const mesh = writeStl(makeTetrahedron());
  const onceId = () => newId("conversion").slice(4);

  it("is one conversion and one print check, whichever attempt died and however many run at once", async () => {
    const own = await makeAccount();
    const make = [
      (ctx: Context) => convertMesh(ctx, ConversionSettings.parse({ format: "ply" }), mesh),
      (ctx: Context) => checkPrint(ctx, PrintCheckSettings.parse({}), mesh),
    ];
    for (const one of make) {
      const ctx = { ...own.ctx, onceId: onceId() };
      const first = await one(ctx);
      const again = await Promise.all([one(ctx), one(ctx)]);
      expect(again.map(({ id }) => id)).toEqual([first.id, first.id]);
      const anew = { ...own.ctx, onceId: onceId() };
      const atOnce = await Promise.all([one(anew), one(anew), one(anew)]);
      expect(new Set(atOnce.map(({ id }) => id)).size).toBe(1);
    }
    const rows = await db().print.findMany({ where: { organizationId: own.organizationId } });
    expect(rows).toHaveLength(4);
    for (const { uploadObject } of rows) expect(await objectExists(uploadObject ?? "")).toBe(true);
    const folder = path.join(env().dataDir, "objects", own.organizationId);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files).toHaveLength(4);
  });

  it("is one webhook endpoint, with the secret that was shown last", async () => {
    const own = await makeAccount();
    const ctx = { ...own.ctx, onceId: onceId() };
    const ask = () => createEndpoint(ctx, { url: "https://8.8.8.8/", description: "", event_types: [] });
    const [lost, shown] = [await ask(), await ask()];
    expect(shown.endpoint.id).toBe(lost.endpoint.id);
    expect(shown.secret).not.toBe(lost.secret);
    const rows = await db().webhookEndpoint.findMany({ where: { organizationId: own.organizationId } });
    expect(rows).toHaveLength(1);
    const kept = await openSecret(own.organizationId, `webhook:${shown.endpoint.id}`, rows[0].sealedSecret);
    expect(`whsec_${kept.toString("base64")}`).toBe(shown.secret);
  });
});

it("gives a claim to exactly one of many", async () => {
  const call = { organizationId: account.organizationId, test: false, key: newKey(), fingerprint: "f" };
  const claims = await Promise.allSettled(
    Array.from({ length: 20 }, () => claimCall({ ...call, requestId: newId("request") })),
  );
  expect(claims.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});
