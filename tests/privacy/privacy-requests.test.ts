import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { checkPassword, findSession, startSession } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { getBalance } from "@/lib/credits";
import { db, type Context } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings, type GenerationRequest } from "@/lib/generations/schema";
import { verifyKey } from "@/lib/keys";
import {
  cancelPrivacyRequest,
  closeAccount,
  confirmErasure,
  getPrivacyRequest,
  keepRestriction,
  listPrivacyRequests,
  listRestrictions,
  openPrivacyRequest,
  planLifting,
  previewErasure,
  receivePrivacyRequest,
  setConsents,
} from "@/lib/privacy";
import { apiJobs } from "@/lib/api/jobs";
import { checkInvariants } from "@/lib/run/invariants";
import { createUpload } from "@/lib/uploads";
import { makeKey } from "../support/call-api";
import { closedBefore, closedUntil } from "@/lib/privacy/closed-accounts";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);

/** What people ask about themselves; numbers are the rows of the policy's table of clauses. */

let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
});
beforeEach(async () => {
  account = await makeAccount({ credits: 100 });
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const hours = (count: number) => (clock.now = () => new Date(realNow().getTime() + count * 3_600_000));
const make = (ctx: Context, more: GenerationRequest = {}) =>
  createGeneration(ctx, { settings: GenerationSettings.parse({ prompt: "a tall vase", ...more }) });
const run = (requestId: string) =>
  apiJobs["privacy.person_request"](
    { requestId },
    { attempt: 1, maxAttempts: 5, jobId: "1", signal: new AbortController().signal },
  );
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: string }) => error.code,
  );
const eligible = async (id: string) =>
  (await db().generation.findUniqueOrThrow({ where: { id } })).trainingEligible;
/** Another owner for the account's organization. */
async function share(other: TestAccount) {
  const { organizationId } = account;
  await db().membership.create({
    data: { id: newId("membership"), organizationId, userId: other.userId, role: "owner" },
  });
}

describe("row 55: a restriction", () => {
  it("keeps what there is, refuses what is new, and ends when it is lifted", async () => {
    const training = { processing: { training: "allow" } } as const;
    const waiting = await make(account.ctx, training);
    const balance = await getBalance(account.organizationId);
    const request = await openPrivacyRequest(account.ctx, { type: "restriction" });
    const key = account.asKey();
    for (const attempt of [
      () => make(account.ctx),
      () => make(key),
      () => createUpload(account.ctx, { content_type: "image/png", bytes: 10 }),
    ])
      expect(await code(attempt())).toBe("processing_restricted");
    await run(request.id);
    expect(await getPrivacyRequest(account.ctx, request.id)).toMatchObject({ status: "completed" });
    const row = await db().generation.findUniqueOrThrow({ where: { id: waiting.id } });
    expect([row.status, row.trainingEligible, row.prompt]).toEqual(["cancelled", false, "a tall vase"]);
    expect(await getBalance(account.organizationId)).toBe(balance + row.credits);
    const lift = await openPrivacyRequest(account.ctx, { type: "lift_restriction" });
    await run(lift.id);
    expect((await make(account.ctx)).status).toBe("pending");
    expect((await checkInvariants()).ok).toBe(true);
  });

  it("of one of two owners leaves the organization working", async () => {
    const other = await makeAccount();
    await share(other);
    await openPrivacyRequest(account.ctx, { type: "restriction" });
    expect(await code(make(account.ctx))).toBe("processing_restricted");
    expect((await make({ ...other.ctx, organizationId: account.organizationId })).status).toBe("pending");
    expect((await make(account.asKey())).status).toBe("pending");
  });
});

describe("row 55: a restriction that the staff lifts", () => {
  const staff: Context = {
    actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
    organizationId: "",
    requestId: "req_staff",
  };
  const support: Context = { ...staff, actor: { kind: "staff", userId: "usr_staff", role: "support" } };
  const reason = "What was in dispute is settled.";
  const plan = (days: number, ctx = staff) =>
    planLifting(ctx, {
      user_id: account.userId,
      lifts_at: new Date(realNow().getTime() + days * 86_400_000).toISOString(),
      reason,
    });
  const restrict = async () => run((await openPrivacyRequest(account.ctx, { type: "restriction" })).id);

  it("row 55: tells the person before, holds until that day, and ends on it", async () => {
    overrideEnv({ smtpUrl: "smtp://127.0.0.1:1" });
    onTestFinished(() => overrideEnv({ smtpUrl: undefined }));
    expect(await code(plan(8))).toBe("conflict");
    await restrict();
    expect(await code(plan(6.9))).toBe("invalid_request");
    expect(await code(plan(8, support))).toBe("forbidden");
    expect(await code(plan(8, account.ctx))).toBe("not_found");
    expect(await code(listRestrictions(account.ctx))).toBe("not_found");
    const both = await Promise.allSettled([plan(8), plan(8)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const own = (await listRestrictions(staff)).find((one) => one.user_id === account.userId)!;
    expect(own.planned).toMatchObject({ reason });
    const { id, lifts_at: startsAt } = own.planned!;
    const mails = await db().$queryRaw<{ payload: unknown }[]>`
      SELECT j.payload FROM graphile_worker._private_jobs j
      JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'account.email'`;
    expect(mails.map(({ payload }) => payload)).toContainEqual({
      userId: account.userId,
      facts: { about: "restriction_lifting", startsAt },
    });
    await run(id);
    expect(await code(make(account.ctx))).toBe("processing_restricted");
    // The person reads it, with the reason.
    expect(await getPrivacyRequest(account.ctx, id)).toMatchObject({ status: "waiting", answer: reason });
    hours(8 * 24 + 0.1);
    await run(id);
    expect(await getPrivacyRequest(account.ctx, id)).toMatchObject({ status: "completed" });
    clock.now = realNow;
    expect((await make(account.ctx)).status).toBe("pending");
    expect(await code(keepRestriction(staff, { id }))).toBe("conflict");
    expect(
      await db().auditEvent.findMany({ where: { subjectId: id }, select: { action: true } }),
    ).toContainEqual({ action: "restriction.plan_lifting" });
  });

  it("row 55: stays where the staff takes that back, or the person asks for it anew", async () => {
    await restrict();
    for (const stop of [
      (id: string) => keepRestriction(staff, { id }),
      () => openPrivacyRequest(account.ctx, { type: "restriction" }),
    ]) {
      const { id } = await plan(8);
      expect(await code(keepRestriction(support, { id }))).toBe("forbidden");
      await stop(id);
      hours(8 * 24 + 0.1);
      await run(id);
      expect(await code(make(account.ctx))).toBe("processing_restricted");
      expect((await listRestrictions(staff)).find((one) => one.user_id === account.userId)).toMatchObject({
        planned: null,
      });
      clock.now = realNow;
    }
    // The person's own word needs no day.
    await plan(8);
    await openPrivacyRequest(account.ctx, { type: "lift_restriction" });
    expect((await make(account.ctx)).status).toBe("pending");
  });
});

describe("row 56: an objection", () => {
  it("to training holds for what there is and what comes, also against a consent", async () => {
    await setConsents(account.ctx, { consents: [{ purpose: "training", given: true, version: 1 }] }, "::1");
    const training = { processing: { training: "allow" } } as const;
    const before = await make(account.ctx, training);
    expect(await eligible(before.id)).toBe(true);
    const wish = { type: "objection", purpose: "training" } as const;
    const request = await openPrivacyRequest(account.ctx, wish);
    expect((await openPrivacyRequest(account.ctx, wish)).id).toBe(request.id);
    const after = await make(account.ctx, training);
    await run(request.id);
    const byKey = await make(account.asKey(), training);
    for (const { id } of [before, after, byKey]) expect([id, await eligible(id)]).toEqual([id, false]);
    const said = await db().consentRecord.findMany({
      where: { organizationId: account.organizationId },
      orderBy: { number: "asc" },
    });
    expect(said.map(({ given }) => given)).toEqual([true, false]);
  });
});

describe("row 49: an erasure", () => {
  it("does nothing before its second step, which asks for the password", async () => {
    const request = await openPrivacyRequest(account.ctx, { type: "erasure" });
    expect(request).toMatchObject({ status: "unconfirmed", can_cancel: true });
    await run(request.id);
    expect((await make(account.ctx)).status).toBe("pending");
    const confirm = (password: string) => confirmErasure(account.ctx, { id: request.id, password });
    expect(await code(confirm("not the password"))).toBe("invalid_request");
    expect(
      await code(confirmErasure((await makeAccount()).ctx, { id: request.id, password: account.password })),
    ).toBe("not_found");
    const confirmed = await confirm(account.password);
    expect(confirmed.status).toBe("waiting");
    expect(Date.parse(confirmed.starts_at) - Date.parse(confirmed.received_at)).toBeGreaterThan(
      71 * 3_600_000,
    );
    expect((await confirm(account.password)).starts_at).toBe(confirmed.starts_at);
  });

  it("freezes for 72 hours and can be undone until then, not after", async () => {
    const { id } = await openPrivacyRequest(account.ctx, { type: "erasure" });
    await confirmErasure(account.ctx, { id, password: account.password });
    expect(await code(make(account.ctx))).toBe("processing_restricted");
    await run(id);
    hours(71.9);
    expect(await cancelPrivacyRequest(account.ctx, id)).toMatchObject({ status: "cancelled" });
    expect(await cancelPrivacyRequest(account.ctx, id)).toMatchObject({ status: "cancelled" });
    expect((await make(account.ctx)).status).toBe("pending");
    clock.now = realNow;
    const again = await openPrivacyRequest(account.ctx, { type: "erasure" });
    await confirmErasure(account.ctx, { id: again.id, password: account.password });
    hours(72.1);
    expect(await code(cancelPrivacyRequest(account.ctx, again.id))).toBe("conflict");
  });

  it("says beforehand what goes and what stays", async () => {
    const other = await makeAccount();
    expect(await previewErasure(account.ctx)).toMatchObject({
      organizations: [{ id: account.organizationId }],
      staying: [],
      other_members: 0,
      undo_hours: 72,
    });
    await share(other);
    expect(await previewErasure(account.ctx)).toMatchObject({
      organizations: [],
      staying: [{ id: account.organizationId }],
    });
  });
});

describe("requests", () => {
  it("are the person's own, and a key's not at all", async () => {
    const { id } = await openPrivacyRequest(account.ctx, {
      type: "correction",
      message: "My name is written wrongly.",
    });
    expect((await listPrivacyRequests(account.ctx)).map((each) => [each.id, each.message])).toEqual([
      [id, "My name is written wrongly."],
    ]);
    const raw = await db().privacyRequest.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(raw.messageSealed ?? []).toString()).not.toContain("wrongly");
    const stranger = await makeAccount();
    expect(await code(getPrivacyRequest(stranger.ctx, id))).toBe("not_found");
    expect(await code(cancelPrivacyRequest(stranger.ctx, id))).toBe("not_found");
    expect(await code(openPrivacyRequest(account.asKey(), { type: "erasure" }))).toBe("forbidden");
    expect(await code(openPrivacyRequest(account.ctx, { type: "export", password: "a guess" }))).toBe(
      "invalid_request",
    );
  });

  it("are one where the same is asked twice at once, and few within a day", async () => {
    const asked = await Promise.all(
      [1, 2, 3].map(() => openPrivacyRequest(account.ctx, { type: "restriction" })),
    );
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    const message = "My name is written wrongly.";
    for (let at = 1; at < 20; at++) await openPrivacyRequest(account.ctx, { type: "correction", message });
    expect(await code(openPrivacyRequest(account.ctx, { type: "correction", message }))).toBe("rate_limited");
  });
});

describe("row 22: closing an account", () => {
  it("ends sessions, sign-in and keys at once and erases nothing yet", async () => {
    const secret = await makeKey(account.ctx);
    const session = await startSession({ userId: account.userId, device: "Firefox" });
    expect(await findSession(session.id)).not.toBeNull();
    expect(await code(closeAccount(account.ctx, { password: "a guess" }))).toBe("invalid_request");
    clock.now = () => new Date("2028-02-29T12:00:00Z");
    const { erased_at } = await closeAccount(account.ctx, { password: account.password });
    clock.now = realNow;
    expect(erased_at).toBe("2030-02-28T23:59:59.999Z");
    expect(await findSession(session.id)).toBeNull();
    expect(await checkPassword({ email: account.email, password: account.password })).toBeNull();
    expect(await verifyKey(secret)).toBeNull();
    expect(await db().user.count({ where: { id: account.userId } })).toBe(1);
  });
});

it("row 22: a closed account is due on the day that its person was told, leap days included", () => {
  const wrong: string[] = [];
  for (let hour = 0; hour < 5 * 366 * 24; hour += 7) {
    const closedAt = new Date(Date.UTC(2027, 0, 1, hour));
    const told = closedUntil(closedAt).getTime();
    for (const [ms, due] of [
      [-1, false],
      [0, true],
      [86_400_000, true],
      [-86_400_000, false],
    ] as const) {
      const asOf = new Date(told + ms);
      // On the last moment of February the next is as good.
      const isDue = closedAt <= closedBefore(asOf) || closedAt <= closedBefore(new Date(told + ms + 1));
      if (ms !== -1 && isDue !== due) wrong.push(`${closedAt.toISOString()} as of ${asOf.toISOString()}`);
      if (ms === -1 && closedAt <= closedBefore(asOf)) wrong.push(`${closedAt.toISOString()} too early`);
    }
  }
  expect(wrong).toEqual([]);
});

describe("row 59: what comes through a form", () => {
  it("freezes and plans the erasure of an account's owner, and waits for the staff where there is none", async () => {
    const form = { type: "erasure", source: "form", message: "Please erase me." } as const;
    const known = await receivePrivacyRequest(account.ctx, { ...form, email: account.email });
    expect(await getPrivacyRequest(account.ctx, known.id)).toMatchObject({
      status: "waiting",
      message: form.message,
    });
    expect(await code(make(account.ctx))).toBe("processing_restricted");
    const email = "canary-nobody@example.com";
    const receivedAt = new Date("2027-01-31T10:00:00Z");
    const unknown = await receivePrivacyRequest(account.ctx, { ...form, email, receivedAt });
    expect(unknown.due_at).toBe("2027-02-28T09:00:00.000Z");
    const row = await db().privacyRequest.findUniqueOrThrow({ where: { id: unknown.id } });
    expect(row).toMatchObject({ userId: null, status: "waiting" });
    expect(Buffer.from(row.contactSealed ?? []).toString()).not.toContain("canary");
    expect((await checkInvariants()).ok).toBe(true);
  });
});
