import { beforeAll, describe, expect, it } from "vitest";
import { listOrganizations, listPeople, setStaffRole, setSuspension } from "@/lib/accounts";
import { restartJob } from "@/lib/api/staff/restart-job";
import type { StaffRole } from "@/lib/core/actor";
import { db, transaction, type Context } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { engineHealth } from "@/lib/usage";
import { callApi, makeKey } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

let account: TestAccount;
const staff = (role: StaffRole, organizationId = ""): Context => ({
  actor: { kind: "staff", userId: "usr_staff", role },
  organizationId,
  requestId: "req_staff",
});
const acts = async () =>
  (await db().auditEvent.findMany({ where: { actorKind: "staff" }, orderBy: { createdAt: "asc" } })).map(
    ({ action, subjectId }) => [action, subjectId],
  );

beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount();
});

describe("what only staff may do", () => {
  it("is not there for anybody else", async () => {
    for (const ctx of [account.ctx, account.asKey()])
      for (const act of [
        () => listPeople(ctx),
        () => listOrganizations(ctx),
        () => engineHealth(ctx),
        () => setSuspension(ctx, true),
        () => setStaffRole(ctx, account.userId, "operator"),
        () => restartJob(ctx, "1"),
      ])
        await expect(act()).rejects.toMatchObject({ code: "not_found" });
    expect(await acts()).toEqual([]);
  });

  it("is for operators where it changes something", async () => {
    for (const role of ["support", "privacy"] as const)
      for (const act of [
        () => setSuspension(staff(role, account.organizationId), true),
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

  it("row 11: suspends and restores once each, refuses the keys meanwhile, and says who did it", async () => {
    const key = await makeKey(account.ctx);
    const ctx = staff("operator", account.organizationId);
    await setSuspension(ctx, true);
    await setSuspension(ctx, true);
    expect((await callApi("GET", "/api/v1/credits", { key })).body.code).toBe("account_suspended");
    await setSuspension(ctx, false);
    expect(await acts()).toEqual([
      ["organization.suspend", account.organizationId],
      ["organization.restore", account.organizationId],
    ]);
    await expect(setSuspension(staff("operator", "org_none"), true)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("starts a job anew under the name of whoever did", async () => {
    const id = await transaction(undefined, (tx) => enqueue(tx, "none", {}));
    await restartJob(staff("operator"), id);
    expect((await acts()).at(-1)).toEqual(["job.retry", `job_${id}`]);
  });
});
