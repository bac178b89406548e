import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { scopes } from "@/lib/core/actor";
import type { CreatedKey, KeyList } from "@/lib/keys/schema";
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
    expect((await balance()).body).toEqual({ object: "balance", credits: 100 });

    const one = `/api/v1/keys/${body.key.id}`;
    expect((await callApi("PATCH", one, { key, json: { name: "Web shop" } })).body.name).toBe("Web shop");
    const list = await callApi<KeyList>("GET", "/api/v1/keys", { key });
    expect(list.body.data.map((row) => row.name)).toContain("Web shop");
    expect(list.text).not.toContain(body.secret);

    expect((await callApi("DELETE", one, { key })).body.revoked_at).not.toBeNull();
    expect((await balance()).status).toBe(401);
  });
});

describe("refuses", () => {
  it.each<[string, object, string]>([
    ["no name", {}, "name"],
    ["an unknown scope", { name: "a", scopes: ["admin"] }, "scopes.0"],
    ["a wish for an organization", { name: "a", organization_id: "org_1" }, "organization_id"],
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
