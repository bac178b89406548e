import { createHash } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { scopes, type Role, type Scope } from "@/lib/core/actor";
import { verifyPassword } from "@/lib/accounts/hash-password";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { type Context, db, emailHash } from "@/lib/db";
import {
  ApiKey,
  attestation,
  createKey,
  flushKeyUse,
  listAttestations,
  listKeys,
  reportExposure,
  revokeKey,
  touchKey,
  updateKey,
  verifyKey,
} from "@/lib/keys";
import { newSecret } from "@/lib/keys/secret";
import { getCurrentPolicy } from "@/lib/policies";
import { requiredDocuments } from "@/lib/policies/schema";
import { signUp } from "@/lib/credits";
import { findCanary } from "@/lib/run/privacy-audit/find-canary";
import { attestEndUsers } from "@/tests/support/attest-end-users";
import { freshDatabase } from "@/tests/support/database";

beforeAll(async () => {
  await freshDatabase();
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function makeOrganization({ attested = true } = {}) {
  const organizationId = newId("organization");
  await db().organization.create({ data: { id: organizationId, name: "Test" } });
  if (attested) await attestEndUsers(organizationId);
  const as = (role: Role): Context => ({
    actor: { kind: "user", userId: "usr_a", sessionId: "ses_a", role },
    organizationId,
    requestId: "req_test",
  });
  const asKey = (own: Scope[], test = false): Context => ({
    actor: { kind: "key", keyId: "key_a", keyName: "a", test, scopes: own },
    organizationId,
    requestId: "req_test",
  });
  return { organizationId, owner: as("owner"), as, asKey };
}

const later = (ms: number) => {
  const then = Date.now() + ms;
  vi.spyOn(clock, "now").mockImplementation(() => new Date(then));
};

describe("row 40: create", () => {
  it("row 3: shows the key once and keeps only its SHA-256", async () => {
    const { owner, organizationId } = await makeOrganization();
    const { key, secret } = await createKey(owner, { name: "Web shop" });
    expect(secret).toMatch(/^pp_live_[0-9A-Za-z]{49}$/);
    expect(ApiKey.parse(key)).toMatchObject({
      name: "Web shop",
      masked: `${secret.slice(0, 12)}…${secret.slice(-4)}`,
      test: false,
      scopes: ["generate", "read"],
      last_used_at: null,
      revoked_at: null,
    });
    const row = await db().apiKey.findUniqueOrThrow({ where: { id: key.id } });
    expect(row.hash).toBe(createHash("sha256").update(secret).digest("hex"));
    const middle = secret.slice(12, -4);
    const dump = JSON.stringify([row, await db().auditEvent.findMany({ where: { organizationId } })]);
    expect(dump).not.toContain(middle.slice(0, 8));
    expect(dump).not.toContain(middle.slice(-8));
    const audit = await db().auditEvent.findFirst({ where: { subjectId: key.id } });
    expect(audit).toMatchObject({ action: "key.create", actorKind: "user", organizationId });
  });

  it("expires after a year unless told otherwise", async () => {
    const { owner } = await makeOrganization();
    const days = ({ key }: { key: ApiKey }) =>
      key.expires_at && (Date.parse(key.expires_at) - Date.parse(key.created_at)) / 86_400_000;
    expect(days(await createKey(owner, { name: "a" }))).toBe(365);
    const inDays = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
    expect(days(await createKey(owner, { name: "a", expires_at: inDays(729) }))).toBeCloseTo(729, 3);
    const tooLate = createKey(owner, { name: "a", expires_at: inDays(732) });
    await expect(tooLate).rejects.toMatchObject({
      code: "invalid_request",
      details: { param: "expires_at" },
    });
    const past = createKey(owner, { name: "a", expires_at: "2020-01-01T00:00:00Z" });
    await expect(past).rejects.toMatchObject({ code: "invalid_request", details: { param: "expires_at" } });
  });

  it.each(["owner", "admin", "developer"] as const)("row 30: is allowed to the role %s", async (role) => {
    const { as } = await makeOrganization();
    const { key } = await createKey(as(role), { name: "a" });
    expect((await revokeKey(as(role), key.id)).revoked_at).not.toBeNull();
  });

  it.each(["billing", "viewer"] as const)(
    "row 87: is refused to the role %s, as are revoke and update",
    async (role) => {
      const { owner, as } = await makeOrganization();
      const { key } = await createKey(owner, { name: "a" });
      await expect(createKey(as(role), { name: "b" })).rejects.toMatchObject({ code: "forbidden" });
      await expect(revokeKey(as(role), key.id)).rejects.toMatchObject({ code: "forbidden" });
      await expect(updateKey(as(role), key.id, { name: "b" })).rejects.toMatchObject({ code: "forbidden" });
      expect((await listKeys(as(role))).data).toMatchObject([{ id: key.id, name: "a", revoked_at: null }]);
    },
  );

  it("needs the scope keys of a key, and gives no more than that key has", async () => {
    const { asKey } = await makeOrganization();
    const lacking = { code: "insufficient_scope" };
    await expect(createKey(asKey(["generate", "read"]), { name: "a" })).rejects.toMatchObject(lacking);
    await expect(listKeys(asKey(["generate", "read"]))).rejects.toMatchObject(lacking);
    await expect(createKey(asKey(["keys", "read"]), { name: "a" })).rejects.toMatchObject(lacking);
    const all = createKey(asKey(["keys"]), { name: "a", scopes: [...scopes] });
    await expect(all).rejects.toMatchObject(lacking);
    const { key } = await createKey(asKey(["keys", "read"]), { name: "a", scopes: ["read"] });
    expect(key.scopes).toEqual(["read"]);
    const live = createKey(asKey([...scopes], true), { name: "a" });
    await expect(live).rejects.toMatchObject({ code: "forbidden" });
    expect((await createKey(asKey([...scopes], true), { name: "a", test: true })).secret).toMatch(
      /^pp_test_/,
    );
  });

  it.each([
    [{ name: " " }, "name"],
    [{ name: "a".repeat(101) }, "name"],
    [{ name: "a", scopes: [] }, "scopes"],
    [{ name: "a", scopes: ["everything" as Scope] }, "scopes.0"],
    [{ name: "a", expires_at: "tomorrow" }, "expires_at"],
  ])("refuses %j", async (request, param) => {
    const { owner } = await makeOrganization();
    await expect(createKey(owner, request)).rejects.toMatchObject({
      code: "invalid_request",
      details: { param },
    });
  });

  it("stops at 50 live keys, also when many come at once; a revoked one makes room", async () => {
    const { owner, organizationId } = await makeOrganization();
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, () => createKey(owner, { name: "a" })),
    );
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(10);
    expect(refused[0].reason).toMatchObject({ code: "conflict" });
    expect(await db().apiKey.count({ where: { organizationId } })).toBe(50);
    await revokeKey(owner, (await listKeys(owner)).data[0].id);
    expect((await createKey(owner, { name: "again" })).key.name).toBe("again");
  });
});

describe("verify", () => {
  it("finds the organization, name, scopes and kind behind a key", async () => {
    const { owner, organizationId } = await makeOrganization();
    const { key, secret } = await createKey(owner, { name: "Web shop", test: true, scopes: ["read"] });
    expect(await verifyKey(secret)).toMatchObject({
      id: key.id,
      organizationId,
      name: "Web shop",
      test: true,
      scopes: ["read"],
      suspended: false,
    });
  });

  it("asks the database nothing about a mistyped key, and once about an unknown one", async () => {
    const find = vi.spyOn(db().apiKey, "findUnique");
    const secret = newSecret(false);
    const other = secret[20] === "A" ? "B" : "A";
    const mistyped = [
      secret.slice(0, 20) + other + secret.slice(21),
      secret.slice(0, -1) + (secret.endsWith("0") ? "1" : "0"),
      secret.replace("pp_live_", "pp_test_"),
      secret.slice(0, -1),
      `${secret}0`,
      ` ${secret}`,
      "",
    ];
    for (const text of mistyped) expect(await verifyKey(text)).toBeNull();
    expect(find).not.toHaveBeenCalled();
    expect(await verifyKey(secret)).toBeNull();
    expect(await verifyKey(secret)).toBeNull();
    expect(find).toHaveBeenCalledTimes(1);
  });

  it("row 40: refuses a revoked key at once, although it was just looked up", async () => {
    const { owner } = await makeOrganization();
    const { key, secret } = await createKey(owner, { name: "a" });
    expect(await verifyKey(secret)).not.toBeNull();
    const revoked = await revokeKey(owner, key.id);
    expect(await verifyKey(secret)).toBeNull();
    expect(await revokeKey(owner, key.id)).toEqual(revoked);
    expect((await listKeys(owner)).data).toEqual([]);
    expect((await listKeys(owner, { revoked: true })).data.map((each) => each.id)).toEqual([key.id]);
  });

  it("notices within five seconds what another process revoked or suspended", async () => {
    const { owner, organizationId } = await makeOrganization();
    const { key, secret } = await createKey(owner, { name: "a" });
    expect(await verifyKey(secret)).toMatchObject({ suspended: false });
    await db().organization.update({ where: { id: organizationId }, data: { suspendedAt: new Date() } });
    later(5_000);
    expect(await verifyKey(secret)).toMatchObject({ suspended: true });
    await db().apiKey.update({ where: { id: key.id }, data: { revokedAt: new Date() } });
    later(10_001);
    expect(await verifyKey(secret)).toBeNull();
  });

  it("refuses a key from the moment it expires, although it is cached", async () => {
    const { owner } = await makeOrganization();
    const expires_at = new Date(Date.now() + 60_000).toISOString();
    const { secret } = await createKey(owner, { name: "a", expires_at });
    later(59_000);
    expect(await verifyKey(secret)).not.toBeNull();
    later(60_500);
    expect(await verifyKey(secret)).toBeNull();
  });
});

describe("others' keys", () => {
  it("are not found, word for word like one that never was", async () => {
    const [mine, theirs] = [await makeOrganization(), await makeOrganization()];
    const { key, secret } = await createKey(theirs.owner, { name: "a" });
    const messages: string[] = [];
    for (const id of [key.id, newId("apiKey")]) {
      for (const attempt of [
        () => revokeKey(mine.owner, id),
        () => updateKey(mine.owner, id, { name: "mine" }),
      ]) {
        const error = await attempt().catch((reason: unknown) => reason);
        expect(error).toMatchObject({ code: "not_found" });
        messages.push((error as Error).message);
      }
    }
    expect(new Set(messages).size).toBe(1);
    expect((await listKeys(mine.owner)).data).toEqual([]);
    expect(await verifyKey(secret)).toMatchObject({ name: "a" });
  });
});

describe("row 40: update and last use", () => {
  it("renames at once, also for a key that is in use", async () => {
    const { owner } = await makeOrganization();
    const { key, secret } = await createKey(owner, { name: "a" });
    await verifyKey(secret);
    expect(await updateKey(owner, key.id, { name: " b " })).toMatchObject({ id: key.id, name: "b" });
    expect(await verifyKey(secret)).toMatchObject({ name: "b" });
    await expect(updateKey(owner, key.id, { name: "" })).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("writes the last use of many keys in one statement, and never an older one over a newer", async () => {
    const { owner } = await makeOrganization();
    const keys = [await createKey(owner, { name: "a" }), await createKey(owner, { name: "b" })].map(
      ({ key }) => key.id,
    );
    const write = vi.spyOn(db(), "$executeRaw");
    const at = new Date("2031-05-04T03:02:01.500Z");
    vi.spyOn(clock, "now").mockReturnValue(at);
    for (const id of [...keys, ...keys, ...keys]) touchKey(id);
    await flushKeyUse();
    expect(write).toHaveBeenCalledTimes(1);
    vi.spyOn(clock, "now").mockReturnValue(new Date(at.getTime() - 5_000));
    touchKey(keys[0]);
    await flushKeyUse();
    await flushKeyUse();
    expect(write).toHaveBeenCalledTimes(2);
    const used = (await listKeys(owner)).data.map((key) => key.last_used_at);
    expect(used).toEqual([at.toISOString(), at.toISOString()]);
  });

  it("keeps what it could not write for the next time", async () => {
    const { owner } = await makeOrganization();
    const { key } = await createKey(owner, { name: "a" });
    vi.spyOn(db(), "$executeRaw").mockRejectedValueOnce(new Error("the database is away"));
    touchKey(key.id);
    await flushKeyUse();
    expect((await listKeys(owner)).data[0].last_used_at).toBeNull();
    await flushKeyUse();
    expect((await listKeys(owner)).data[0].last_used_at).not.toBeNull();
  });
});

describe("row 3: what is kept of a key and of a password", () => {
  it("row 3: is neither of them, in any row of any table, also when both were used", async () => {
    const password = "walnut harbour sings at noon";
    const email = "row-three@example.com";
    const shown = await Promise.all(requiredDocuments.map((name) => getCurrentPolicy(name)));
    const accepted = shown.map(({ document, version, sha256 }) => ({ document, version, sha256 }));
    await signUp({ email, password, accepted }, { requestId: "req_test" });
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { emailHash: emailHash(email) } });
    expect(await verifyPassword(password, passwordHash)).toBe(true);
    const { owner } = await makeOrganization();
    const { key, secret } = await createKey(owner, { name: "Web shop" });
    await verifyKey(secret);
    touchKey(key.id);
    await flushKeyUse();
    for (const secretText of [secret, secret.slice(12, -4), password])
      expect(await findCanary(secretText)).toEqual([]);
    // The same search does find what is there.
    const digest = createHash("sha256").update(secret).digest("hex");
    expect((await findCanary(digest)).map((found) => found.split(":")[0])).toEqual(["public.api_keys"]);
    expect(await findCanary(email)).not.toEqual([]);
  });

  it("row 3: says when it was last used, written within a minute by itself", async () => {
    const { owner } = await makeOrganization();
    const { key } = await createKey(owner, { name: "a" });
    const timers = vi.spyOn(globalThis, "setTimeout");
    touchKey(key.id);
    const [write, afterMs] = timers.mock.calls[0];
    expect(afterMs).toBeLessThanOrEqual(60_000);
    timers.mockRestore();
    expect((await listKeys(owner)).data[0].last_used_at).toBeNull();
    (write as () => void)();
    await expect.poll(async () => (await listKeys(owner)).data[0].last_used_at).not.toBeNull();
  });
});

describe("addresses", () => {
  it("are kept with the key and refused where they are none", async () => {
    const { owner } = await makeOrganization();
    const addresses = ["203.0.113.7", "2001:db8::/32"];
    const { key, secret } = await createKey(owner, { name: "Bound", allowed_addresses: addresses });
    expect(key.allowed_addresses).toEqual(addresses);
    expect((await verifyKey(secret))?.allowedAddresses).toEqual(addresses);
    const attempt = createKey(owner, { name: "Odd", allowed_addresses: ["203.0.113.300"] });
    await expect(attempt).rejects.toMatchObject({ code: "invalid_request" });
  });
});

describe("row 31: exposure", () => {
  it("is noted once, with how it came about and in the audit log", async () => {
    const { owner, organizationId } = await makeOrganization();
    const { key, secret } = await createKey(owner, { name: "Shop" });
    await reportExposure(secret, "address", "req_1");
    await reportExposure(secret, "plain_http", "req_2");
    const [listed] = (await listKeys(owner)).data;
    expect(listed).toMatchObject({ id: key.id, exposed_by: "address", exposed_at: expect.any(String) });
    const audit = await db().auditEvent.findMany({ where: { organizationId, action: "key.expose" } });
    expect(audit.map((event) => [event.subjectId, event.detail])).toEqual([[key.id, { by: "address" }]]);
  });

  it("of anything else changes nothing", async () => {
    const { owner } = await makeOrganization();
    const { key } = await createKey(owner, { name: "Shop" });
    await reportExposure(newSecret(false), "address", "req_1");
    await reportExposure("pp_live_short", "address", "req_1");
    expect((await listKeys(owner)).data).toMatchObject([{ id: key.id, exposed_at: null, exposed_by: null }]);
  });
});

describe("row 17: a live key needs its organization's word on end users", () => {
  it("row 17: is refused without, is made with it, and asks once for each version of the text", async () => {
    const { owner: ctx, organizationId } = await makeOrganization({ attested: false });
    const refused = { code: "conflict", details: { param: "end_user_attestation" } };
    await expect(createKey(ctx, { name: "Live" })).rejects.toMatchObject(refused);
    await expect(createKey(ctx, { name: "Live", end_user_attestation: 99 })).rejects.toMatchObject(refused);
    expect(await db().apiKey.count({ where: { organizationId } })).toBe(0);
    expect((await createKey(ctx, { name: "Test", test: true })).key.test).toBe(true);
    const first = createKey(ctx, { name: "Live", end_user_attestation: attestation.version });
    expect((await first).key.test).toBe(false);
    expect((await createKey(ctx, { name: "Second" })).key.test).toBe(false);
    const sha256 = createHash("sha256").update(attestation.text).digest("hex");
    expect(await listAttestations(ctx)).toMatchObject([
      { version: 1, sha256, actorKind: "user", actorId: ctx.actor.kind === "user" && ctx.actor.userId },
    ]);
  });

  it("row 17: lets the operator make one for somebody, and confirms nothing in their name", async () => {
    const { organizationId } = await makeOrganization({ attested: false });
    const operator: Context = {
      actor: { kind: "system", name: "operator" },
      organizationId,
      requestId: "req_t",
    };
    expect((await createKey(operator, { name: "Theirs" })).key.test).toBe(false);
    expect(await listAttestations(operator)).toEqual([]);
  });
});
