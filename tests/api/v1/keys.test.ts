import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { scopes } from "@/lib/core/actor";
import { db } from "@/lib/db";
import { attestation, type CreatedKey, type KeyList } from "@/lib/keys/schema";
import { callApi, makeKey } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { makeAccount, type TestAccount } from "../../support/make-account";

let account: TestAccount;
let key: string;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount();
  key = await makeKey(account.ctx, { scopes: [...scopes] });
});
beforeEach(resetLimits);

const create = (json: object, by = key) => callApi<CreatedKey>("POST", "/api/v1/keys", { key: by, json });

describe("works", () => {
  it("makes a key that works at once, renames it, lists it, and ends it", async () => {
    const { status, body } = await create({ name: "Shop", scopes: ["read"] });
    expect([status, body.key.name, body.key.scopes]).toEqual([200, "Shop", ["read"]]);
    const balance = () => callApi("GET", "/api/v1/credits", { key: body.secret });
    expect((await balance()).body).toMatchObject({ object: "balance", credits: 100, owed: 0 });

    const one = `/api/v1/keys/${body.key.id}`;
    expect((await callApi("PATCH", one, { key, json: { name: "Web shop" } })).body.name).toBe("Web shop");
    const list = await callApi<KeyList>("GET", "/api/v1/keys", { key });
    expect(list.body.data.map((row) => row.name)).toContain("Web shop");
    expect(list.text).not.toContain(body.secret);

    expect((await callApi("DELETE", one, { key })).body.revoked_at).not.toBeNull();
    expect((await balance()).status).toBe(401);
  });
});

it("row 17: a live key before the word on end users is 409 with that word, and 200 with it", async () => {
  const fresh = await makeAccount();
  const by = await makeKey(fresh.ctx, { scopes: [...scopes] });
  await db().$executeRaw`DELETE FROM key_attestations WHERE organization_id = ${fresh.organizationId}`;
  const before = await db().apiKey.count({ where: { organizationId: fresh.organizationId } });
  const refused = await callApi<Record<string, string>>("POST", "/api/v1/keys", {
    key: by,
    json: { name: "Live" },
  });
  expect([refused.status, refused.body.code, refused.body.param]).toEqual([
    409,
    "conflict",
    "end_user_attestation",
  ]);
  expect(refused.body.detail).toContain(attestation.text);
  expect(await db().apiKey.count({ where: { organizationId: fresh.organizationId } })).toBe(before);
  const end_user_attestation = attestation.version;
  expect((await create({ name: "Live", end_user_attestation }, by)).status).toBe(200);
  expect((await create({ name: "Second" }, by)).status).toBe(200);
});

describe("bounds and rotation", () => {
  it("are set, changed and taken away again over the API", async () => {
    const bounds = { allowed_origins: ["https://shop.example"], monthly_credit_cap: 100 };
    const { body } = await create({ name: "Bound", ...bounds });
    expect(body.key).toMatchObject(bounds);
    const change = (json: object) => callApi("PATCH", `/api/v1/keys/${body.key.id}`, { key, json });
    expect((await change({ monthly_credit_cap: null, scopes: ["read"] })).body).toMatchObject({
      name: "Bound",
      allowed_origins: bounds.allowed_origins,
      monthly_credit_cap: null,
      scopes: ["read"],
    });
    expect((await change({})).body).toMatchObject({ code: "invalid_request" });
    expect((await change({ test: true })).body).toMatchObject({ code: "invalid_request", param: "test" });
  });

  it("give a new secret beside the old one, which the answer shows this once", async () => {
    const { body } = await create({ name: "Turning", scopes: ["read"] });
    const rotated = await callApi<CreatedKey>("POST", `/api/v1/keys/${body.key.id}/rotate`, {
      key,
      json: {},
    });
    expect([rotated.status, rotated.body.key.id]).toEqual([200, body.key.id]);
    const balance = async (secret: string) =>
      (await callApi("GET", "/api/v1/credits", { key: secret })).status;
    expect([await balance(body.secret), await balance(rotated.body.secret)]).toEqual([200, 200]);
    const hours = (Date.parse(rotated.body.key.previous_secret_expires_at ?? "") - Date.now()) / 3_600_000;
    expect(hours).toBeCloseTo(24, 1);
    const list = await callApi("GET", "/api/v1/keys", { key });
    expect(list.text).not.toContain(rotated.body.secret);
  });

  it.each([{ overlap_hours: 169 }, { overlap_hours: -1 }, { overlap_hours: 1.5 }])(
    "refuse %j",
    async (json) => {
      const { body } = await create({ name: "Turning", scopes: ["read"] });
      const answer = await callApi("POST", `/api/v1/keys/${body.key.id}/rotate`, { key, json });
      expect([answer.status, answer.body.param]).toEqual([400, "overlap_hours"]);
    },
  );
});

describe("refuses", () => {
  it.each<[string, object, string]>([
    ["no name", {}, "name"],
    ["an unknown scope", { name: "a", scopes: ["admin"] }, "scopes.0"],
    ["a wish for an organization", { name: "a", organization_id: "org_1" }, "organization_id"],
    ["a key for ever", { name: "a", expires_at: null }, "expires_at"],
    ["an origin with a path", { name: "a", allowed_origins: ["https://shop.example/"] }, "allowed_origins.0"],
    ["an origin without scheme", { name: "a", allowed_origins: ["shop.example"] }, "allowed_origins.0"],
    ["any origin", { name: "a", allowed_origins: ["*"] }, "allowed_origins.0"],
    ["a cap of 0", { name: "a", monthly_credit_cap: 0 }, "monthly_credit_cap"],
    ["half a credit", { name: "a", monthly_credit_cap: 1.5 }, "monthly_credit_cap"],
    ["true as text", { name: "a", test: "true" }, "test"],
  ])("%s", async (_name, json, param) => {
    const { status, body } = await callApi("POST", "/api/v1/keys", { key, json });
    expect([status, body.code, body.param]).toEqual([400, "invalid_request", param]);
  });

  it("a form", async () => {
    const { status, body } = await callApi("POST", "/api/v1/keys", {
      key,
      body: new URLSearchParams({ name: "a" }),
    });
    expect([status, body.code]).toEqual([415, "unsupported_media_type"]);
  });

  it("a key that would do more than the one that asks", async () => {
    const small = await makeKey(account.ctx, { scopes: ["keys", "read"] });
    const { status, body } = await callApi("POST", "/api/v1/keys", {
      key: small,
      json: { name: "a", scopes: ["billing"] },
    });
    expect([status, body.code]).toEqual([403, "insufficient_scope"]);
  });
});
