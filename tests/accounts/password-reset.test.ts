import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  checkPassword,
  findSession,
  hasSecondFactor,
  requestReset,
  resetPassword,
  setPassword,
  startSession,
  type ResetPassword,
} from "@/lib/accounts";
import { accountJobs, accountRetention } from "@/lib/accounts/jobs";
import { clock } from "@/lib/core/clock";
import { nobodySpared } from "@/lib/core/retention";
import { overrideEnv } from "@/lib/core/env";
import { db } from "@/lib/db";
import { operatorContext } from "@/lib/run/commands/operator-context";
import { freshDatabase } from "@/tests/support/database";
import { startMailServer, type ReceivedMail } from "@/tests/support/mail-server";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);

/** Rows 83, 85 and 86 of the catalogue of bad input, as far as they concern a forgotten password. */

const NEXT = "seven lanterns under maple";
let received: ReceivedMail[];
let account: TestAccount;

beforeAll(async () => {
  await freshDatabase();
  const server = await startMailServer();
  received = server.received;
  return server.close;
});
beforeEach(async () => {
  received.length = 0;
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  account = await makeAccount();
});
afterEach(() => {
  vi.restoreAllMocks();
});

interface Planned {
  task: string;
  payload: { userId: string | null };
}
const planned = () => db().$queryRaw<Planned[]>`
  SELECT task.identifier AS task, job.payload FROM graphile_worker._private_jobs AS job
  JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id ORDER BY job.id`;

/** Does what the worker would. */
async function work(): Promise<void> {
  for (const [at, { task, payload }] of (await planned()).entries())
    await accountJobs[task](payload, { jobId: String(at), signal: new AbortController().signal } as never);
}

async function linkFor(email: string): Promise<string> {
  await requestReset({ email }, "203.0.113.1");
  await work();
  return /http\S+/.exec(received.at(-1)!.text)![0];
}
const tokenOf = (link: string): string => new URL(link).hash.slice(1);
const reset = (request: ResetPassword) =>
  resetPassword(request, {
    address: `203.0.113.${2 + Math.floor(Math.random() * 250)}`,
    requestId: "req_test",
  });
const refusedBy = (param: string) => ({ code: "invalid_request", details: { param } });

describe("asking for a link", () => {
  it("row 83: does the same for an address without an account, and mails nobody", async () => {
    await requestReset({ email: "nobody@example.com" }, "203.0.113.1");
    await requestReset({ email: account.email }, "203.0.113.1");
    expect(await planned()).toEqual([
      { task: "account.mail_reset", payload: { userId: null } },
      { task: "account.mail_reset", payload: { userId: account.userId } },
    ]);
    await work();
    expect(received.map(({ to }) => to)).toEqual([[account.email]]);
  });

  it("row 83: slows down for an address without an account as for one with", async () => {
    for (const email of ["nobody-else@example.com", account.email]) {
      for (let time = 0; time < 5; time++) await requestReset({ email }, `198.51.100.${time}`);
      const sixth = requestReset({ email }, "198.51.100.9");
      await expect(sixth).rejects.toMatchObject({
        code: "too_many_attempts",
        details: { retryAfterSeconds: 1 },
      });
    }
  });

  it("row 85: names the configured origin, and keeps only a digest of what opens", async () => {
    const link = await linkFor(account.email);
    expect(link).toMatch(/^http:\/\/localhost:3000\/reset-password#[\w-]{43}$/);
    const kept = JSON.stringify([await db().passwordReset.findMany(), await planned()]);
    expect(kept).not.toContain(tokenOf(link));
  });

  it("does nothing where no mail server is set", async () => {
    overrideEnv({ smtpUrl: undefined });
    await requestReset({ email: account.email }, "203.0.113.1");
    expect(await planned()).toEqual([]);
    const server = await startMailServer();
    received = server.received;
  });
});

describe("row 86: a password that the operator sets", () => {
  it("is random and shown once, ends every session, and on request the second factor as well", async () => {
    const { id } = await startSession({ userId: account.userId, device: "Firefox on Linux" });
    const seal = { userId: account.userId, sealedSecret: new Uint8Array(60), confirmedAt: new Date() };
    await db().secondFactor.create({ data: seal });
    const { password } = await setPassword(operatorContext(), account.userId, { endSecondFactor: true });
    expect(await findSession(id)).toBeNull();
    expect(await checkPassword({ email: account.email, password: account.password })).toBeNull();
    expect(await checkPassword({ email: account.email, password })).toMatchObject({ id: account.userId });
    expect(await hasSecondFactor(account.userId)).toBe(false);
    const audit = await db().auditEvent.findMany({ where: { subjectId: account.userId } });
    const actions = audit.map(({ action, actorKind }) => `${actorKind} ${action}`);
    expect(actions.sort()).toEqual(["system second_factor.turn_off", "system user.set_password"]);
  });
});

describe("a link", () => {
  it("row 85: opens once, also where it is sent five times at the same moment", async () => {
    const token = tokenOf(await linkFor(account.email));
    const all = await Promise.allSettled(
      Array.from({ length: 4 }, () => reset({ token, new_password: NEXT })),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(reset({ token, new_password: NEXT })).rejects.toMatchObject(refusedBy("token"));
    expect(await checkPassword({ email: account.email, password: NEXT })).toMatchObject({
      id: account.userId,
    });
  });

  it("row 86: ends every session, opens a slowed-down sign-in, and has the person told", async () => {
    const { id } = await startSession({ userId: account.userId, device: "Firefox on Linux" });
    for (let guess = 0; guess < 5; guess++) await checkPassword({ email: account.email, password: "x" });
    const token = tokenOf(await linkFor(account.email));
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await reset({ token, new_password: NEXT });
    expect(await findSession(id)).toBeNull();
    expect(await checkPassword({ email: account.email, password: account.password })).toBeNull();
    expect(await checkPassword({ email: account.email, password: NEXT })).not.toBeNull();
    await work();
    expect(received.at(-1)?.text).toContain("Your password was changed");
    const audit = await db().auditEvent.findMany({ where: { subjectId: account.userId } });
    expect(audit.map(({ action }) => action)).toContain("user.reset_password");
  });

  it("ends with the next one, after an hour, and with the account", async () => {
    const first = tokenOf(await linkFor(account.email));
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    const second = tokenOf(await linkFor(account.email));
    await expect(reset({ token: first, new_password: NEXT })).rejects.toMatchObject(refusedBy("token"));
    const later = new Date(Date.now() + 60 * 60 * 1000 + 1000);
    vi.spyOn(clock, "now").mockReturnValue(later);
    await expect(reset({ token: second, new_password: NEXT })).rejects.toMatchObject(refusedBy("token"));
    const rule = accountRetention.find(({ id }) => id === "password_links");
    expect(await rule?.sweep(10, nobodySpared)).toBeGreaterThan(0);
    expect(await db().passwordReset.count()).toBe(0);
  });

  it("refuses a weak password beside its field, and stays good", async () => {
    const token = tokenOf(await linkFor(account.email));
    const weak = reset({ token, new_password: "passwordpassword" });
    await expect(weak).rejects.toMatchObject(refusedBy("new_password"));
    await reset({ token, new_password: NEXT });
  });

  it("that is not ours is refused like one that was used", async () => {
    for (const token of ["", "x", "a".repeat(43)])
      await expect(reset({ token, new_password: NEXT })).rejects.toMatchObject(refusedBy("token"));
  });
});
