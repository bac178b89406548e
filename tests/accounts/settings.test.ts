import { beforeAll, describe, expect, it, vi } from "vitest";
import {
  changePassword,
  checkPassword,
  findSession,
  getOrganization,
  startSession,
  updateOrganization,
  updateProfile,
} from "@/lib/accounts";
import { overrideEnv } from "@/lib/core/env";
import { db, type Context } from "@/lib/db";
import { renderEmail } from "@/lib/email";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);

const NEXT = "seven lanterns under maple";
let account: TestAccount;
let ctx: Context;
let others: string[];

beforeAll(async () => {
  await freshDatabase();
  overrideEnv({ smtpUrl: "smtp://127.0.0.1:1" });
  account = await makeAccount();
  const start = () => startSession({ userId: account.userId, device: "Firefox on Linux" });
  const own = await start();
  others = [(await start()).id, (await start()).id];
  ctx = {
    ...account.ctx,
    actor: { kind: "user", userId: account.userId, sessionId: own.id, role: "owner" },
  };
});

describe("changing the password", () => {
  it.each([
    [{ current_password: "not the right password", new_password: NEXT }, "current_password"],
    [{ current_password: "", new_password: "short" }, "new_password"],
    [{ current_password: "", new_password: "passwordpassword" }, "new_password"],
  ])("refuses %j beside the field, and ends no session", async (request, param) => {
    await expect(changePassword(ctx, request)).rejects.toMatchObject({
      code: "invalid_request",
      details: { param },
    });
    for (const id of others) expect(await findSession(id)).not.toBeNull();
  });

  it("is for people alone", async () => {
    const request = { current_password: account.password, new_password: NEXT };
    await expect(changePassword(account.asKey(), request)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("puts the new one in force, ends every other session, and has the person told", async () => {
    const request = { current_password: account.password, new_password: NEXT };
    expect(await changePassword(ctx, request)).toEqual({ ended: 2 });
    expect(await checkPassword({ email: account.email, password: NEXT })).toMatchObject({
      id: account.userId,
    });
    expect(await checkPassword({ email: account.email, password: account.password })).toBeNull();
    for (const id of others) expect(await findSession(id)).toBeNull();
    expect(await findSession(ctx.actor.kind === "user" ? ctx.actor.sessionId : "")).not.toBeNull();
    const [job] = await db().$queryRaw<{ payload: object }[]>`
      SELECT payload FROM graphile_worker._private_jobs`;
    expect(job.payload).toEqual({ userId: account.userId, facts: { about: "password_changed" } });
    const actions = await db().auditEvent.findMany({ where: { subjectId: account.userId } });
    expect(actions.map(({ action }) => action)).toEqual(["user.change_password"]);
  });

  it("is told without a word of the password, and with the way to the sessions", () => {
    const { subject, text } = renderEmail({ about: "password_changed" });
    expect(subject).toBe("Your password was changed");
    expect(text).toContain("http://localhost:3000/settings/security");
  });
});

describe("row 37: names", () => {
  it("of a person are theirs to change", async () => {
    expect(await updateProfile(ctx, { name: "Grace" })).toMatchObject({ name: "Grace" });
    await expect(updateProfile(account.asKey(), { name: "Eve" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await db().user.findUnique({ where: { id: account.userId } })).toMatchObject({ name: "Grace" });
  });

  it("of an organization are for its owners and admins", async () => {
    for (const role of ["developer", "billing", "viewer"] as const)
      await expect(updateOrganization(account.as(role), { name: "Eve's" })).rejects.toMatchObject({
        code: "forbidden",
      });
    await updateOrganization(account.as("admin"), { name: "Hopper & Co" });
    expect(await getOrganization(ctx)).toMatchObject({ name: "Hopper & Co" });
  });
});
