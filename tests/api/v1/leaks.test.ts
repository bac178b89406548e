import { createSign, generateKeyPairSync } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { overrideEnv, parseEnv } from "@/lib/core/env";
import { db } from "@/lib/db";
import { verifyKey } from "@/lib/keys";
import { newSecret } from "@/lib/keys/secret";
import { callApi, makeKey } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { makeAccount, type TestAccount } from "../../support/make-account";

const finder = generateKeyPairSync("ec", { namedCurve: "P-256" });
const publicKey = finder.publicKey.export({ type: "spki", format: "pem" }).toString();

let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount();
});
beforeEach(resetLimits);
afterEach(() => overrideEnv({ secretScanningKeys: [] }));

const send = (json: unknown, headers: Record<string, string> = {}) =>
  callApi("POST", "/api/v1/keys/leaks", { json, headers });
const works = async (secret: string) => (await verifyKey(secret)) !== null;
const find = (token: string) => ({
  token,
  type: "printpal_live_key",
  url: "https://git.example/a/blob/1/x.py",
  source: "content",
});

/** The headers that GitHub's secret scanning sends with a body. */
function sign(body: unknown, identifier = "k1"): Record<string, string> {
  const signature = createSign("SHA256").update(JSON.stringify(body)).sign(finder.privateKey, "base64");
  return { "Github-Public-Key-Identifier": identifier, "Github-Public-Key-Signature": signature };
}

describe("works", () => {
  it("ends a reported key at once and writes its owner an event, and answers alike about any other", async () => {
    const secret = await makeKey(account.ctx);
    const { status, body } = await send({ key: secret });
    expect([status, body]).toEqual([200, { object: "leak_report", received: 1 }]);
    expect((await callApi("GET", "/api/v1/credits", { key: secret })).status).toBe(401);
    const events = await db().event.findMany({ where: { organizationId: account.organizationId } });
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      [
        "key.leaked",
        { name: "Test", masked: expect.stringMatching(/^pp_live_/), revoked: true, source: null, url: null },
      ],
    ]);
    expect(JSON.stringify(events)).not.toContain(secret.slice(12, 40));
    for (const key of [secret, newSecret(false), "pp_live_none"])
      expect((await send({ key })).body).toEqual(body);
    expect(await db().event.count()).toBe(1);
  });

  it("takes a list in the form of GitHub's secret scanning, and hands the owner no text that is no address", async () => {
    const secrets = [await makeKey(account.ctx), await makeKey(account.ctx, { test: true })];
    const odd = { ...find(secrets[1]), url: "javascript:alert(1)", source: "<b>", more: 1 };
    const { status, body } = await send([find(secrets[0]), odd, find(newSecret(true))]);
    expect([status, body.received]).toEqual([200, 3]);
    expect(await Promise.all(secrets.map(works))).toEqual([false, false]);
    const events = await db().event.findMany({ orderBy: { createdAt: "desc" }, take: 2 });
    expect(events.map(({ data }) => data).reverse()).toMatchObject([
      { source: "content", url: "https://git.example/a/blob/1/x.py" },
      { source: null, url: null },
    ]);
  });

  it("takes a signed list where GitHub's public keys are known", async () => {
    overrideEnv({ secretScanningKeys: [{ key_identifier: "k1", key: publicKey }] });
    const secret = await makeKey(account.ctx);
    const list = [find(secret)];
    expect((await send(list, sign(list))).status).toBe(200);
    expect(await works(secret)).toBe(false);
  });
});

describe("refuses", () => {
  it("a list that is not signed, or by another key, or was altered, and then ends nothing", async () => {
    overrideEnv({ secretScanningKeys: [{ key_identifier: "k1", key: publicKey }] });
    const secret = await makeKey(account.ctx);
    const list = [find(secret)];
    const forged = { ...sign(list), "Github-Public-Key-Signature": "bm90IGEgc2lnbmF0dXJl" };
    for (const headers of [{}, sign(list, "k2"), sign([]), forged]) {
      const { status, body } = await send(list, headers);
      expect([status, body.code]).toEqual([400, "invalid_signature"]);
    }
    expect(await works(secret)).toBe(true);
    // Whoever holds it may report it by itself all the same.
    expect((await send({ key: secret })).status).toBe(200);
    expect(await works(secret)).toBe(false);
  });

  it.each<[string, unknown]>([
    ["nothing", {}],
    ["a number", { key: 1 }],
    ["further fields", { key: "a", organization_id: "org_1" }],
    ["a list of texts", ["pp_live_none"]],
    ["1,001 finds", Array(1001).fill({ token: "a" })],
    ["a text", "pp_live_none"],
  ])("%s", async (_name, json) => {
    const { status, body } = await send(json);
    expect([status, body.code]).toEqual([400, "invalid_request"]);
  });

  it("a flood from one address, and no other's", async () => {
    const from = (address: string) => send({ key: "pp_live_none" }, { "X-Forwarded-For": address });
    const seen = await Promise.all(Array.from({ length: 70 }, () => from("203.0.113.9")));
    const refused = seen.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused[0].body.code).toBe("too_many_attempts");
    expect(refused[0].headers.get("retry-after")).toBe(String(refused[0].body.retry_after));
    expect((await from("203.0.113.10")).status).toBe(200);
  });
});

describe("SECRET_SCANNING_KEYS", () => {
  it("is what GitHub's own address answers, and refused where it is anything else", () => {
    const keys = [{ key_identifier: "k1", key: publicKey, is_current: true }];
    const { secretScanningKeys } = parseEnv({ SECRET_SCANNING_KEYS: JSON.stringify({ public_keys: keys }) });
    expect(secretScanningKeys).toEqual([{ key_identifier: "k1", key: publicKey }]);
    for (const text of ["k1", "[]", '{"public_keys":[{"key":1}]}'])
      expect(() => parseEnv({ SECRET_SCANNING_KEYS: text })).toThrow(/SECRET_SCANNING_KEYS: expected/);
  });
});
