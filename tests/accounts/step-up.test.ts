import { TOTP } from "otpauth";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  AddPasskey,
  addPasskey,
  beginPasskey,
  beginPasskeyProof,
  beginPasskeySignIn,
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSecondFactor,
  findSession,
  listPasskeys,
  PasskeyProof,
  provePasskey,
  removePasskey,
  requireProof,
  startSession,
} from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { db, type Context } from "@/lib/db";
import { closeAccount, confirmErasure, openPrivacyRequest } from "@/lib/privacy";
import { freshDatabase } from "@/tests/support/database";
import { makePasskeyDevice, type PasskeyDevice, type Said } from "@/tests/support/passkey-device";
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
  password?: string;
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
    act: (proof) => endSecondFactor(ctx, proof),
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

describe("row 30: a passkey in place of password and code", () => {
  /** Shows by a device that they are who is signed in. */
  async function prove(by: PasskeyDevice, as = ctx, said?: Said): Promise<void> {
    const { options } = await beginPasskeyProof(as);
    await provePasskey(as, PasskeyProof.parse(by.sign(options!.challenge, said)));
  }
  async function addDevice(as = ctx): Promise<PasskeyDevice> {
    const device = makePasskeyDevice();
    const { challenge } = await beginPasskey(as);
    await addPasskey(as, AddPasskey.parse({ name: "Phone", response: device.register(challenge) }));
    return device;
  }
  const refused = { code: "invalid_request", details: { param: "passkey" } };

  it.each(verbs)("$name: for ten minutes, and not by having signed in", async ({ act, done, field }) => {
    const device = await addDevice();
    expect(await fieldOf(act({}))).toBe(field);
    await prove(device);
    now = new Date(now.getTime() + 10 * 60_000);
    expect(await fieldOf(act({}))).toBe(field);
    expect(await done()).toBe(false);
    await prove(device);
    now = new Date(now.getTime() + 9 * 60_000);
    expect(await fieldOf(act({}))).toBe("done");
    expect(await done()).toBe(true);
  });

  it("counts in the session that it was shown in, as after a sign-in by it", async () => {
    const device = await addDevice();
    const session = async (byPasskey: boolean): Promise<Context> => {
      const { id } = await startSession({ userId: account.userId, device: "Firefox on Linux", byPasskey });
      return { ...ctx, actor: { ...ctx.actor, sessionId: id } as Context["actor"] };
    };
    const [other, entered] = [await session(false), await session(true)];
    await prove(device);
    expect(await fieldOf(openPrivacyRequest(other, { type: "export" }))).toBe("password");
    await expect(requireProof(other)).resolves.toBeUndefined();
    expect(await fieldOf(openPrivacyRequest(entered, { type: "export" }))).toBe("done");
    expect(await fieldOf(openPrivacyRequest(account.asKey(), { type: "export" }))).toBeUndefined();
  });

  it("is refused of another's device, without a look at who holds it, for another question, late, and twice", async () => {
    const device = await addDevice();
    const other = await makeAccount();
    const session = await startSession({ userId: other.userId, device: "Firefox on Linux" });
    const theirs: Context = {
      ...other.ctx,
      actor: { kind: "user", userId: other.userId, sessionId: session.id, role: "owner" },
    };
    expect(await beginPasskeyProof(theirs)).toEqual({ options: null });
    const foreign = await addDevice(theirs);
    await expect(prove(foreign)).rejects.toMatchObject(refused);
    await expect(prove(device, ctx, { verified: false })).rejects.toMatchObject(refused);
    await expect(prove(device, ctx, { origin: "https://evil.example" })).rejects.toMatchObject(refused);
    const toSignIn = await beginPasskeySignIn("203.0.113.77");
    const asked = await beginPasskeyProof(ctx);
    const late = await beginPasskeyProof(ctx);
    const send = (challenge: string) => provePasskey(ctx, PasskeyProof.parse(device.sign(challenge)));
    await expect(send(toSignIn.challenge)).rejects.toMatchObject(refused);
    const both = await Promise.allSettled([send(asked.options!.challenge), send(asked.options!.challenge)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    now = new Date(now.getTime() + 5 * 60_000);
    await expect(send(late.options!.challenge)).rejects.toMatchObject(refused);
    for (const act of [beginPasskeyProof(account.asKey()), provePasskey(account.asKey(), {} as never)])
      await expect(act).rejects.toMatchObject({ code: "forbidden" });
  });

  it("must be used, where it is the only second factor and one is demanded, before another way in is made or taken", async () => {
    const { ctx: plain, ...mine } = await makeAccount();
    const { id } = await startSession({ userId: mine.userId, device: "Firefox on Linux" });
    const byPassword: Context = {
      ...plain,
      actor: { kind: "user", userId: mine.userId, sessionId: id, role: "owner" },
    };
    const device = await addDevice(byPassword);
    const [{ id: passkey }] = await listPasskeys(byPassword);
    await db().organization.update({
      where: { id: mine.organizationId },
      data: { secondFactorDemanded: true },
    });
    // Somebody who has read the password signs in with it.
    const stolen = await startSession({ userId: mine.userId, device: "Chrome on Windows" });
    const thief: Context = { ...byPassword, actor: { ...byPassword.actor, sessionId: stolen.id } as never };
    const { password } = mine;
    for (const act of [
      () => beginSecondFactor(thief, { password }),
      () => beginPasskey(thief),
      () => removePasskey(thief, { id: passkey }),
    ])
      await expect(act()).rejects.toMatchObject({ code: "forbidden" });
    await prove(device, thief);
    expect((await findSession(stolen.id))?.lacksSecondFactor).toBe(false);
    expect((await beginSecondFactor(thief, { password })).secret).toMatch(/^[A-Z2-7]{32}$/);
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
