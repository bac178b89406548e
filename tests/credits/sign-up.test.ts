import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { checkPassword, findUserByEmail } from "@/lib/accounts";
import { hashPassword } from "@/lib/accounts/hash-password";
import { accountJobs, accountRetention } from "@/lib/accounts/jobs";
import { clock } from "@/lib/core/clock";
import { nobodySpared } from "@/lib/core/retention";
import { overrideEnv } from "@/lib/core/env";
import type { AppError } from "@/lib/core/errors";
import { confirmSignUp, getBalance, requestSignUp, WELCOME_CREDITS } from "@/lib/credits";
import { db, emailHash } from "@/lib/db";
import { getCurrentPolicy } from "@/lib/policies";
import { requiredDocuments, type AcceptedPolicies } from "@/lib/policies/schema";
import { freshDatabase } from "@/tests/support/database";
import { startMailServer, type ReceivedMail } from "@/tests/support/mail-server";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";
import { statementsOf } from "@/tests/support/statements-of";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);

/** Row 83 of the catalogue of bad input, where it concerns who signs up: see the sign-in and the reset for the rest. */

const password = "walnut harbour sings at noon";
let received: ReceivedMail[];
let taken: TestAccount;
let accepted: AcceptedPolicies;
let place = 0;

beforeAll(async () => {
  await freshDatabase();
  const server = await startMailServer();
  received = server.received;
  taken = await makeAccount();
  accepted = (await Promise.all(requiredDocuments.map((document) => getCurrentPolicy(document)))).map(
    ({ document, version, sha256 }) => ({ document, version, sha256 }),
  );
  return server.close;
});
beforeEach(async () => {
  received.length = 0;
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});
afterEach(() => {
  vi.restoreAllMocks();
});

const asker = () => ({ requestId: "req_test", address: `198.51.100.${++place}` });
const ask = (email: string) => requestSignUp({ email, name: "Ada", password, accepted }, asker());
const confirm = (token: string) => confirmSignUp({ token }, asker());

async function work(): Promise<void> {
  const jobs = await db().$queryRaw<{ task: string; payload: object }[]>`
    SELECT task.identifier AS task, job.payload FROM graphile_worker._private_jobs AS job
    JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id`;
  for (const { task, payload } of jobs)
    await accountJobs[task](payload, { jobId: "1", signal: new AbortController().signal } as never);
}

async function tokenFor(email: string): Promise<string> {
  await ask(email);
  await work();
  return new URL(/http\S+/.exec(received.at(-1)!.text)![0]).hash.slice(1);
}

describe("row 83: a sign-up with a taken address", () => {
  it("is answered like any other, by the same statements, and only the mailbox hears of it", async () => {
    const asked = await statementsOf(() => ask(taken.email));
    expect(hashPassword).toHaveBeenCalledTimes(1);
    expect(await statementsOf(() => ask("new@example.com"))).toEqual(asked);
    expect(hashPassword).toHaveBeenCalledTimes(2);
    expect(await ask("newer@example.com")).toEqual(await ask(taken.email));
    await work();
    const told = received.map(({ to, text }) => [to[0], /Subject: (.*)/.exec(text)?.[1]]);
    expect(told).toEqual(
      expect.arrayContaining([
        [taken.email, "You have an account already"],
        ["new@example.com", "Confirm your address"],
      ]),
    );
    expect(await db().pendingSignUp.count({ where: { emailHash: emailHash(taken.email) } })).toBe(0);
    expect(await checkPassword({ email: taken.email, password: taken.password })).not.toBeNull();
  });

  it("slows down like any other", async () => {
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => ask(taken.email)));
    const refused = all.flatMap((one) => (one.status === "rejected" ? [(one.reason as AppError).code] : []));
    expect(new Set(refused)).toEqual(new Set(["too_many_attempts"]));
    expect(refused.length).toBeGreaterThanOrEqual(3);
  });
});

describe("the link of the mail", () => {
  it("makes the account once, with its credits and what was accepted, also if pressed four times at once", async () => {
    const token = await tokenFor("ada@example.com");
    expect(await findUserByEmail("ada@example.com")).toBeNull();
    const all = await Promise.allSettled(Array.from({ length: 4 }, () => confirm(token)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const user = (await findUserByEmail("ada@example.com"))!;
    expect(await checkPassword({ email: "ada@example.com", password })).toEqual(user);
    const { organizationId } = await db().membership.findFirstOrThrow({ where: { userId: user.id } });
    expect(await getBalance(organizationId)).toBe(WELCOME_CREDITS);
    expect(await db().policyAcceptance.count({ where: { userId: user.id } })).toBe(accepted.length);
    await expect(confirm(token)).rejects.toMatchObject({ details: { param: "token" } });
  });

  it("ends after a day, and what was written goes with it", async () => {
    const token = await tokenFor("late@example.com");
    vi.spyOn(clock, "now").mockReturnValue(new Date(Date.now() + 24 * 60 * 60 * 1000 + 1000));
    await expect(confirm(token)).rejects.toMatchObject({ details: { param: "token" } });
    const rule = accountRetention.find(({ id }) => id === "pending_sign_ups");
    expect(await rule?.sweep(100, nobodySpared)).toBeGreaterThan(0);
    expect(await db().pendingSignUp.count()).toBe(0);
  });

  it("is kept as a digest alone", async () => {
    const token = await tokenFor("digest@example.com");
    expect(JSON.stringify(await db().pendingSignUp.findMany())).not.toContain(token);
  });
});

it("refuses a weak password and a policy that has changed before anything is kept", async () => {
  const email = "weak@example.com";
  const weak = requestSignUp({ email, name: "Ada", password: "passwordpassword", accepted }, asker());
  await expect(weak).rejects.toMatchObject({ code: "invalid_request" });
  const stale = [{ ...accepted[0], sha256: "0".repeat(64) }];
  const changed = requestSignUp({ email, name: "Ada", password, accepted: stale }, asker());
  await expect(changed).rejects.toMatchObject({ code: "conflict" });
  expect(await db().pendingSignUp.count({ where: { emailHash: emailHash(email) } })).toBe(0);
});

it("makes the account at once where no mail server is set, for nobody could answer", async () => {
  overrideEnv({ smtpUrl: undefined });
  expect(await ask("at-once@example.com")).toEqual({ checkMail: false });
  expect(await findUserByEmail("at-once@example.com")).not.toBeNull();
});
