import { TOTP } from "otpauth";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSecondFactor,
  startSession,
} from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { db, type Context } from "@/lib/db";
import { closeAccount, confirmErasure, openPrivacyRequest } from "@/lib/privacy";
import { freshDatabase } from "@/tests/support/database";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);

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
  now = new Date(now.getTime() + 30_000);
});
afterEach(() => {
  vi.restoreAllMocks();
});
const code = (): string => authenticator.generate({ timestamp: now.getTime() });
const wrong = (): string => String((Number(code()) + 1) % 1_000_000).padStart(6, "0");

interface Proof {
  password: string;
  code?: string;
}
/** Each verb that asks once more who it is, with the name of its password's field and whether it was done. */
const verbs: {
  name: string;
  field: string;
  act: (proof: Proof) => Promise<unknown>;
  done: () => Promise<boolean>;
}[] = [
  {
    name: "an export",
    field: "password",
    act: (proof) => openPrivacyRequest(ctx, { type: "export", ...proof }),
    done: async () =>
      (await db().privacyRequest.count({ where: { userId: account.userId, type: "export" } })) === 1,
  },
  {
    name: "an erasure",
    field: "password",
    act: async (proof) =>
      confirmErasure(ctx, { id: (await openPrivacyRequest(ctx, { type: "erasure" })).id, ...proof }),
    done: async () =>
      (await db().privacyRequest.count({ where: { userId: account.userId, confirmedAt: { not: null } } })) ===
      1,
  },
  {
    name: "the end of an account",
    field: "password",
    act: (proof) => closeAccount(ctx, proof),
    done: async () =>
      (await db().user.findUniqueOrThrow({ where: { id: account.userId } })).closedAt !== null,
  },
  {
    name: "another password",
    field: "current_password",
    act: ({ password, code }) =>
      changePassword(ctx, { current_password: password, new_password: "seven lanterns under maple", code }),
    done: async () =>
      (await db().auditEvent.count({
        where: { action: "user.change_password", subjectId: account.userId },
      })) === 1,
  },
  {
    name: "the end of the second factor",
    field: "password",
    act: ({ password, code = "" }) => endSecondFactor(ctx, { password, code }),
    done: async () => (await db().secondFactor.count({ where: { userId: account.userId } })) === 0,
  },
];
const fieldOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: { details?: { param?: string } }) => error.details?.param,
  );

describe.each(verbs)("$name", ({ act, done, field }) => {
  it("needs password and code, says which is missing, and takes a recovery code as well", async () => {
    const { password } = account;
    expect(await fieldOf(act({ password: "not the right password", code: code() }))).toBe(field);
    expect(await fieldOf(act({ password }))).toBe("code");
    expect(await fieldOf(act({ password, code: wrong() }))).toBe("code");
    expect(await done()).toBe(false);
    // The code was not used up by the wrong password that came with it.
    expect(await fieldOf(act({ password, code: field === "password" ? recoveryCodes[0] : code() }))).toBe(
      "done",
    );
    expect(await done()).toBe(true);
  });
});

it("opens once with a code: the same one does not do for a second act", async () => {
  const proof = { password: account.password, code: code() };
  expect(await fieldOf(openPrivacyRequest(ctx, { type: "export", ...proof }))).toBe("done");
  expect(await fieldOf(closeAccount(ctx, proof))).toBe("code");
});

it("asks who has no second factor for the password alone", async () => {
  const { ctx: plain, password } = await makeAccount();
  expect(await fieldOf(openPrivacyRequest(plain, { type: "export", password }))).toBe("done");
});
