import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { overrideEnv } from "@/lib/core/env";
import { outsideNames } from "@/lib/core/fetch-outside";
import { db } from "@/lib/db";
import type {
  CreatedEndpoint,
  DeliveryPage,
  EndpointList,
  WebhookDelivery,
  WebhookEndpoint,
} from "@/lib/webhooks";
import { callApi, makeKey } from "@/tests/support/call-api";
import { freshDatabase } from "@/tests/support/database";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";

let owner: TestAccount;
let key: string;
beforeAll(async () => {
  await freshDatabase();
  outsideNames.resolve = async (host) => {
    if (host === "nowhere.example") throw new Error("ENOTFOUND");
    if (/^[\d.:a-f]+$/.test(host)) return [{ address: host, family: host.includes(":") ? 6 : 4 }];
    return [{ address: host === "inside.example" ? "10.0.0.7" : "203.0.114.9", family: 4 }];
  };
});
beforeEach(async () => {
  await resetLimits();
  owner = await makeAccount();
  key = await makeKey(owner.ctx, { scopes: ["webhooks"] });
});

const url = "https://shop.example/hooks";
const create = (json: object = { url }) =>
  callApi<CreatedEndpoint>("POST", "/api/v1/webhooks", { key, json });
const at = (id: string, rest = "") => `/api/v1/webhooks/${id}${rest}`;

describe("endpoints", () => {
  it("are made, shown, changed, switched off and on, and deleted", async () => {
    const { status, body } = await create({ url, event_types: ["generation.failed"], description: " Shop " });
    expect(status).toBe(200);
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(body.endpoint).toMatchObject({
      object: "webhook_endpoint",
      url,
      description: "Shop",
      event_types: ["generation.failed"],
      enabled: true,
      disabled_reason: null,
    });
    const { id } = body.endpoint;
    const shown = await callApi<WebhookEndpoint>("GET", at(id), { key });
    expect(shown.body).toEqual(body.endpoint);
    expect(shown.text).not.toContain("whsec_");
    const patch = (json: object) => callApi<WebhookEndpoint>("PATCH", at(id), { key, json });
    expect((await patch({ enabled: false })).body).toMatchObject({
      enabled: false,
      disabled_reason: "by_hand",
    });
    expect((await patch({ enabled: true, event_types: [] })).body).toMatchObject({
      enabled: true,
      disabled_reason: null,
      event_types: [],
      description: "Shop",
    });
    const list = await callApi<EndpointList>("GET", "/api/v1/webhooks", { key });
    expect(list.body.data.map((one) => one.id)).toEqual([id]);
    const gone = await callApi("DELETE", at(id), { key });
    expect(gone.body).toEqual({ id, object: "webhook_endpoint", deleted: true });
    expect((await callApi("GET", at(id), { key })).status).toBe(404);
    const acts = await db().auditEvent.findMany({ where: { subjectId: id }, orderBy: { createdAt: "asc" } });
    expect(acts.map(({ action }) => action)).toEqual([
      "webhook.create",
      "webhook.update",
      "webhook.update",
      "webhook.delete",
    ]);
  });

  it("are ten at most, though twenty are asked for at once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(10);
  });

  it.each([
    ["https://127.0.0.1/", "address_refused"],
    ["https://[::1]/", "address_refused"],
    ["https://inside.example/hook", "address_refused"],
    ["https://shop.example:22/", "address_refused"],
    ["https://user:pass@shop.example/", "address_refused"],
    ["http://shop.example/", "address_refused"],
    ["http://localhost:3000/api/v1/webhooks", "address_refused"],
    ["ftp://shop.example/", "invalid_request"],
    ["not an address", "invalid_request"],
    ["", "invalid_request"],
  ])("are not made at %s", async (address, code) => {
    const { status, body } = await callApi("POST", "/api/v1/webhooks", { key, json: { url: address } });
    expect([status, body.code, body.param]).toEqual([400, code, "url"]);
    expect(await db().webhookEndpoint.count({ where: { organizationId: owner.organizationId } })).toBe(0);
  });

  it("are not moved to a private address either, and may have a name that is not known yet", async () => {
    const made = await create({ url: "https://nowhere.example/hook" });
    expect(made.status).toBe(200);
    const { status, body } = await callApi("PATCH", at(made.body.endpoint.id), {
      key,
      json: { url: "https://inside.example/" },
    });
    expect([status, body.code]).toEqual([400, "address_refused"]);
  });

  it("may be in the clear only in a network that the operator named", async () => {
    overrideEnv({ outboundAllowedNetworks: ["10.0.0.0/24"] });
    expect((await create({ url: "http://inside.example:8080/hook" })).status).toBe(200);
    overrideEnv({ outboundAllowedNetworks: [] });
  });

  it.each([
    [{ url, event_types: ["generation.exploded"] }, "event_types.0"],
    [{ url, secret: "whsec_mine" }, "secret"],
    [{ url, description: "x".repeat(201) }, "description"],
    [{}, "url"],
  ])("refuse %j", async (json, param) => {
    const { status, body } = await callApi("POST", "/api/v1/webhooks", { key, json });
    expect([status, body.code, body.param]).toEqual([400, "invalid_request", param]);
  });
});

describe("a secret", () => {
  it("is exchanged, with an overlap of a day unless told", async () => {
    const { body: made } = await create();
    const rotate = (json: object) =>
      callApi<CreatedEndpoint>("POST", at(made.endpoint.id, "/rotate-secret"), { key, json });
    const { body } = await rotate({});
    expect(body.secret).not.toBe(made.secret);
    const ends = Date.parse(body.endpoint.previous_secret_expires_at ?? "");
    expect(Math.abs(ends - Date.now() - 86_400_000)).toBeLessThan(60_000);
    expect((await rotate({ overlap_hours: 169 })).status).toBe(400);
  });
});

describe("deliveries", () => {
  it("are listed in pages, newest first, by status, with body and tries", async () => {
    const { body: made } = await create();
    const { id } = made.endpoint;
    const sent: string[] = [];
    for (let index = 0; index < 3; index++) {
      const { status, body } = await callApi<WebhookDelivery>("POST", at(id, "/test"), { key });
      expect(status).toBe(202);
      sent.unshift(body.id);
    }
    const list = async (query: string) =>
      (await callApi<DeliveryPage>("GET", at(id, `/deliveries?${query}`), { key })).body;
    const first = await list("limit=2");
    expect([first.data.map((one) => one.id), first.has_more]).toEqual([sent.slice(0, 2), true]);
    const rest = await list(`limit=2&after=${sent[1]}`);
    expect([rest.data.map((one) => one.id), rest.has_more]).toEqual([sent.slice(2), false]);
    expect((await list("status=failed")).data).toEqual([]);
    expect(JSON.parse(first.data[0].body)).toMatchObject({ type: "webhook.test", data: { endpoint_id: id } });
    const wrong = await callApi("GET", at(id, "/deliveries?after=whd_0000000000000000000000"), { key });
    expect([wrong.status, wrong.body.param]).toEqual([400, "after"]);
  });

  it("are sent again only once they ended, and only by their own endpoint", async () => {
    const [one, two] = [(await create()).body.endpoint.id, (await create()).body.endpoint.id];
    const { body } = await callApi<WebhookDelivery>("POST", at(one, "/test"), { key });
    const again = (endpoint: string) =>
      callApi<WebhookDelivery>("POST", at(endpoint, `/deliveries/${body.id}/redeliver`), { key });
    expect((await again(one)).status).toBe(409);
    await db().webhookDelivery.update({ where: { id: body.id }, data: { status: "failed", attempts: 10 } });
    expect((await again(two)).status).toBe(404);
    const answer = await again(one);
    expect([answer.status, answer.body.status]).toEqual([202, "pending"]);
  });
});
