import { TOTP } from "otpauth";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  beginSecondFactor,
  checkCode,
  confirmSecondFactor,
  describeSecondFactor,
  endSecondFactor,
  hasSecondFactor,
  renewRecoveryCodes,
  startSession,
} from "@/lib/accounts";
import { authOptions } from "@/lib/api/auth-options";
import { clock } from "@/lib/core/clock";
import { db, type Context } from "@/lib/db";
import { freshDatabase } from "@/tests/support/database";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);

/** Row 84 of the catalogue of bad input, and what it rests on. */

let account: TestAccount;
let ctx: Context;
let now: Date;
let authenticator: TOTP;
let recoveryCodes: string[];

beforeAll(async () => {
  await freshDatabase();
});
beforeEach(async () => {
  now = new Date("2026-03-01T10:00:05Z");
  vi.spyOn(clock, "now").mockImplementation(() => now);
  account = await makeAccount();
  const { id } = await startSession({ userId: account.userId, device: "Firefox on Linux" });
  ctx = { ...account.ctx, actor: { kind: "user", userId: account.userId, sessionId: id, role: "owner" } };
  const { secret } = await beginSecondFactor(ctx, { password: account.password });
  authenticator = new TOTP({ secret });
  ({ recoveryCodes } = await confirmSecondFactor(ctx, { code: code() }));
  pass(30);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const code = (secondsAway = 0): string =>
  authenticator.generate({ timestamp: now.getTime() + secondsAway * 1000 });
const pass = (seconds: number): void => void (now = new Date(now.getTime() + seconds * 1000));
const wrong = (): string => String((Number(code()) + 1) % 1_000_000).padStart(6, "0");
const check = (given: string) => checkCode(account.userId, given);

describe("row 84: a code", () => {
  it("opens once: again in its half minute it is wrong, and of eight at once one is right", async () => {
    expect(await check(code())).toBe(true);
    expect(await check(code())).toBe(false);
    pass(30);
    const all = await Promise.allSettled(Array.from({ length: 4 }, () => check(code())));
    expect(all.filter((one) => one.status === "fulfilled" && one.value)).toHaveLength(1);
  });

  it("is of this half minute: neither the one before nor the one behind it opens", async () => {
    expect(await check(code(-30))).toBe(false);
    expect(await check(code(30))).toBe(false);
    expect(await check(`${code().slice(0, 3)} ${code().slice(3)}`)).toBe(true);
  });

  it("is refused unseen from the sixth guess on, the right one as well", async () => {
    for (let guess = 0; guess < 5; guess++) expect(await check(wrong())).toBe(false);
    await expect(check(code())).rejects.toMatchObject({
      code: "too_many_attempts",
      details: { retryAfterSeconds: 1 },
    });
    pass(1);
    expect(await check(code())).toBe(true);
  });

  it("of somebody else does not open", async () => {
    const other = await makeAccount();
    expect(await checkCode(other.userId, code())).toBe(false);
    expect(await hasSecondFactor(other.userId)).toBe(false);
  });
});

describe("row 30: a recovery code", () => {
  it("opens once, however it is written, and there are ten", async () => {
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes.map((one) => /^([A-Z2-7]{6}-){3}[A-Z2-7]{6}$/.test(one)))).toEqual(
      new Set([true]),
    );
    expect(await check(recoveryCodes[0].toLowerCase().replaceAll("-", " "))).toBe(true);
    expect(await check(recoveryCodes[0])).toBe(false);
    expect(await describeSecondFactor(ctx)).toEqual({
      since: "2026-03-01T10:00:05.000Z",
      recoveryCodesLeft: 9,
    });
  });

  it("ends with the ones that replace it", async () => {
    const { recoveryCodes: fresh } = await renewRecoveryCodes(ctx, { code: code() });
    expect(await check(recoveryCodes[1])).toBe(false);
    expect(await check(fresh[1])).toBe(true);
  });

  it("and the secret are kept in no form that opens anything", async () => {
    const rows = JSON.stringify([await db().secondFactor.findMany(), await db().recoveryCode.findMany()]);
    for (const secret of [authenticator.secret.base32, authenticator.secret.hex, ...recoveryCodes])
      expect(rows.toUpperCase()).not.toContain(secret.toUpperCase());
  });
});

describe("row 30: signing in", () => {
  const credentials = (more: object) => ({ email: account.email, password: account.password, ...more });
  type Authorize = (given: object, request: { headers: object }) => Promise<{ id: string } | null>;
  const signIn = (more: object) => {
    const [provider] = authOptions().providers as unknown as { options: { authorize: Authorize } }[];
    return provider.options.authorize(credentials(more), { headers: {} });
  };

  it("needs the code besides the password, and says so only to who knows that", async () => {
    await expect(signIn({})).rejects.toThrow("second_factor_needed");
    expect(await signIn({ password: "not the right password", code: code() })).toBeNull();
    await expect(signIn({ code: wrong() })).rejects.toThrow("second_factor_wrong");
    expect(await signIn({ code: code() })).toMatchObject({ id: account.userId });
    await expect(signIn({ code: code() })).rejects.toThrow("second_factor_wrong");
    expect(await signIn({ code: recoveryCodes[2] })).toMatchObject({ id: account.userId });
  });
});

describe("setting it up", () => {
  it("asks nothing of a sign-in before a code has confirmed it", async () => {
    const other = await makeAccount();
    const { id } = await startSession({ userId: other.userId, device: "Firefox on Linux" });
    const theirs: Context = {
      ...other.ctx,
      actor: { kind: "user", userId: other.userId, sessionId: id, role: "owner" },
    };
    await expect(beginSecondFactor(theirs, { password: "not the right password" })).rejects.toMatchObject({
      details: { param: "password" },
    });
    const { uri, secret } = await beginSecondFactor(theirs, { password: other.password });
    expect(uri).toContain(`secret=${secret}`);
    await expect(confirmSecondFactor(theirs, { code: "000000" })).rejects.toMatchObject({
      details: { param: "code" },
    });
    expect(await hasSecondFactor(other.userId)).toBe(false);
  });

  it("happens once, and is for people alone", async () => {
    await expect(beginSecondFactor(ctx, { password: account.password })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(describeSecondFactor(account.asKey())).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is turned off by password and code together, and tells the audit log of both", async () => {
    const { password } = account;
    await expect(endSecondFactor(ctx, { password, code: wrong() })).rejects.toMatchObject({
      details: { param: "code" },
    });
    await endSecondFactor(ctx, { password, code: code() });
    expect(await hasSecondFactor(account.userId)).toBe(false);
    expect(await db().recoveryCode.count({ where: { userId: account.userId } })).toBe(0);
    const audit = await db().auditEvent.findMany({
      where: { subjectId: account.userId },
      orderBy: { createdAt: "asc" },
    });
    expect(audit.map(({ action }) => action).filter((action) => action.startsWith("second"))).toEqual([
      "second_factor.turn_on",
      "second_factor.turn_off",
    ]);
  });
});
