import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { outsideNames } from "@/lib/core/fetch-outside";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import type { Generation, GenerationPage } from "@/lib/generations/schema";
import type { DeliveryPage, EndpointList, SigningSecret, WebhookDelivery } from "@/lib/webhooks";
import { deliver } from "@/lib/webhooks/deliver";
import { callApi, makeKey } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { makeAccount, type TestAccount } from "../../support/make-account";
import { makeResult } from "../../support/make-result";
import { startReceiver, verifies } from "../../webhooks/receiver";

let owner: TestAccount;
let key: string;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  await freshDatabase();
  overrideEnv({ outboundAllowedNetworks: ["127.0.0.0/8"] });
  outsideNames.resolve = async (host) => {
    if (/^[\d.:a-f]+$/.test(host)) return [{ address: host, family: host.includes(":") ? 6 : 4 }];
    return [{ address: host === "inside.example" ? "10.0.0.7" : "203.0.114.9", family: 4 }];
  };
  receiver = await startReceiver();
  owner = await makeAccount({ credits: 500 });
  key = await makeKey(owner.ctx, { scopes: ["generate", "read", "webhooks"] });
});
afterAll(() => receiver.close());
beforeEach(async () => {
  await resetLimits();
  receiver.received.length = 0;
  receiver.answers.length = 0;
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});

const create = (json: object) =>
  callApi<Generation>("POST", "/api/v1/generations", { key, json: { prompt: "a cube", ...json } });
const signer = async (by = key) =>
  (await callApi<SigningSecret>("GET", "/api/v1/webhooks/signing-secret", { key: by })).body;
const listed = async (id: string, more = "") => {
  const path = `/api/v1/webhooks/${(await signer()).endpoint_id}/deliveries?subject_id=${id}${more}`;
  return (await callApi<DeliveryPage>("GET", path, { key })).body.data;
};
/** Runs every try that is due, as their jobs do, the oldest delivery first. */
async function deliverAll(id: string): Promise<void> {
  for (const one of (await listed(id)).reverse())
    if (one.status === "pending") {
      if (one.next_attempt_at) clock.now = () => new Date(one.next_attempt_at ?? "");
      await deliver(one.id, one.attempts.length + 1);
    }
  clock.now = realNow;
}
const callbackOf = async (id: string) =>
  (await callApi<Generation>("GET", `/api/v1/generations/${id}`, { key })).body.callback;
const rows = () => db().generation.count({ where: { organizationId: owner.organizationId } });

describe("webhook_url", () => {
  it("gets each event of this one generation, signed with the organization's secret, and of no other", async () => {
    const { status, body } = await create({ webhook_url: receiver.url });
    expect([status, body.webhook_url]).toEqual([202, receiver.url]);
    const other = (await create({})).body;
    await makeResult(body.id);
    await makeResult(other.id);
    await callApi("DELETE", `/api/v1/generations/${body.id}`, { key });
    await deliverAll(body.id);
    const { secret } = await signer();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const told = receiver.received.map((call) => {
      expect(verifies(call, secret, new Date())).toBe(true);
      return JSON.parse(call.body) as { type: string; data: { id: string } };
    });
    expect(told.map(({ type, data }) => [type, data.id])).toEqual([
      ["generation.created", body.id],
      ["generation.completed", body.id],
      ["generation.deleted", body.id],
    ]);
    expect(await listed(other.id)).toEqual([]);
    const log = await listed(body.id, "&status=delivered");
    expect(log.map(({ url, attempts }) => [url, attempts.length])).toEqual(Array(3).fill([receiver.url, 1]));
  });

  it("is tried again on the same schedule, sent again on request, and one that fails stops no other", async () => {
    const { body } = await create({ webhook_url: receiver.url });
    const planned = { event_type: "generation.created", status: "pending", attempts: 0, last_error: null };
    expect(body.callback).toEqual({ ...planned, delivered_at: null });
    expect(await callbackOf(body.id)).toEqual(body.callback);
    receiver.answers.push({ status: 500 }, { status: 410 });
    await deliverAll(body.id);
    expect(await callbackOf(body.id)).toEqual({
      ...planned,
      attempts: 1,
      last_error: "It answered 500; an answer from 200 to 299 counts as delivered.",
      delivered_at: null,
    });
    const [waiting] = await listed(body.id);
    const pause = Date.parse(waiting.next_attempt_at ?? "") - Date.parse(waiting.attempts[0].at);
    expect([waiting.status, pause >= 5_000 && pause < 60_000]).toEqual(["pending", true]);
    await deliverAll(body.id);
    const [failed] = await listed(body.id);
    expect([failed.status, failed.attempts[1].error]).toEqual([
      "failed",
      "It answered 410, so this is not sent again.",
    ]);
    const { status, attempts, last_error } = (await callbackOf(body.id)) ?? planned;
    expect([status, attempts, last_error]).toEqual(["failed", 2, failed.attempts[1].error]);
    const next = (await create({ webhook_url: receiver.url })).body;
    await deliverAll(next.id);
    expect((await listed(next.id))[0].status).toBe("delivered");
    const again = await callApi<WebhookDelivery>(
      "POST",
      `/api/v1/webhooks/${failed.endpoint_id}/deliveries/${failed.id}/redeliver`,
      { key },
    );
    expect([again.status, again.body.status]).toEqual([202, "pending"]);
    await deliverAll(body.id);
    const [arrived] = await listed(body.id);
    expect(arrived.status).toBe("delivered");
    const told = { status: "delivered", attempts: 3, last_error: null, delivered_at: arrived.completed_at };
    expect(await callbackOf(body.id)).toMatchObject(told);
    // The newest event speaks for the generation, in the list as well.
    await makeResult(body.id);
    const page = await callApi<GenerationPage>("GET", "/api/v1/generations?limit=2", { key });
    expect(page.body.data.map(({ callback }) => callback)).toEqual([
      await callbackOf(next.id),
      { ...planned, event_type: "generation.completed", delivered_at: null },
    ]);
  });

  it("is looked at again when something is sent there", async () => {
    const { body } = await create({ webhook_url: receiver.url });
    overrideEnv({ outboundAllowedNetworks: [] });
    await deliverAll(body.id);
    overrideEnv({ outboundAllowedNetworks: ["127.0.0.0/8"] });
    const [{ attempts }] = await listed(body.id);
    expect(attempts[0].error).toBe("It leads into a private network, where nothing is fetched from.");
    expect(receiver.received).toEqual([]);
  });

  it.each([
    ["file:///etc/passwd", "invalid_request"],
    ["gopher://shop.example/", "invalid_request"],
    ["data:text/plain,x", "invalid_request"],
    ["not an address", "invalid_request"],
    ["", "invalid_request"],
    [`https://shop.example/${"x".repeat(2000)}`, "invalid_request"],
    ["https://10.1/", "address_refused"],
    ["https://0x0a000001/", "address_refused"],
    ["https://012.0.0.1/", "address_refused"],
    ["https://[::ffff:a00:1]/", "address_refused"],
    ["https://[64:ff9b::a00:1]/", "address_refused"],
    ["https://169.254.169.254/latest/meta-data", "address_refused"],
    ["https://[fd00::1]/", "address_refused"],
    ["https://100.64.0.1/", "address_refused"],
    ["https://inside.example/", "address_refused"],
    ["https://user:pass@shop.example/", "address_refused"],
    ["https://shop.example:22/", "address_refused"],
    ["http://shop.example/", "address_refused"],
    ["http://localhost:3000/api/v1/generations", "address_refused"],
  ])("refuses %s, in a quote as well", async (webhook_url, code) => {
    const before = [await rows(), await getBalance(owner.organizationId)];
    for (const path of ["/api/v1/generations", "/api/v1/generations/quote"]) {
      const json = { prompt: "a cube", webhook_url };
      const { status, body } = await callApi("POST", path, { key, json });
      expect([status, body.code, body.param]).toEqual([400, code, "webhook_url"]);
    }
    expect([await rows(), await getBalance(owner.organizationId)]).toEqual(before);
  });
});

describe("the signing secret", () => {
  it("is one for an organization, though many ask at once, and another organization's is another", async () => {
    const fresh = await makeAccount();
    const theirs = await makeKey(fresh.ctx, { scopes: ["webhooks"] });
    const all = await Promise.all(Array.from({ length: 8 }, () => signer(theirs)));
    expect(new Set(all.map(({ secret }) => secret)).size).toBe(1);
    expect(all[0].secret).not.toBe((await signer()).secret);
    const row = await db().webhookEndpoint.findUniqueOrThrow({ where: { id: all[0].endpoint_id } });
    const bytes = Buffer.from(all[0].secret.slice("whsec_".length), "base64");
    expect([bytes.length, Buffer.from(row.sealedSecret).includes(bytes)]).toEqual([32, false]);
    const foreign = await callApi("GET", `/api/v1/webhooks/${all[0].endpoint_id}/deliveries`, { key });
    expect([foreign.status, foreign.body.code]).toEqual([404, "not_found"]);
  });

  it("is exchanged with an overlap, within which both sign", async () => {
    const old = await signer();
    const rotate = (json: object) =>
      callApi<SigningSecret>("POST", "/api/v1/webhooks/signing-secret/rotate", { key, json });
    const { status, body } = await rotate({ overlap_hours: 1 });
    expect([status, body.endpoint_id, body.secret === old.secret]).toEqual([200, old.endpoint_id, false]);
    expect(body.previous_secret_expires_at).not.toBeNull();
    expect((await signer()).secret).toBe(body.secret);
    const { id } = (await create({ webhook_url: receiver.url })).body;
    await deliverAll(id);
    const holds = [old, body].map(({ secret }) => verifies(receiver.received[0], secret, new Date()));
    expect(holds).toEqual([true, true]);
    expect((await rotate({ overlap_hours: 169 })).status).toBe(400);
  });

  it("is no endpoint to be listed, counted, changed, tested or deleted", async () => {
    const { endpoint_id: id } = await signer();
    const list = await callApi<EndpointList>("GET", "/api/v1/webhooks", { key });
    expect(list.body.data).toEqual([]);
    const calls: [string, string, object?][] = [
      ["GET", ""],
      ["PATCH", "", { url: "https://shop.example/" }],
      ["POST", "/test"],
      ["POST", "/rotate-secret", {}],
      ["DELETE", ""],
    ];
    for (const [method, rest, json] of calls)
      expect([
        method,
        (await callApi(method, `/api/v1/webhooks/${id}${rest}`, { key, json })).status,
      ]).toEqual([method, 404]);
  });
});
