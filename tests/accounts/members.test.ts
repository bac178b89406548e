import { beforeAll, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import {
  acceptInvitation,
  changeRole,
  findInvitation,
  findSession,
  inviteMember,
  listInvitations,
  listMembers,
  listOwnOrganizations,
  removeMember,
  resendInvitation,
  revokeInvitation,
  setPlanLimits,
  startSession,
  switchOrganization,
} from "@/lib/accounts";
import { accountJobs } from "@/lib/accounts/jobs";
import { ChangeRole, InviteMember } from "@/lib/accounts/schema";
import type { Role } from "@/lib/core/actor";
import { clock } from "@/lib/core/clock";
import { errorCodes, type AppError } from "@/lib/core/errors";
import { db, transaction, type Context } from "@/lib/db";
import { setMailPreference } from "@/lib/email";
import { queued } from "../billing/buyers";
import { freshDatabase } from "../support/database";
import { startMailServer } from "../support/mail-server";
import { makeAccount, type TestAccount } from "../support/make-account";

beforeAll(() => freshDatabase());
let account: TestAccount;
beforeEach(async () => {
  account = await makeAccount({ credits: 0 });
  await plan(3);
});

const plan = (members: number, name = "maker") =>
  transaction(undefined, (tx) =>
    setPlanLimits(tx, account.organizationId, {
      plan: name,
      keepModelsDays: 90,
      generationsAtOnce: 5,
      members,
    }),
  );
const invite = async (email: string, ctx = account.ctx) => {
  const { id, url } = await inviteMember(ctx, { email, role: "developer" });
  return { id, token: url.split("/").at(-1)! };
};
/** Somebody with an organization of their own, signed in. */
async function person(): Promise<{ email: string; ctx: Context; sessionId: string; userId: string }> {
  const { email, userId, organizationId } = await makeAccount({ credits: 0 });
  const { id: sessionId } = await startSession({ userId, device: "Firefox on Linux" });
  const actor = { kind: "user", userId, sessionId, role: "owner" } as const;
  return { email, userId, sessionId, ctx: { actor, organizationId, requestId: "req_test" } };
}

it("is joined by a link, once, under the address that was invited alone", async () => {
  const [guest, stranger] = [await person(), await person()];
  const { token } = await invite(guest.email);
  expect(await findInvitation(stranger.ctx, token)).toBeNull();
  await expect(acceptInvitation(stranger.ctx, { token })).rejects.toMatchObject({ code: "not_found" });
  await expect(acceptInvitation(account.asKey(), { token })).rejects.toMatchObject({ code: "not_found" });
  expect(await findInvitation(guest.ctx, token)).toEqual({ organization: "Test", role: "developer" });
  const both = await Promise.allSettled([
    acceptInvitation(guest.ctx, { token }),
    acceptInvitation(guest.ctx, { token }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await findSession(guest.sessionId)).toMatchObject({
    organization: { id: account.organizationId },
    role: "developer",
  });
  expect((await listMembers(account.ctx)).map(({ role }) => role).sort()).toEqual(["developer", "owner"]);
  await expect(invite(guest.email)).rejects.toMatchObject({ code: "conflict" });

  const own = await listOwnOrganizations(guest.ctx);
  expect(own.map(({ role }) => role)).toEqual(["owner", "developer"]);
  await switchOrganization(guest.ctx, { id: own[0].id });
  expect((await findSession(guest.sessionId))?.organization.id).toBe(own[0].id);
  const elsewhere = switchOrganization(stranger.ctx, { id: account.organizationId });
  await expect(elsewhere).rejects.toMatchObject({ code: "not_found" });
  expect(await db().invitation.count({ where: { organizationId: account.organizationId } })).toBe(0);
});

it("holds as many people as the plan is for, invited ones among them, also at once; a smaller plan sends nobody away", async () => {
  const guests = [await person(), await person(), await person()];
  const tries = await Promise.allSettled(guests.map(({ email }) => invite(email)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  await expect(invite("one@more.example")).rejects.toMatchObject({
    code: "conflict",
    message:
      "The plan is for 3 people, and 1 belong to the organization, beside 2 invited. Choose a larger plan at Credits, or remove somebody first.",
  });
  const [{ id }] = await listInvitations(account.ctx);
  await revokeInvitation(account.ctx, id);
  const first = guests[0];
  const { token } = await invite(first.email);
  await acceptInvitation(first.ctx, { token });
  await plan(1, "free");
  expect(await listMembers(account.ctx)).toHaveLength(2);
  expect(await findSession(first.sessionId)).not.toBeNull();
  await expect(invite("one@more.example")).rejects.toMatchObject({ code: "conflict" });
  // An invitation from before finds no place either.
  await plan(9);
  const late = await person();
  const waiting = await invite(late.email);
  await plan(1, "free");
  await expect(acceptInvitation(late.ctx, waiting)).rejects.toMatchObject({ code: "conflict" });
  await plan(9);
  await acceptInvitation(late.ctx, waiting);
});

it("is for owners and admins to open and close, and keeps an owner", async () => {
  const guest = await person();
  for (const role of ["developer", "billing", "viewer"] as const)
    await expect(invite(guest.email, account.as(role))).rejects.toMatchObject({ code: "forbidden" });
  const { id, token } = await invite(guest.email, account.as("admin"));
  const stranger = await makeAccount({ credits: 0 });
  await expect(revokeInvitation(stranger.ctx, id)).rejects.toMatchObject({ code: "not_found" });
  // A newer link ends the older one, and each ends by itself after a week.
  const newer = await invite(guest.email);
  expect(await findInvitation(guest.ctx, token)).toBeNull();
  vi.spyOn(clock, "now").mockReturnValue(new Date(Date.now() + 7 * 86_400_000 + 60_000));
  onTestFinished(() => void vi.restoreAllMocks());
  expect(await findInvitation(guest.ctx, newer.token)).toBeNull();
  vi.restoreAllMocks();
  await acceptInvitation(guest.ctx, newer);
  const there = { ...guest.ctx, organizationId: account.organizationId };
  const developer = { ...there, actor: { ...there.actor, role: "developer" } } as Context;
  const owner = { user_id: account.userId };
  await expect(removeMember(developer, owner)).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeMember(account.as("admin"), { user_id: stranger.userId })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(removeMember(account.ctx, owner)).rejects.toMatchObject({ code: "conflict" });
  await removeMember(account.as("admin"), { user_id: guest.userId });
  expect(await findSession(guest.sessionId)).toBeNull();
  const audit = await db().auditEvent.findMany({ where: { organizationId: account.organizationId } });
  expect(audit.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["member.invite", "member.join", "member.remove"]),
  );
});

/** The status that a refusal is answered with, or 200. */
const statusOf = (work: Promise<unknown>) =>
  work.then(
    () => 200,
    (error: AppError) => errorCodes[error.code][0],
  );

it("row 90: lets nobody make more of themselves, and the last owner not leave", async () => {
  const { organizationId, userId } = account;
  const guest = await person();
  await acceptInvitation(guest.ctx, await invite(guest.email));
  const asRole = (role: "admin" | "developer" | "owner") =>
    ({ ...guest.ctx, organizationId, actor: { ...guest.ctx.actor, role } }) as Context;
  const self = (role: InviteMember["role"], by: Context) =>
    statusOf(inviteMember(by, { email: guest.email, role }));
  expect(await self("admin", asRole("developer"))).toBe(403);
  expect(await self("developer", asRole("admin"))).toBe(409);
  for (const role of ["owner", "staff", "Admin"])
    expect(InviteMember.safeParse({ email: guest.email, role }).success).toBe(false);
  const leave = (ctx: Context, id: string) => statusOf(removeMember(ctx, { user_id: id }));
  expect(await leave(asRole("admin"), userId)).toBe(403);
  expect(await leave(account.ctx, userId)).toBe(409);
  await db().membership.updateMany({
    where: { userId: guest.userId, organizationId },
    data: { role: "owner" },
  });
  // Two owners who leave at once: one of them stays.
  const both = [leave(account.ctx, userId), leave(asRole("owner"), guest.userId)];
  expect((await Promise.all(both)).sort()).toEqual([200, 409]);
  expect(await db().membership.count({ where: { organizationId, role: "owner" } })).toBe(1);
});

it("is invited by mail where mails go out, once more on request, and never over and over", async () => {
  const mails = await startMailServer();
  onTestFinished(() => mails.close());
  const [guest, stranger] = [await person(), await makeAccount({ credits: 0 })];
  const send = async () => {
    mails.received.length = 0;
    for (const payload of await queued("account.mail_invitation"))
      await accountJobs["account.mail_invitation"](payload, { jobId: "1" } as never);
    const found = mails.received.find(({ to }) => to.includes(guest.email));
    return found && { ...found, token: /join\/([\w.-]+)/.exec(found.text.replace(/=\r?\n/g, ""))![1] };
  };
  const first = await inviteMember(account.ctx, { email: guest.email, role: "viewer" });
  expect(first.mailed).toBe(true);
  expect(JSON.stringify(await queued("account.mail_invitation"))).not.toContain(first.url.split("/").at(-1));
  const mail = (await send())!;
  expect(mail.text).toContain("You are invited to join Test on PrintPal");
  expect(mail.text).toContain("List-Unsubscribe");
  // Two links to one place: the one in the mail is another, and both are for that address alone.
  expect(first.url).not.toContain(mail.token);
  expect(await findInvitation(stranger.ctx, mail.token)).toBeNull();
  const forged = mail.token.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  expect(await findInvitation(guest.ctx, forged)).toBeNull();
  expect(await findInvitation(guest.ctx, mail.token)).toEqual({ organization: "Test", role: "viewer" });

  const { id } = first;
  for (const role of ["developer", "billing", "viewer"] as const)
    await expect(resendInvitation(account.as(role), { id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(resendInvitation(stranger.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  vi.spyOn(clock, "now").mockReturnValue(new Date(Date.now() + 6 * 86_400_000));
  onTestFinished(() => void vi.restoreAllMocks());
  const second = await resendInvitation(account.as("admin"), { id });
  vi.mocked(clock.now).mockReturnValue(new Date(Date.now() + 12 * 86_400_000));
  const again = (await send())!;
  for (const ended of [first.url.split("/").at(-1)!, mail.token])
    expect(await findInvitation(guest.ctx, ended)).toBeNull();
  for (const open of [second.url.split("/").at(-1)!, again.token])
    expect(await findInvitation(guest.ctx, open)).not.toBeNull();
  await acceptInvitation(guest.ctx, { token: again.token });
  await expect(resendInvitation(account.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  expect(await send()).toBeUndefined();

  const pestered = { email: `${crypto.randomUUID()}@example.com`, role: "viewer" } as const;
  for (let times = 0; times < 5; times++) await inviteMember(account.ctx, pestered);
  await expect(inviteMember(account.ctx, pestered)).rejects.toMatchObject({ code: "too_many_attempts" });
  await setMailPreference({ email: pestered.email }, { topic: "invitations", wanted: false }, "one_click");
  await send();
  expect(mails.received).toEqual([]);
});

it("changes what people may, by owners and admins, in the open, and keeps an owner", async () => {
  const { organizationId, userId } = account;
  const guest = await person();
  await acceptInvitation(guest.ctx, await invite(guest.email));
  const give = (ctx: Context, role: Role, user_id = guest.userId) => changeRole(ctx, { user_id, role });
  for (const role of ["developer", "billing", "viewer"] as const) {
    await expect(give(account.as(role), "admin")).rejects.toMatchObject({ code: "forbidden" });
    await expect(give(account.as(role), "viewer", userId)).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(give(account.as("admin"), "owner")).rejects.toMatchObject({
    code: "forbidden",
    message: "Only owners make somebody an owner, or take it from one. Ask an owner.",
  });
  await expect(give(account.as("admin"), "viewer", userId)).rejects.toMatchObject({ code: "forbidden" });
  await expect(give(account.ctx, "admin", userId)).rejects.toMatchObject({ code: "conflict" });
  const stranger = await makeAccount({ credits: 0 });
  await expect(give(account.ctx, "viewer", stranger.userId)).rejects.toMatchObject({ code: "not_found" });
  await expect(give(stranger.ctx, "viewer")).rejects.toMatchObject({ code: "not_found" });
  for (const role of ["staff", "Owner", "", null])
    expect(ChangeRole.safeParse({ user_id: guest.userId, role }).success).toBe(false);

  await Promise.all([give(account.as("admin"), "viewer"), give(account.as("admin"), "viewer")]);
  expect((await findSession(guest.sessionId))?.role).toBe("viewer");
  await give(account.ctx, "owner");
  // Two owners who step down at once: one of them stays.
  const down = await Promise.allSettled([
    give(account.ctx, "admin", userId),
    give({ ...account.ctx, actor: { ...guest.ctx.actor, role: "owner" } as never }, "admin"),
  ]);
  expect(down.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db().membership.count({ where: { organizationId, role: "owner" } })).toBe(1);
  const audit = await db().auditEvent.findMany({
    where: { organizationId, action: "member.change_role", subjectId: guest.userId },
    orderBy: { createdAt: "asc" },
  });
  expect(audit.slice(0, 2).map(({ detail }) => detail)).toEqual([
    { from: "developer", to: "viewer" },
    { from: "viewer", to: "owner" },
  ]);
});
