import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  acceptInvitation,
  cancelEmailChange,
  changePassword,
  checkPassword,
  confirmEmailChange,
  findEmailChange,
  findSession,
  findUser,
  inviteMember,
  requestEmailChange,
  requestReset,
  resetPassword,
  setEmail,
  startSession,
} from "@/lib/accounts";
import { accountJobs, accountRetention } from "@/lib/accounts/jobs";
import { accountsData } from "@/lib/accounts/personal-data";
import { billingJobs } from "@/lib/billing/jobs";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { nobodySpared } from "@/lib/core/retention";
import { getBalance } from "@/lib/credits";
import { db, type Context } from "@/lib/db";
import { getMailPreferences, setMailPreference } from "@/lib/email";
import { operatorContext } from "@/lib/run/commands/operator-context";
import type { StandIn } from "@/lib/stripe-stand-in";
import { sellOnStandIn } from "@/tests/billing/buyers";
import { sdkOf } from "@/tests/stripe-stand-in/make-stand-in";
import { freshDatabase } from "@/tests/support/database";
import { startMailServer, type ReceivedMail } from "@/tests/support/mail-server";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);

/** Row 37: another mail address needs the word of both, the one until now and the new one. */

let received: ReceivedMail[];
let standIn: StandIn;
let account: TestAccount;
let ctx: Context;
let sessionId: string;
let wanted: string;

beforeAll(async () => {
  await freshDatabase();
  const server = await startMailServer();
  received = server.received;
  standIn = await sellOnStandIn();
  return server.close;
});
afterAll(() => standIn.close());
beforeEach(async () => {
  received.length = 0;
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  account = await makeAccount();
  ({ id: sessionId } = await startSession({ userId: account.userId, device: "Firefox on Linux" }));
  ctx = { ...account.ctx, actor: { kind: "user", userId: account.userId, sessionId, role: "owner" } };
  wanted = `${randomUUID()}@example.com`;
});
afterEach(() => {
  vi.restoreAllMocks();
});

interface Planned {
  task: string;
  payload: unknown;
}
const planned = () => db().$queryRaw<Planned[]>`
  SELECT task.identifier AS task, job.payload FROM graphile_worker._private_jobs AS job
  JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id ORDER BY job.id`;

/** Does once what the worker would; the jobs stay, for whoever looks at them. */
async function work(): Promise<void> {
  const jobs = { ...accountJobs, ...billingJobs };
  for (const [at, { task, payload }] of (await planned()).entries())
    await jobs[task](payload, { jobId: String(at), signal: new AbortController().signal } as never);
}
const mailsTo = (address: string) =>
  received.filter(({ to }) => to.includes(address)).map(({ text }) => text);
const tokenIn = (text: string | undefined): string => /\/confirm-address#(\w+)/.exec(text ?? "")?.[1] ?? "";

async function ask(newEmail = wanted): Promise<{ old: string; new: string }> {
  await requestEmailChange(ctx, { new_email: newEmail }, "en");
  await work();
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  return { old: tokenIn(mailsTo(account.email).at(-1)), new: tokenIn(mailsTo(newEmail).at(-1)) };
}
let place = 0;
const confirm = (token: string, signedInAs?: string) =>
  confirmEmailChange(
    { token },
    { address: `203.0.113.${++place % 250}`, requestId: "req_test", signedInAs, language: "en" },
  );
const refusedBy = (param: string) => ({ code: "invalid_request", details: { param } });
const emailNow = async () => (await findUser(account.userId))?.email;

describe("row 37: an address changes by the word of both", () => {
  it.each([
    ["old", "new"],
    ["new", "old"],
  ] as const)("%s first, then %s, and not before", async (first, second) => {
    const { id: elsewhere } = await startSession({ userId: account.userId, device: "Safari on iOS" });
    const balance = await getBalance(ctx);
    const entries = await db().ledgerEntry.count();
    const tokens = await ask();
    expect(await findEmailChange(ctx)).toMatchObject({
      new_email: wanted,
      confirmed: { old: false, new: false },
    });
    expect(await confirm(tokens[first])).toEqual({ waits_for: second });
    expect(await emailNow()).toBe(account.email);
    expect((await findEmailChange(ctx))?.confirmed[first]).toBe(true);
    // The same link says no second time that it agrees.
    await expect(confirm(tokens[first])).rejects.toMatchObject(refusedBy("token"));
    expect(await emailNow()).toBe(account.email);

    expect(await confirm(tokens[second])).toEqual({ waits_for: null });
    expect(await emailNow()).toBe(wanted);
    expect(await findEmailChange(ctx)).toBeNull();
    expect((await findSession(sessionId))?.user.email).toBe(wanted);
    expect(await findSession(elsewhere)).toBeNull();
    const { password } = account;
    expect(await checkPassword({ email: wanted, password })).toMatchObject({ id: account.userId });
    expect(await checkPassword({ email: account.email, password })).toBeNull();
    for (const token of [tokens.old, tokens.new])
      await expect(confirm(token)).rejects.toMatchObject(refusedBy("token"));

    expect(await db().formerAddress.findMany({ where: { userId: account.userId } })).toMatchObject([
      { fromEmail: account.email, toEmail: wanted },
    ]);
    const audits = await db().auditEvent.findMany({ where: { subjectId: account.userId } });
    expect(audits.map(({ action }) => action).sort()).toEqual([
      "user.change_email",
      "user.confirm_email_change",
      "user.confirm_email_change",
      "user.request_email_change",
    ]);
    expect([await getBalance(ctx), await db().ledgerEntry.count()]).toEqual([balance, entries]);
    received.length = 0;
    await work();
    expect(received.map(({ to }) => to)).toEqual([[account.email]]);
    expect(received[0].text).toContain("Your address was changed");
    expect(received[0].text).not.toContain(wanted);
  });

  it("changes once where both links, each twice, come at the same moment", async () => {
    const tokens = await ask();
    const all = await Promise.allSettled(
      [tokens.old, tokens.new, tokens.old, tokens.new].map((t) => confirm(t)),
    );
    const told = all.flatMap((one) => (one.status === "fulfilled" ? [one.value.waits_for === null] : []));
    expect(told.sort()).toEqual([false, true]);
    expect(await emailNow()).toBe(wanted);
    expect(await db().formerAddress.count({ where: { userId: account.userId } })).toBe(1);
  });

  it("keeps of the links digests alone, and writes them behind the hash sign, in the reader's language", async () => {
    await requestEmailChange(ctx, { new_email: wanted }, "de");
    await work();
    const [[old], [fresh]] = [mailsTo(account.email), mailsTo(wanted)];
    expect(old).toContain(wanted);
    expect(fresh).not.toContain(account.email);
    expect(tokenIn(old)).toMatch(/^[0-9a-f]{64}$/);
    expect([old, fresh].every((text) => text.includes("innerhalb eines Tages"))).toBe(true);
    const kept = JSON.stringify([await db().emailChange.findMany(), await planned()]);
    for (const token of [tokenIn(old), tokenIn(fresh)]) expect(kept).not.toContain(token);
  });

  it("ends after a day, when it is taken back, with the next wish, and with another password", async () => {
    const gone = async (tokens: { old: string; new: string }) => {
      for (const token of [tokens.old, tokens.new])
        await expect(confirm(token)).rejects.toMatchObject(refusedBy("token"));
    };
    const first = await ask();
    await confirm(first.old);
    const second = await ask();
    await gone(first);
    await cancelEmailChange(ctx);
    await gone(second);
    await expect(cancelEmailChange(ctx)).rejects.toMatchObject({ code: "not_found" });
    const third = await ask();
    const { password } = account;
    await changePassword(ctx, { current_password: password, new_password: "seven lanterns under maple" });
    await gone(third);
    const fourth = await ask();
    vi.spyOn(clock, "now").mockReturnValue(new Date(Date.now() + 24 * 3_600_000 + 1000));
    await gone(fourth);
    expect(await findEmailChange(ctx)).toBeNull();
    const rule = accountRetention.find(({ id }) => id === "email_changes")!;
    expect(await rule.sweep(10, nobodySpared)).toBeGreaterThan(0);
    expect(await db().emailChange.count({ where: { userId: account.userId } })).toBe(0);
    expect(await emailNow()).toBe(account.email);
  });

  it("ends with the account, and is not one person's to agree to in another's session", async () => {
    const tokens = await ask();
    const other = await makeAccount();
    await expect(confirm(tokens.new, other.userId)).rejects.toMatchObject({ code: "forbidden" });
    expect(await confirm(tokens.new, account.userId)).toEqual({ waits_for: "old" });
    await db().user.update({ where: { id: account.userId }, data: { closedAt: new Date() } });
    await expect(confirm(tokens.old)).rejects.toMatchObject(refusedBy("token"));
    for (const token of ["", "x", "a".repeat(64)])
      await expect(confirm(token)).rejects.toMatchObject(refusedBy("token"));
    expect(await db().user.findUniqueOrThrow({ where: { id: account.userId } })).toMatchObject({
      email: account.email,
    });
  });
});

describe("row 83: an address that has an account", () => {
  it("is answered and planned like one that has none, and only its own mailbox hears of it", async () => {
    const { email: taken } = await makeAccount();
    const shape = async (newEmail: string) => {
      const answer = await requestEmailChange(ctx, { new_email: newEmail }, "en");
      const jobs = await planned();
      await work();
      await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
      return [Object.keys(answer), answer.confirmed, jobs.map(({ task }) => task)];
    };
    expect(await shape(taken)).toEqual(await shape(wanted));
    expect(tokenIn(mailsTo(taken)[0])).toBe("");
    expect(mailsTo(taken)[0]).toContain("This address has an account already");
  });

  it("is refused where somebody took it after both were asked, also in the very moment", async () => {
    const tokens = await ask();
    await confirm(tokens.old);
    const other = await makeAccount();
    await db().user.update({ where: { id: other.userId }, data: { email: wanted } });
    await expect(confirm(tokens.new)).rejects.toMatchObject({ code: "conflict" });
    expect(await findEmailChange(ctx)).toBeNull();
    expect(await emailNow()).toBe(account.email);

    // Two people who want one address, each with one link left to press.
    const one = await ask(`shared-${wanted}`);
    const mine = { ctx, account };
    account = await makeAccount();
    const session = await startSession({ userId: account.userId, device: "Firefox on Linux" });
    ctx = { ...account.ctx, actor: { ...ctx.actor, userId: account.userId, sessionId: session.id } as never };
    const two = await ask(`shared-${wanted}`);
    await Promise.all([confirm(one.old), confirm(two.old)]);
    const both = await Promise.allSettled([confirm(one.new), confirm(two.new)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [lost] = both.flatMap((each) => (each.status === "rejected" ? [each.reason as unknown] : []));
    expect(lost).toMatchObject({ code: "conflict" });
    const changed = await db().formerAddress.count({
      where: { userId: { in: [mine.account.userId, account.userId] } },
    });
    expect(changed).toBe(1);
  });
});

describe("row 37: what goes by the address", () => {
  it("Stripe's customer follows where it had the former address, once and again, and not where it had another", async () => {
    const sdk = sdkOf(standIn);
    const second = await makeAccount();
    const emails = [account.email.toUpperCase(), "books@example.com"];
    const customers = await Promise.all(emails.map((email) => sdk.customers.create({ email })));
    for (const [at, { organizationId }] of [account, second].entries())
      await db().billingAccount.create({
        data: {
          organizationId,
          vaultSubject: randomUUID(),
          stripeCustomerId: customers[at].id,
        },
      });
    await db().membership.create({
      data: {
        id: "mem_billing",
        userId: account.userId,
        organizationId: second.organizationId,
        role: "billing",
      },
    });
    const tokens = await ask();
    await confirm(tokens.old);
    await confirm(tokens.new);
    await work();
    await work();
    const now = await Promise.all(customers.map(({ id }) => sdk.customers.retrieve(id)));
    expect(now.map((customer) => "email" in customer && customer.email)).toEqual([
      wanted,
      "books@example.com",
    ]);
  });

  it("keeps what is not wanted by mail, and an invitation that went to the former address", async () => {
    await setMailPreference({ email: account.email }, { topic: "credit_alerts", wanted: false }, "settings");
    await setMailPreference({ email: wanted }, { topic: "news", wanted: false }, "one_click");
    const host = await makeAccount();
    const link = await inviteMember(host.ctx, { email: account.email, role: "viewer" });
    const tokens = await ask();
    await confirm(tokens.old);
    await confirm(tokens.new);
    expect(await getMailPreferences({ email: wanted })).toMatchObject({
      topics: { credit_alerts: false, news: false, invitations: true },
    });
    expect((await getMailPreferences({ email: account.email })).topics.news).toBe(true);
    // Sent to that address when it was nobody's any more: not theirs.
    vi.spyOn(clock, "now").mockReturnValue(new Date(Date.now() + 60_000));
    const later = await inviteMember((await makeAccount()).ctx, { email: account.email, role: "viewer" });
    const tokenOf = ({ url }: { url: string }) => url.split("/join/")[1];
    await expect(acceptInvitation(ctx, { token: tokenOf(later) })).rejects.toMatchObject({
      code: "not_found",
    });
    await acceptInvitation(ctx, { token: tokenOf(link) });
    expect(
      await db().membership.count({ where: { userId: account.userId, organizationId: host.organizationId } }),
    ).toBe(1);
  });

  it("opens no link for a new password that went to the former address", async () => {
    await requestReset({ email: account.email }, "203.0.113.1");
    const tokens = await ask();
    const reset = mailsTo(account.email).find((text) => text.includes("/reset-password#"));
    const token = /reset-password#([\w-]+)/.exec(reset ?? "")?.[1] ?? "";
    await confirm(tokens.old);
    await confirm(tokens.new);
    const request = { token, new_password: "seven lanterns under maple" };
    await expect(
      resetPassword(request, { address: "203.0.113.9", requestId: "req_test" }),
    ).rejects.toMatchObject(refusedBy("token"));
  });

  it("is in an export with what waits and what was, without a link's digest, and goes with an erasure and after a year", async () => {
    const tokens = await ask();
    await confirm(tokens.old);
    await confirm(tokens.new);
    await ask(`next-${wanted}`);
    const subject = { userId: account.userId, organizationIds: [account.organizationId] };
    const found: Record<string, readonly unknown[]> = {};
    for await (const { table, rows } of accountsData.collect(subject)) found[table] = rows;
    expect(found.former_addresses).toMatchObject([{ from_email: account.email, to_email: wanted }]);
    expect(found.email_changes).toMatchObject([{ new_email: `next-${wanted}` }]);
    expect(JSON.stringify(found.email_changes)).not.toContain("token_hash");

    const rule = accountRetention.find(({ id }) => id === "former_addresses")!;
    const kept = () => db().formerAddress.count({ where: { userId: account.userId } });
    const day = 24 * 3_600_000;
    const now = vi.spyOn(clock, "now").mockReturnValue(new Date(Date.now() + 364 * day));
    await rule.sweep(1000, nobodySpared);
    expect(await kept()).toBe(1);
    now.mockReturnValue(new Date(Date.now() + 366 * day));
    await rule.sweep(1000, nobodySpared);
    expect(await kept()).toBe(0);
    now.mockRestore();
    await accountsData.erase(subject, new AbortController().signal);
    expect(await db().emailChange.count({ where: { userId: account.userId } })).toBe(0);
  });
});

describe("row 37: asking for another address", () => {
  it("refuses a key, the address that it is, and a portal that sends no mail", async () => {
    await expect(requestEmailChange(account.asKey(), { new_email: wanted }, "en")).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(cancelEmailChange(account.asKey())).rejects.toMatchObject({ code: "forbidden" });
    expect(await findEmailChange(account.asKey())).toBeNull();
    await expect(requestEmailChange(ctx, { new_email: account.email }, "en")).rejects.toMatchObject(
      refusedBy("new_email"),
    );
    overrideEnv({ smtpUrl: undefined });
    await expect(requestEmailChange(ctx, { new_email: wanted }, "en")).rejects.toMatchObject({
      code: "service_unavailable",
    });
    expect(await db().emailChange.count({ where: { userId: account.userId } })).toBe(0);
    received = (await startMailServer()).received;
  });

  it("is slowed down by person and by the address that would be mailed", async () => {
    for (let time = 0; time < 5; time++)
      await requestEmailChange(ctx, { new_email: `${time}${wanted}` }, "en");
    const flooded = { code: "too_many_attempts" };
    await expect(requestEmailChange(ctx, { new_email: `6${wanted}` }, "en")).rejects.toMatchObject(flooded);
    const target = `victim-${wanted}`;
    const asAnother = async () => {
      const other = await makeAccount();
      return requestEmailChange(other.ctx, { new_email: target }, "en");
    };
    for (let time = 0; time < 5; time++) await asAnother();
    await expect(asAnother()).rejects.toMatchObject(flooded);
    const elsewhere = { address: "198.51.100.7", requestId: "req_test", language: "en" as const };
    const guesses = Array.from({ length: 21 }, () => confirmEmailChange({ token: "guess" }, elsewhere));
    const told = (await Promise.allSettled(guesses)).map((one) =>
      one.status === "rejected" ? (one.reason as { code: string }).code : "done",
    );
    expect(told.filter((code) => code === "too_many_attempts")).toHaveLength(1);
  });

  it("is done by the operator for who has lost the mailbox, and ends every session", async () => {
    const { email: taken } = await makeAccount();
    await expect(setEmail(operatorContext(), account.userId, taken)).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(setEmail(operatorContext(), account.userId, "nowhere")).rejects.toMatchObject({
      code: "invalid_request",
    });
    expect(await setEmail(operatorContext(), account.userId, ` ${wanted.toUpperCase()}`)).toEqual({
      email: wanted,
    });
    expect([await emailNow(), await findSession(sessionId)]).toEqual([wanted, null]);
  });
});
