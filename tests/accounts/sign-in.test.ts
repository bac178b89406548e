import { scrypt, scryptSync } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  checkPassword,
  createUser,
  type SignInAttempt,
  findUserByEmail,
  getOrganization,
} from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { type Context, db, emailHash } from "@/lib/db";
import { freshDatabase } from "@/tests/support/database";
import { makeAccount } from "@/tests/support/make-account";
import { statementsOf } from "@/tests/support/statements-of";

vi.mock("node:crypto", async (importOriginal) => {
  const real = await importOriginal<typeof import("node:crypto")>();
  return { ...real, scrypt: vi.fn(real.scrypt) };
});
vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);

const system: Context = {
  actor: { kind: "system", name: "test" },
  organizationId: "",
  requestId: "req_test",
};
const password = "walnut harbour sings at noon";
let count = 0;
const newEmail = () => `person-${++count}@example.com`;

beforeAll(async () => {
  await freshDatabase();
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("create", () => {
  it("makes a person with an organization of their own, as its owner", async () => {
    const { user, organization } = await createUser(system, { email: "  Ada@Example.COM ", password });
    expect(user).toMatchObject({ email: "ada@example.com", name: "ada", number: expect.any(Number) });
    expect(user).not.toHaveProperty("passwordHash");
    expect(organization.name).toBe("ada's organization");
    const memberships = await db().membership.findMany({ where: { userId: user.id } });
    expect(memberships).toMatchObject([{ organizationId: organization.id, role: "owner" }]);
    expect(await findUserByEmail("ADA@example.com")).toEqual(user);
    expect(await getOrganization({ ...system, organizationId: organization.id })).toEqual(organization);
    const audit = await db().auditEvent.findMany({ where: { subjectId: user.id } });
    expect(audit).toMatchObject([{ action: "user.create", organizationId: organization.id }]);
  });

  it("makes a password of more than 20 characters where none is given, and keeps no trace of any", async () => {
    const email = newEmail();
    const made = await createUser(system, { email });
    expect(made.password).toMatch(/^[0-9A-Za-z]{24}$/);
    expect(await checkPassword({ email, password: made.password })).toEqual(made.user);
    expect(JSON.stringify(await db().user.findMany())).not.toContain(made.password);
  });

  it("refuses a taken address however it is spelled", async () => {
    const email = newEmail();
    await createUser(system, { email, password });
    await expect(createUser(system, { email: email.toUpperCase(), password })).rejects.toMatchObject({
      code: "email_taken",
      details: { param: "email" },
    });
  });

  it("refuses what is no address, and a weak password", async () => {
    for (const email of ["", "ada", "ada@", "ada@example", `${"a".repeat(250)}@example.com`])
      await expect(createUser(system, { email, password })).rejects.toMatchObject({
        code: "invalid_request",
        details: { param: "email" },
      });
    await expect(createUser(system, { email: newEmail(), password: "short" })).rejects.toMatchObject({
      code: "invalid_request",
      details: { param: "password" },
    });
    expect(await findUserByEmail("no address")).toBeNull();
    await expect(getOrganization({ ...system, organizationId: "org_none" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("check", () => {
  it("row 83: knows the person by the right password only, and does the same work otherwise", async () => {
    const email = newEmail();
    const { user } = await createUser(system, { email, password });
    expect(await checkPassword({ email: ` ${email.toUpperCase()}`, password })).toEqual(user);
    /** The statements of a refusal, and the figures of each hash that was worked out for it. */
    const refuse = async (attempt: SignInAttempt) => {
      vi.mocked(scrypt).mockClear();
      const statements = await statementsOf(async () => expect(await checkPassword(attempt)).toBeNull());
      return {
        statements,
        hashes: vi.mocked(scrypt).mock.calls.map(([, , ...figures]) => figures.slice(0, 2)),
      };
    };
    const known = await refuse({ email, password: `${password}.` });
    expect(await refuse({ email: newEmail(), password })).toEqual(known);
    expect(await refuse({ email: "no address", password: `${password}!` })).toEqual(known);
    await db().user.update({ where: { emailHash: emailHash(email) }, data: { closedAt: new Date() } });
    expect(await refuse({ email, password: `${password}?` })).toEqual(known);
    expect(known.statements).toHaveLength(2);
    const cost = { N: 2 ** 17, r: 8, p: 1 };
    expect(known.hashes).toEqual([[32, expect.objectContaining(cost)]]);
  });

  it("renews a hash of older figures at the next sign-in", async () => {
    const email = newEmail();
    const { user } = await createUser(system, { email, password });
    const salt = Buffer.from("0123456789abcdef");
    const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
    const old = base64(scryptSync(password, salt, 32, { N: 2 ** 14, r: 8, p: 1 }));
    const passwordHash = `$scrypt$ln=14,r=8,p=1$${base64(salt)}$${old}`;
    await db().user.update({ where: { id: user.id }, data: { passwordHash } });
    expect(await checkPassword({ email, password })).toEqual(user);
    const renewed = await db().user.findUniqueOrThrow({ where: { id: user.id } });
    expect(renewed.passwordHash).toMatch(/^\$scrypt\$ln=17,/);
    expect(await checkPassword({ email, password })).toEqual(user);
  });
});

// Accounts whose hash costs next to nothing, where the hash is not what is looked at.
describe("row 11: guessing", () => {
  const start = Date.parse("2030-01-01T00:00:00Z");
  const at = (ms: number) => vi.spyOn(clock, "now").mockReturnValue(new Date(start + ms));
  const wait = (seconds: number) => ({ code: "too_many_attempts", details: { retryAfterSeconds: seconds } });

  /** Spares the hash: what is looked at is the count, which comes before it. */
  async function failures(email: string, number: number, blockedUntilMs: number) {
    const { createHash } = await import("node:crypto");
    const data = {
      addressHash: createHash("sha256").update(email).digest("hex"),
      failures: number,
      blockedUntil: new Date(start + blockedUntilMs),
      updatedAt: new Date(start),
    };
    await db().signInThrottle.upsert({
      where: { addressHash: data.addressHash },
      create: data,
      update: data,
    });
  }

  it.each([true, false])(
    "row 83: slows down after five failures: 1, 2, 4 seconds (the account exists: %s)",
    async (exists) => {
      const email = exists ? (await makeAccount()).email : newEmail();
      at(0);
      const guess = () => checkPassword({ email, password: "wrong" });
      for (let index = 0; index < 5; index++) expect(await guess()).toBeNull();
      await expect(guess()).rejects.toMatchObject(wait(1));
      at(999);
      await expect(guess()).rejects.toMatchObject(wait(1));
      at(1_000);
      expect(await guess()).toBeNull();
      await expect(checkPassword({ email: email.toUpperCase(), password })).rejects.toMatchObject(wait(2));
      at(3_000);
      expect(await guess()).toBeNull();
      at(3_001);
      await expect(guess()).rejects.toMatchObject(wait(4));
    },
  );

  it("waits fifteen minutes at most, however many failures there were", async () => {
    for (const [number, seconds] of [
      [13, 512],
      [14, 900],
      [10_000, 900],
    ]) {
      const { email } = await makeAccount();
      await failures(email, number, 0);
      at(0);
      expect(await checkPassword({ email, password: "wrong" })).toBeNull();
      await expect(checkPassword({ email, password: "wrong" })).rejects.toMatchObject(wait(seconds));
    }
  });

  it("forgets failures with the right password, and after a day without one", async () => {
    const { email, password: right } = await makeAccount();
    await failures(email, 9, 0);
    at(0);
    expect(await checkPassword({ email, password: right })).not.toBeNull();
    expect(await checkPassword({ email, password: "wrong" })).toBeNull();
    expect(await checkPassword({ email, password: "wrong" })).toBeNull();
    await failures(email, 9, 0);
    at(24 * 3_600_000 + 1);
    expect(await checkPassword({ email, password: "wrong" })).toBeNull();
    expect(await checkPassword({ email, password: "wrong" })).toBeNull();
  });

  it("counts guesses that come at once: five are looked at, not twenty", async () => {
    const { email } = await makeAccount();
    at(0);
    const guesses = Array.from({ length: 20 }, () => checkPassword({ email, password: "wrong" }));
    const results = await Promise.allSettled(guesses);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(5);
  });

  it("stores no address, only its hash", async () => {
    const { email } = await makeAccount();
    await checkPassword({ email, password: "wrong" });
    expect(JSON.stringify(await db().signInThrottle.findMany())).not.toContain(email);
  });

  it("stops one place after 20 attempts a minute, whatever addresses it tries", async () => {
    at(0);
    const address = "203.0.113.9";
    const email = newEmail();
    await failures(email, 5, 60_000);
    for (let index = 0; index < 20; index++)
      await expect(checkPassword({ email, password, address })).rejects.toMatchObject(wait(60));
    at(15_000);
    await expect(checkPassword({ email: newEmail(), password, address })).rejects.toMatchObject(wait(45));
    expect(await checkPassword({ email: newEmail(), password, address: "203.0.113.10" })).toBeNull();
    at(60_000);
    expect(await checkPassword({ email: newEmail(), password, address })).toBeNull();
  });
});
