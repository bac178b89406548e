import { beforeAll, describe, expect, it } from "vitest";
import {
  askForReview,
  decideReview,
  findSession,
  getOrganization,
  getOrganizationForStaff,
  liftSuspension,
  listOrganizations,
  listPeople,
  setStaffRole,
  startSession,
  suspendOrganization,
} from "@/lib/accounts";
import { restartJob } from "@/lib/api/staff/restart-job";
import type { StaffRole } from "@/lib/core/actor";
import { overrideEnv } from "@/lib/core/env";
import { db, transaction, type Context } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { enqueue } from "@/lib/jobs";
import { createUpload } from "@/lib/uploads";
import { engineHealth } from "@/lib/usage";
import { callApi, makeKey } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

let account: TestAccount;
const staff = (role: StaffRole, organizationId = "", userId = "usr_staff"): Context => ({
  actor: { kind: "staff", userId, role },
  organizationId,
  requestId: "req_staff",
});
const acts = async () =>
  (await db().auditEvent.findMany({ where: { actorKind: "staff" }, orderBy: { createdAt: "asc" } })).map(
    ({ action, subjectId }) => [action, subjectId],
  );

const reason = "Thousands of calls that only look for weaknesses.";
const mailed = async () =>
  (
    await db().$queryRaw<{ payload: { userId: string; facts: Record<string, unknown> } }[]>`
      SELECT payload FROM graphile_worker._private_jobs AS job
      JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
      WHERE identifier = 'account.email' ORDER BY job.id`
  )
    .map(({ payload }) => payload)
    .filter(({ facts }) => facts.about !== "key_created");

beforeAll(async () => {
  await freshDatabase();
  overrideEnv({ smtpUrl: "smtp://127.0.0.1:9" });
  account = await makeAccount();
});

describe("what only staff may do", () => {
  it("is not there for anybody else", async () => {
    for (const ctx of [account.ctx, account.asKey()])
      for (const act of [
        () => listPeople(ctx),
        () => listOrganizations(ctx),
        () => engineHealth(ctx),
        () => suspendOrganization(ctx, { reason }),
        () => liftSuspension(ctx),
        () => decideReview(ctx, { decision: "lift", reason }),
        () => getOrganizationForStaff(ctx),
        () => setStaffRole(ctx, account.userId, "operator"),
        () => restartJob(ctx, "1"),
      ])
        await expect(act()).rejects.toMatchObject({ code: "not_found" });
    expect(await acts()).toEqual([]);
  });

  it("is for operators where it changes something", async () => {
    for (const role of ["support", "privacy"] as const)
      for (const act of [
        () => suspendOrganization(staff(role, account.organizationId), { reason }),
        () => liftSuspension(staff(role, account.organizationId)),
        () => decideReview(staff(role, account.organizationId), { decision: "lift", reason }),
        () => restartJob(staff(role), "1"),
      ])
        await expect(act()).rejects.toMatchObject({ code: "forbidden" });
    expect(await acts()).toEqual([]);
  });

  it("finds people and organizations by a part of a name, and takes signs for what they are", async () => {
    const [person] = await listPeople(staff("support"), { text: account.email.slice(0, 20).toUpperCase() });
    expect([person.id, person.organizations[0].id]).toEqual([account.userId, account.organizationId]);
    expect(await listPeople(staff("support"), { text: "%" })).toEqual([]);
    const found = await listOrganizations(staff("support"), { text: account.organizationId });
    expect(found.map(({ id }) => id)).toEqual([account.organizationId]);
  });

  it("row 11: suspends and restores once each, tells the owners why, and nothing new is made meanwhile", async () => {
    const key = await makeKey(account.ctx);
    const ctx = staff("operator", account.organizationId);
    for (let time = 0; time < 2; time++) await suspendOrganization(ctx, { reason });
    expect(await mailed()).toEqual([
      { userId: account.userId, facts: { about: "organization_suspended", organization: "Test", reason } },
    ]);
    expect((await callApi("GET", "/api/v1/credits", { key })).body.code).toBe("account_suspended");
    const make = () =>
      createGeneration(account.ctx, { settings: GenerationSettings.parse({ prompt: "a cube" }) });
    const upload = () => createUpload(account.ctx, { content_type: "image/png", bytes: 100 });
    for (const act of [make, upload])
      await expect(act()).rejects.toMatchObject({ code: "account_suspended" });
    expect(await getOrganization(account.ctx)).toMatchObject({
      suspensionReason: reason,
      reviewAskedAt: null,
    });
    for (let time = 0; time < 2; time++) await liftSuspension(ctx);
    expect((await mailed()).at(-1)?.facts).toEqual({ about: "suspension_lifted", organization: "Test" });
    expect((await make()).status).toBe("pending");
    expect(await acts()).toEqual([
      ["organization.suspend", account.organizationId],
      ["organization.restore", account.organizationId],
    ]);
    for (const act of [suspendOrganization, liftSuspension])
      await expect(act(staff("operator", "org_none"), { reason })).rejects.toMatchObject({
        code: "not_found",
      });
  });

  it("row 11: has another person decide where the owners ask for a review, logs it, and tells them", async () => {
    const other = await makeAccount({ credits: 0 });
    const { organizationId } = other;
    const [first, second] = ["usr_first", "usr_second"].map((id) => staff("operator", organizationId, id));
    const statement = "The calls came from a key that was stolen.";
    const ask = (ctx = other.ctx) => askForReview(ctx, { statement });
    const decide = (ctx: Context, decision: "lift" | "keep") => decideReview(ctx, { decision, reason });
    await expect(ask()).rejects.toMatchObject({ code: "conflict" });
    await suspendOrganization(first, { reason });
    await expect(decide(second, "lift")).rejects.toMatchObject({ code: "conflict" });
    for (const role of ["developer", "billing", "viewer"] as const)
      await expect(ask(other.as(role))).rejects.toMatchObject({ code: "forbidden" });
    const session = await startSession({ userId: other.userId, device: "Firefox" });
    const seen = async () => (await findSession(session.id))?.organization.reviewAskedAt;
    expect(await seen()).toBeNull();
    const owner: Context = {
      ...other.ctx,
      actor: { kind: "user", userId: other.userId, sessionId: session.id, role: "owner" },
    };
    const asked = await Promise.allSettled([ask(owner), ask(owner)]);
    // Though it was remembered without that a moment ago.
    expect(await seen()).toBeInstanceOf(Date);
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await getOrganizationForStaff(first)).suspension).toEqual({ reason, statement, own: true });
    expect((await getOrganizationForStaff(second)).suspension).toEqual({ reason, statement, own: false });
    await expect(decide(first, "lift")).rejects.toMatchObject({ code: "forbidden" });
    await decide(second, "keep");
    expect((await mailed()).at(-1)?.facts).toMatchObject({ about: "suspension_kept", reason });
    expect((await getOrganization(other.ctx)).suspendedAt).not.toBeNull();
    await ask();
    const both = await Promise.allSettled([decide(second, "lift"), decide(second, "lift")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await mailed()).at(-1)?.facts).toMatchObject({ about: "suspension_lifted" });
    expect(await getOrganization(other.ctx)).toMatchObject({ suspendedAt: null, suspensionReason: null });
    expect((await getOrganizationForStaff(second)).suspension).toBeNull();
    const log = await db().auditEvent.findMany({ where: { organizationId }, orderBy: { createdAt: "asc" } });
    expect(log.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["organization.suspend", "usr_first"],
      ["organization.ask_for_review", other.userId],
      ["organization.keep_suspended", "usr_second"],
      ["organization.ask_for_review", other.userId],
      ["organization.restore", "usr_second"],
    ]);
  });

  it("starts a job anew under the name of whoever did", async () => {
    const id = await transaction(undefined, (tx) => enqueue(tx, "none", {}));
    await restartJob(staff("operator"), id);
    expect((await acts()).at(-1)).toEqual(["job.retry", `job_${id}`]);
  });
});
