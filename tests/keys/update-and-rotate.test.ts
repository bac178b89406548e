import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { scopes, type Scope } from "@/lib/core/actor";
import { clock } from "@/lib/core/clock";
import { db, type Context } from "@/lib/db";
import {
  createKey,
  listKeys,
  reportExposure,
  revokeKey,
  revokeLeakedKey,
  rotateKey,
  updateKey,
  verifyKey,
  type KeyRequest,
} from "@/lib/keys";
import { newSecret } from "@/lib/keys/secret";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

let account: TestAccount;
let owner: Context;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount();
  owner = account.ctx;
});
afterEach(() => {
  vi.restoreAllMocks();
});

const HOUR = 3_600_000;
const inDays = (days: number) => new Date(Date.now() + days * 24 * HOUR).toISOString();
const later = (ms: number) => {
  const then = Date.now() + ms;
  vi.spyOn(clock, "now").mockImplementation(() => new Date(then));
};
const make = (request: Partial<KeyRequest> = {}) => createKey(owner, { name: "Shop", ...request });
const works = async (secret: string) => (await verifyKey(secret)) !== null;

/** A key of the account as the one who acts. */
async function actingKey(request: Partial<KeyRequest> = {}): Promise<Context> {
  const { key } = await make({ scopes: ["keys", "generate", "read"], ...request });
  const { id: keyId, name: keyName, test } = key;
  const actor = { kind: "key" as const, keyId, keyName, test, scopes: key.scopes };
  return { ...owner, actor };
}

describe("an update", () => {
  it("changes what is given, at once, and leaves the rest", async () => {
    const { key, secret } = await make({ allowed_addresses: ["203.0.113.7"], monthly_credit_cap: 50 });
    await verifyKey(secret);
    const expires_at = inDays(20);
    const change = { scopes: ["read"] as Scope[], allowed_origins: ["https://shop.example"], expires_at };
    const updated = await updateKey(owner, key.id, change);
    expect(updated).toEqual({ ...key, ...change });
    expect(await verifyKey(secret)).toMatchObject({
      scopes: ["read"],
      allowedOrigins: ["https://shop.example"],
      allowedAddresses: ["203.0.113.7"],
      monthlyCreditCap: 50,
    });
    const audit = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: key.id, action: "key.update" },
    });
    expect(audit.detail).toEqual({ fields: Object.keys(change) });
  });

  it("refuses an expiry in the past or beyond two years, and a revoked key", async () => {
    const { key } = await make();
    for (const expires_at of ["2020-01-01T00:00:00Z", inDays(740)])
      await expect(updateKey(owner, key.id, { expires_at })).rejects.toMatchObject({
        code: "invalid_request",
        details: { param: "expires_at" },
      });
    await revokeKey(owner, key.id);
    await expect(updateKey(owner, key.id, { name: "b" })).rejects.toMatchObject({ code: "conflict" });
  });

  it("revives an expired key, unless 50 are alive", async () => {
    const own = await makeAccount();
    const { key, secret } = await createKey(own.ctx, { name: "Old", expires_at: inDays(1) });
    later(25 * HOUR);
    expect(await works(secret)).toBe(false);
    for (let index = 0; index < 50; index++) await createKey(own.ctx, { name: "New" });
    const revive = () => updateKey(own.ctx, key.id, { expires_at: inDays(30) });
    await expect(revive()).rejects.toMatchObject({ code: "conflict" });
    await revokeKey(own.ctx, (await listKeys(own.ctx)).data[0].id);
    await revive();
    expect(await works(secret)).toBe(true);
  });
});

describe("a rotation", () => {
  it("lets the former secret work until its overlap ends, and not a moment longer", async () => {
    const { key, secret } = await make();
    const rotated = await rotateKey(owner, key.id, {});
    expect(rotated.secret).not.toBe(secret);
    expect(rotated.key).toMatchObject({ id: key.id, name: key.name, rotated_at: expect.any(String) });
    expect(rotated.key.masked).toBe(`${rotated.secret.slice(0, 12)}…${rotated.secret.slice(-4)}`);
    expect((await verifyKey(secret))?.id).toBe(key.id);
    later(24 * HOUR - 4_000);
    expect([await works(secret), await works(rotated.secret)]).toEqual([true, true]);
    // Although it was looked up four seconds ago.
    later(24 * HOUR + 500);
    expect([await works(secret), await works(rotated.secret)]).toEqual([false, true]);
    expect(
      (await listKeys(owner)).data.find(({ id }) => id === key.id)?.previous_secret_expires_at,
    ).toBeNull();
  });

  it("leaves older secrets their own overlap; one of 0 ends them all at once", async () => {
    const { key, secret: first } = await make();
    const { secret: second } = await rotateKey(owner, key.id, { overlap_hours: 2 });
    const { secret: third, key: shown } = await rotateKey(owner, key.id, { overlap_hours: 1 });
    expect(await Promise.all([first, second, third].map(works))).toEqual([true, true, true]);
    const hours = (Date.parse(shown.previous_secret_expires_at ?? "") - Date.now()) / HOUR;
    expect(hours).toBeCloseTo(2, 1);
    const { secret: fourth } = await rotateKey(owner, key.id, { overlap_hours: 0 });
    expect(await Promise.all([first, second, third, fourth].map(works))).toEqual([false, false, false, true]);
    expect(await db().retiredSecret.count({ where: { apiKeyId: key.id } })).toBe(0);
  });

  it("ends with its key, whichever secret is shown", async () => {
    const { key, secret } = await make();
    const rotated = await rotateKey(owner, key.id, {});
    expect([await works(secret), await works(rotated.secret)]).toEqual([true, true]);
    await revokeKey(owner, key.id);
    expect([await works(secret), await works(rotated.secret)]).toEqual([false, false]);
    await expect(rotateKey(owner, key.id, {})).rejects.toMatchObject({ code: "conflict" });
  });

  it("of two at once leaves no secret that works beyond its overlap", async () => {
    const { key, secret } = await make();
    const [a, b] = await Promise.all([1, 2].map(() => rotateKey(owner, key.id, { overlap_hours: 1 })));
    expect(await Promise.all([secret, a.secret, b.secret].map(works))).toEqual([true, true, true]);
    later(HOUR + 60_000);
    expect((await Promise.all([a.secret, b.secret].map(works))).filter(Boolean)).toHaveLength(1);
    expect(await works(secret)).toBe(false);
  });

  it("is refused for another organization's key, an expired one, and to who may not", async () => {
    const { key } = await make({ expires_at: inDays(1) });
    const other = await makeAccount();
    await expect(rotateKey(other.ctx, key.id, {})).rejects.toMatchObject({ code: "not_found" });
    await expect(rotateKey(account.as("viewer"), key.id, {})).rejects.toMatchObject({ code: "forbidden" });
    later(25 * HOUR);
    await expect(rotateKey(owner, key.id, {})).rejects.toMatchObject({ code: "conflict" });
  });

  it("takes the warning of an exposure away once the exposed secret is dead", async () => {
    const { key, secret } = await make();
    await reportExposure(secret, "address", "req_1");
    const warned = async () => (await listKeys(owner)).data.find(({ id }) => id === key.id)?.exposed_by;
    expect((await rotateKey(owner, key.id, { overlap_hours: 1 })).key.exposed_by).toBe("address");
    later(HOUR + 1_000);
    expect(await warned()).toBeNull();
  });
});

describe("a key that acts", () => {
  it("can give nobody, itself included, more than it has", async () => {
    const ctx = await actingKey();
    const { keyId } = ctx.actor as { keyId: string };
    const lacking = { code: "insufficient_scope" };
    await expect(updateKey(ctx, keyId, { scopes: [...scopes] })).rejects.toMatchObject(lacking);
    const strong = await make({ scopes: [...scopes] });
    await expect(rotateKey(ctx, strong.key.id, {})).rejects.toMatchObject(lacking);
    await expect(updateKey(ctx, strong.key.id, { allowed_addresses: [] })).rejects.toMatchObject(lacking);
    expect((await updateKey(ctx, strong.key.id, { name: "Strong" })).name).toBe("Strong");
    expect((await rotateKey(ctx, keyId, {})).key.id).toBe(keyId);
    const weak = await make({ scopes: ["read"] });
    expect((await rotateKey(ctx, weak.key.id, {})).key.id).toBe(weak.key.id);
  });

  it("cannot leave its own addresses behind", async () => {
    const own = ["203.0.113.7", "198.51.100.0/24"];
    const ctx = await actingKey({ allowed_addresses: own });
    const { keyId } = ctx.actor as { keyId: string };
    const forbidden = { code: "forbidden" };
    await expect(createKey(ctx, { name: "a" })).rejects.toMatchObject(forbidden);
    await expect(updateKey(ctx, keyId, { allowed_addresses: [] })).rejects.toMatchObject(forbidden);
    await expect(updateKey(ctx, keyId, { allowed_addresses: ["0.0.0.0/0"] })).rejects.toMatchObject(
      forbidden,
    );
    const { key } = await createKey(ctx, { name: "a", allowed_addresses: [own[0]] });
    expect(key.allowed_addresses).toEqual([own[0]]);
  });

  it("cannot leave its own cap behind", async () => {
    const ctx = await actingKey({ monthly_credit_cap: 10 });
    const { keyId } = ctx.actor as { keyId: string };
    const forbidden = { code: "forbidden" };
    await expect(createKey(ctx, { name: "a" })).rejects.toMatchObject(forbidden);
    await expect(updateKey(ctx, keyId, { monthly_credit_cap: null })).rejects.toMatchObject(forbidden);
    const uncapped = await make();
    await expect(rotateKey(ctx, uncapped.key.id, {})).rejects.toMatchObject(forbidden);
    expect((await createKey(ctx, { name: "a", scopes: ["read"] })).key.scopes).toEqual(["read"]);
    expect((await createKey(ctx, { name: "a", test: true })).key.test).toBe(true);
  });

  it("of the test world touches no live key", async () => {
    const ctx = await actingKey({ test: true });
    const { key } = await make();
    await expect(rotateKey(ctx, key.id, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateKey(ctx, key.id, { allowed_origins: [] })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("row 31: a leak", () => {
  const told: string[] = [];
  const report = (secret: string) =>
    revokeLeakedKey(
      { secret, source: "commit", url: "https://git.example/1" },
      "req_1",
      async (_tx, ctx, key) => {
        told.push(`${ctx.organizationId} ${key.id}`);
      },
    );

  it("ends the key at once, is told once, and shows in the portal for 30 days", async () => {
    const { key, secret } = await make();
    expect(await works(secret)).toBe(true);
    await Promise.all([report(secret), report(secret)]);
    await report(secret);
    expect(await works(secret)).toBe(false);
    expect(told).toEqual([`${account.organizationId} ${key.id}`]);
    const find = async (leaked: boolean) =>
      (await listKeys(owner, { leaked })).data.find(({ id }) => id === key.id);
    expect(await find(true)).toMatchObject({ exposed_by: "leak", revoked_at: expect.any(String) });
    expect(await find(false)).toBeUndefined();
    const audit = await db().auditEvent.findMany({ where: { subjectId: key.id, action: "key.leak" } });
    expect(audit.map(({ detail }) => detail)).toEqual([
      { source: "commit", url: "https://git.example/1", former: false },
    ]);
    later(31 * 24 * HOUR);
    expect(await find(true)).toBeUndefined();
  });

  it("of a former secret ends that alone", async () => {
    const { key, secret } = await make();
    const rotated = await rotateKey(owner, key.id, {});
    await report(secret);
    expect([await works(secret), await works(rotated.secret)]).toEqual([false, true]);
    const listed = (await listKeys(owner)).data.find(({ id }) => id === key.id);
    expect(listed).toMatchObject({ exposed_by: "leak", revoked_at: null });
  });

  it("of anything else changes nothing", async () => {
    const before = told.length;
    await report(newSecret(false));
    await report("pp_live_short");
    expect(told).toHaveLength(before);
  });
});
