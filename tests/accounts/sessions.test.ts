import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { describeDevice, findSession, listSessions, revokeSession, startSession } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { db, type Context } from "@/lib/db";
import { freshDatabase } from "@/tests/support/database";

beforeAll(async () => {
  await freshDatabase();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const start = Date.parse("2030-01-01T00:00:00Z");
const HOUR = 3_600_000;
const at = (ms: number) => vi.spyOn(clock, "now").mockReturnValue(new Date(start + ms));

async function makePerson() {
  const [userId, organizationId] = [newId("user"), newId("organization")];
  await db().user.create({
    data: { id: userId, email: `${userId}@example.com`, name: "Ada", passwordHash: "x" },
  });
  await db().organization.create({ data: { id: organizationId, name: "Test" } });
  await db().membership.create({
    data: { id: newId("membership"), userId, organizationId, role: "developer" },
  });
  const ctx = (sessionId: string): Context => ({
    actor: { kind: "user", userId, sessionId, role: "developer" },
    organizationId,
    requestId: "req_test",
  });
  return { userId, organizationId, ctx };
}

const asKey: Context = {
  actor: { kind: "key", keyId: "key_a", keyName: "a", test: false, scopes: ["keys"] },
  organizationId: "org_a",
  requestId: "req_test",
};

describe("a session", () => {
  it("says who it is, for which organization and in which role", async () => {
    at(0);
    const { userId, organizationId } = await makePerson();
    const session = await startSession({ userId, organizationId, device: "Firefox on Linux" });
    expect(session).toMatchObject({
      id: expect.stringMatching(/^ses_\w{22}$/),
      expiresAt: new Date(start + 168 * HOUR),
    });
    expect(await findSession(session.id)).toEqual({
      lacksSecondFactor: false,
      user: expect.objectContaining({ id: userId, name: "Ada" }),
      organization: expect.objectContaining({ id: organizationId, suspendedAt: null }),
      role: "developer",
      session,
    });
  });

  it("belongs to the person's first organization unless told otherwise, and to none that is not theirs", async () => {
    const [mine, theirs] = [await makePerson(), await makePerson()];
    const { userId, organizationId } = mine;
    expect(await startSession({ userId, device: "x" })).toMatchObject({ organizationId });
    const foreign = startSession({ userId, organizationId: theirs.organizationId, device: "x" });
    await expect(foreign).rejects.toMatchObject({ code: "forbidden" });
  });

  it("gives whoever lost their last organization an empty one of their own, one, also where two come at once", async () => {
    const { userId, organizationId } = await makePerson();
    await db().organization.delete({ where: { id: organizationId } });
    const [one, other] = await Promise.all([1, 2].map(() => startSession({ userId, device: "x" })));
    expect(one.organizationId).toBe(other.organizationId);
    expect(await db().membership.findMany({ where: { userId } })).toMatchObject([
      { organizationId: one.organizationId, role: "owner" },
    ]);
    expect(await findSession(one.id)).toMatchObject({ role: "owner" });
  });

  it("is null where it is unknown or no id at all, the latter without a query", async () => {
    const find = vi.spyOn(db().session, "findUnique");
    for (const id of ["", "ses_short", "usr_4kQ1mW8sZb2Xr7tY9uVc3d", "' OR 1=1"])
      expect(await findSession(id)).toBeNull();
    expect(find).not.toHaveBeenCalled();
    expect(await findSession(newId("session"))).toBeNull();
  });

  it("ends after twelve idle hours", async () => {
    at(0);
    const { userId } = await makePerson();
    const { id } = await startSession({ userId, device: "x" });
    at(12 * HOUR - 1);
    expect(await findSession(id)).not.toBeNull();
    at(24 * HOUR - 1);
    expect(await findSession(id)).toBeNull();
  });

  it("ends after seven days, however busy", async () => {
    at(0);
    const { userId } = await makePerson();
    const { id } = await startSession({ userId, device: "x" });
    for (let hours = 10; hours < 168; hours += 10) {
      at(hours * HOUR);
      expect(await findSession(id)).not.toBeNull();
    }
    at(168 * HOUR - 1_000);
    expect(await findSession(id)).not.toBeNull();
    at(168 * HOUR);
    expect(await findSession(id)).toBeNull();
  });

  it("ends with the person's membership", async () => {
    at(0);
    const { userId } = await makePerson();
    const { id } = await startSession({ userId, device: "x" });
    expect(await findSession(id)).not.toBeNull();
    await db().membership.deleteMany({ where: { userId } });
    at(3_000);
    expect(await findSession(id)).toBeNull();
  });

  it("is looked up once in three seconds, and noted as seen once a minute", async () => {
    at(0);
    const { userId } = await makePerson();
    const { id } = await startSession({ userId, device: "x" });
    const find = vi.spyOn(db().session, "findUnique");
    const write = vi.spyOn(db().session, "updateMany");
    for (let ms = 0; ms <= 120_000; ms += 1_000) {
      at(ms);
      await findSession(id);
    }
    expect(find).toHaveBeenCalledTimes(41);
    expect(write).toHaveBeenCalledTimes(2);
    const row = await db().session.findFirstOrThrow({ where: { id } });
    expect(row.lastSeenAt).toEqual(new Date(start + 120_000));
  });
});

describe("revoke", () => {
  it("ends a session at once here and within three seconds elsewhere", async () => {
    at(0);
    const { userId, ctx } = await makePerson();
    const [a, b] = [await startSession({ userId, device: "a" }), await startSession({ userId, device: "b" })];
    expect(await findSession(a.id)).not.toBeNull();
    await revokeSession(ctx(b.id), a.id);
    await revokeSession(ctx(b.id), a.id);
    expect(await findSession(a.id)).toBeNull();
    expect(await findSession(b.id)).not.toBeNull();
    await db().session.update({ where: { id: b.id }, data: { revokedAt: clock.now() } });
    at(3_000);
    expect(await findSession(b.id)).toBeNull();
    expect(await db().auditEvent.count({ where: { subjectId: a.id, action: "session.revoke" } })).toBe(1);
  });

  it("does not find another person's session, and is not for keys", async () => {
    const [mine, theirs] = [await makePerson(), await makePerson()];
    const own = await startSession({ userId: mine.userId, device: "x" });
    const foreign = await startSession({ userId: theirs.userId, device: "x" });
    for (const id of [foreign.id, newId("session")])
      await expect(revokeSession(mine.ctx(own.id), id)).rejects.toMatchObject({ code: "not_found" });
    expect(await findSession(foreign.id)).not.toBeNull();
    await expect(revokeSession(asKey, own.id)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("list", () => {
  it("shows the person's own live sessions, the last used first, and which one asks", async () => {
    at(0);
    const [mine, theirs] = [await makePerson(), await makePerson()];
    const { userId, ctx } = mine;
    const idle = await startSession({ userId, device: "idle" });
    at(6 * HOUR);
    const revoked = await startSession({ userId, device: "revoked" });
    const older = await startSession({ userId, device: "older" });
    await startSession({ userId: theirs.userId, device: "theirs" });
    at(13 * HOUR);
    const current = await startSession({ userId, device: "current" });
    await revokeSession(ctx(current.id), revoked.id);
    const listed = await listSessions(ctx(current.id));
    expect(listed.map(({ id, current: asks }) => [id, asks])).toEqual([
      [current.id, true],
      [older.id, false],
    ]);
    expect(await findSession(idle.id)).toBeNull();
    await expect(listSessions(asKey)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("row 7: device", () => {
  const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox on Linux"],
    [`${windows} Chrome/128.0.0.0 Safari/537.36`, "Chrome on Windows"],
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/128.0.0.0 Safari/537.36",
      "Chrome on Linux",
    ],
    [`${windows} Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0`, "Edge on Windows"],
    [`${windows} Chrome/128.0.0.0 Safari/537.36 OPR/113.0.0.0`, "Opera on Windows"],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 Version/17.6 Mobile/15E148 Safari/604.1",
      "Safari on iPhone",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 Version/17.6 Safari/605.1.15",
      "Safari on macOS",
    ],
    [
      "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/128.0.0.0 Mobile Safari/537.36",
      "Chrome on Android",
    ],
    ["curl/8.9.1", "curl"],
    ["Secret <script> (Windows NT 10.0)", "Unknown browser on Windows"],
    ["", "Unknown browser"],
    [null, "Unknown browser"],
  ])("%s is %s", (userAgent, device) => expect(describeDevice(userAgent)).toBe(device));
});
