import { encode } from "next-auth/jwt";
import { TOTP } from "otpauth";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createKeyAction, revokeKeyAction } from "@/app/(dashboard)/keys/actions";
import {
  addTaxIdAction,
  cancelPlanAction,
  changePlanAction,
  chooseDefaultAction,
  choosePlanAction,
  openCardSetupAction,
  openPortalAction,
  refundPaymentAction,
  removePaymentMethodAction,
  removeTaxIdAction,
  updateBillingDetailsAction,
  updateSpendingControlAction,
} from "@/app/(dashboard)/credits/actions";
import { confirmErasureAction, openPrivacyRequestAction } from "@/app/(dashboard)/privacy/actions";
import {
  beginSecondFactorAction,
  confirmSecondFactorAction,
  demandSecondFactorAction,
  endSecondFactorAction,
  requestEmailChangeAction,
  stepUpAction,
  updateProfileAction,
} from "@/app/(dashboard)/settings/actions";
import { GET as usageCsv } from "@/app/(dashboard)/usage/csv/route";
import { demandSecondFactor, startSession } from "@/lib/accounts";
import { forgetSession } from "@/lib/accounts/find-session";
import { sessionSecret } from "@/lib/api/auth-options";
import type { ActionResult } from "@/lib/api/action-result";
import { requireSession } from "@/lib/api/session";
import { currentStaff, requireStaffSession } from "@/lib/api/staff/session";
import { sessionCookieName } from "@/lib/api/session-cookies";
import type { Role } from "@/lib/core/actor";
import { clock } from "@/lib/core/clock";
import { env, overrideEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import { callApi, makeKey } from "@/tests/support/call-api";
import { freshDatabase } from "@/tests/support/database";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);
/** What the browser that asks has in its session cookie. */
const browser = vi.hoisted(() => ({ token: "" }));
vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(new Headers()),
  cookies: () => Promise.resolve({ get: () => ({ value: browser.token }) }),
}));
vi.mock("next/navigation", async (importOriginal) => ({
  ...(await importOriginal<object>()),
  redirect: (to: string) => {
    throw new Error(`to ${to}`);
  },
}));

let now: Date;
let owner: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  expect(sessionCookieName()).toBe("printpal.session");
});
beforeEach(async () => {
  now = new Date("2026-03-01T10:00:05Z");
  vi.spyOn(clock, "now").mockImplementation(() => now);
  owner = await makeAccount();
});
afterEach(() => {
  vi.restoreAllMocks();
});
const minutes = (count: number) => (now = new Date(now.getTime() + count * 60_000));

/** From now on the browser asks as this person; the session's id. */
async function signIn(account: TestAccount, organizationId = account.organizationId): Promise<string> {
  const { id } = await startSession({ userId: account.userId, organizationId, device: "Firefox on Linux" });
  await actAs(id);
  return id;
}
const actAs = async (sessionId: string) => {
  browser.token = await encode({ token: { sessionId }, secret: sessionSecret() });
};
async function joinAs(role: Role): Promise<TestAccount> {
  const member = await makeAccount();
  await db().membership.create({
    data: { id: newId("membership"), organizationId: owner.organizationId, userId: member.userId, role },
  });
  return member;
}
/** Through the actions that the security page uses. */
async function setUp(account: TestAccount, sessionId: string): Promise<TOTP> {
  const begun = await beginSecondFactorAction({ password: account.password });
  if (!begun.ok) throw new Error(begun.error.message);
  const totp = new TOTP({ secret: begun.data.secret });
  const done = await confirmSecondFactorAction({ code: totp.generate({ timestamp: now.getTime() }) });
  if (!done.ok) throw new Error(done.error.message);
  forgetSession(sessionId);
  return totp;
}
const told = (result: ActionResult<unknown>) =>
  result.ok ? "done" : [result.error.code, ...Object.keys(result.error.errors ?? {})].join(" ");
const audits = (action: string) =>
  db().auditEvent.count({ where: { action, organizationId: owner.organizationId } });

describe("row 30: a second factor that an organization demands", () => {
  it("is demanded by owners and admins who have one, once, and written down", async () => {
    const session = await signIn(owner);
    expect(told(await demandSecondFactorAction({ demanded: true }))).toBe("conflict");
    await setUp(owner, session);
    for (const role of ["developer", "billing", "viewer"] as const)
      await expect(demandSecondFactor(owner.as(role), { demanded: true })).rejects.toMatchObject({
        code: "forbidden",
      });
    await expect(demandSecondFactor(owner.asKey(), { demanded: true })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(
      await Promise.all(
        [1, 2].map(() => demandSecondFactorAction({ demanded: true })).map(async (one) => told(await one)),
      ),
    ).toEqual(["done", "done"]);
    expect(await audits("second_factor.demand")).toBe(1);
    expect(told(await demandSecondFactorAction({ demanded: false }))).toBe("done");
    expect(await audits("second_factor.stop_demanding")).toBe(1);
  });

  it("leaves who has none the page to set it up and their rights, and nothing else, in old sessions and new ones", async () => {
    const member = await joinAs("developer");
    const old = await signIn(member, owner.organizationId);
    expect(told(await updateProfileAction({ name: "Bea" }))).toBe("done");
    await db().organization.update({
      where: { id: owner.organizationId },
      data: { secondFactorDemanded: true },
    });
    forgetSession(old);
    for (const fresh of [false, true]) {
      const session = fresh ? await signIn(member, owner.organizationId) : old;
      expect(told(await updateProfileAction({ name: "Cay" }))).toBe("forbidden");
      expect(told(await createKeyAction({ name: "Mine" }))).toBe("forbidden");
      for (const path of ["/overview", "/keys", "/settings", "/settings/people", "/generations/gen_1"])
        await expect(requireSession(path)).rejects.toThrow("to /settings/security");
      for (const path of ["/settings/security", "/privacy", "/privacy/consents", "/support", "/join/a"])
        expect((await requireSession(path)).session.id).toBe(session);
      expect((await usageCsv(new Request("http://localhost/usage/csv"))).status).toBe(401);
    }
    expect(told(await openPrivacyRequestAction({ type: "export", password: member.password }))).toBe("done");
    const session = await signIn(member, owner.organizationId);
    await setUp(member, session);
    expect(told(await updateProfileAction({ name: "Dee" }))).toBe("done");
    expect((await requireSession("/overview")).lacksSecondFactor).toBe(false);
    // In their own organization, which demands nothing, they never were stopped.
    await signIn(await joinAs("viewer"));
    expect(told(await updateProfileAction({ name: "Eve" }))).toBe("done");
  });

  it("is not turned off while it is demanded, and is again once it is not", async () => {
    const session = await signIn(owner);
    const totp = await setUp(owner, session);
    expect(told(await demandSecondFactorAction({ demanded: true }))).toBe("done");
    const end = () => {
      minutes(1);
      const code = totp.generate({ timestamp: now.getTime() });
      return endSecondFactorAction({ password: owner.password, code });
    };
    expect(told(await end())).toBe("conflict");
    expect(told(await demandSecondFactorAction({ demanded: false }))).toBe("done");
    expect(told(await end())).toBe("done");
  });
});

describe("row 30: a second factor that the installation demands of roles", () => {
  const { secondFactorFor } = env();
  beforeEach(() => overrideEnv({ secondFactorFor: ["staff", "owner", "admin", "billing"] }));
  afterEach(() => overrideEnv({ secondFactorFor }));

  it.each([
    ["owner", true],
    ["admin", true],
    ["billing", true],
    ["developer", false],
    ["viewer", false],
  ] as const)("of %s: %s", async (role, demanded) => {
    const person = role === "owner" ? owner : await joinAs(role);
    const session = await signIn(person, owner.organizationId);
    const lacking = await updateProfileAction({ name: "Bea" });
    expect(told(lacking)).toBe(demanded ? "forbidden" : "done");
    if (!demanded) return void expect((await requireSession("/overview")).session.id).toBe(session);
    const message = lacking.ok ? "" : lacking.error.message;
    expect(message).toContain(
      `Everybody who is ${role} needs a second factor here. Set one up in the settings`,
    );
    await expect(requireSession("/keys")).rejects.toThrow("to /settings/security");
    expect((await requireSession("/settings/security")).demandedBy).toBe("role");
    // A passkey is one by itself.
    const byPasskey = { userId: person.userId, organizationId: owner.organizationId, byPasskey: true };
    await actAs((await startSession({ ...byPasskey, device: "Firefox on Linux" })).id);
    expect(told(await updateProfileAction({ name: "Cay" }))).toBe("done");

    await actAs(session);
    const totp = await setUp(person, session);
    expect(told(await updateProfileAction({ name: "Dee" }))).toBe("done");
    minutes(1);
    const code = totp.generate({ timestamp: now.getTime() });
    expect(told(await endSecondFactorAction({ password: person.password, code }))).toBe("conflict");
  });

  it("of staff, whatever they are elsewhere: at their desk as well, which leads them to set it up", async () => {
    const member = await joinAs("viewer");
    await db().user.update({ where: { id: member.userId }, data: { staffRole: "support" } });
    const session = await signIn(member, owner.organizationId);
    expect((await requireSession("/settings/security")).demandedBy).toBe("staff");
    await expect(requireStaffSession()).rejects.toThrow("to /settings/security");
    await expect(currentStaff("", "req_test")).rejects.toMatchObject({ code: "forbidden" });
    await setUp(member, session);
    expect((await requireStaffSession()).actor).toMatchObject({ kind: "staff", role: "support" });
    // To who is no staff there is still no such place.
    await signIn(owner);
    await expect(currentStaff("", "req_test")).rejects.toMatchObject({ code: "not_found" });
  });

  it("never of a key", async () => {
    const key = await makeKey(owner.ctx);
    expect((await callApi("GET", "/api/v1/credits", { key })).status).toBe(200);
  });
});

describe("row 30: what is only done by who showed within ten minutes who they are", () => {
  const acts: [string, () => Promise<ActionResult<unknown>>, string][] = [
    ["a key", () => createKeyAction({ name: "Mine", scopes: ["privacy", "billing"] }), "done"],
    // Of somebody who has paid nothing; by then the question was answered.
    [
      "a refund",
      () => refundPaymentAction({ payment_id: `pay_${"0".repeat(22)}`, reason: "Test" }),
      "not_found",
    ],
    // Where no mail goes out; by then the question was answered.
    [
      "another mail address",
      () => requestEmailChangeAction({ new_email: "ada.new@example.com" }),
      "service_unavailable",
    ],
    // Where nothing is sold, and there is neither plan nor card.
    ["a plan", () => choosePlanAction({ plan: "maker" }), "service_unavailable"],
    ["another plan", () => changePlanAction({ plan: "studio" }), "conflict"],
    ["the end of a plan", () => cancelPlanAction({ cancel: true }), "conflict"],
    ["another card", () => openCardSetupAction({}), "service_unavailable"],
    ["the card that is charged", () => chooseDefaultAction({ id: "pm_1" }), "not_found"],
    ["a card less", () => removePaymentMethodAction({ id: "pm_1" }), "not_found"],
    ["what invoices say", () => updateBillingDetailsAction({ city: "Hamburg" }), "service_unavailable"],
    ["a tax id", () => addTaxIdAction({ type: "eu_vat", value: "DE123456789" }), "service_unavailable"],
    ["a tax id less", () => removeTaxIdAction({ id: "txi_1" }), "service_unavailable"],
    ["Stripe's own portal", () => openPortalAction({}), "service_unavailable"],
    ["a demand", () => demandSecondFactorAction({ demanded: true }), "conflict"],
    [
      "automatic purchases",
      () =>
        updateSpendingControlAction({
          ...{ low_balance_credits: 5, monthly_credit_cap: null },
          top_up: { on: false, below_credits: 0, pack: "pack_small", quantity: 1, monthly_cents: 0 },
        }),
      "done",
    ],
  ];

  it.each(acts)("%s: by signing in, or by the password once more", async (_name, act, done) => {
    await signIn(owner);
    minutes(9);
    expect(told(await act())).toBe(done);
    minutes(1);
    expect(told(await act())).toBe("invalid_request step_up");
    expect(told(await stepUpAction({ password: "not the right password" }))).toBe("invalid_request password");
    expect(told(await act())).toBe("invalid_request step_up");
    expect(told(await stepUpAction({ password: owner.password }))).toBe("done");
    minutes(9);
    expect(told(await act())).toBe(done);
  });

  it("is asked of each session by itself, with a code where there is a second factor", async () => {
    const first = await signIn(owner);
    const totp = await setUp(owner, first);
    minutes(11);
    const second = await signIn(owner);
    expect(told(await createKeyAction({ name: "Second" }))).toBe("done");
    await actAs(first);
    const { password } = owner;
    expect(told(await createKeyAction({ name: "First" }))).toBe("invalid_request step_up");
    expect(told(await stepUpAction({ password }))).toBe("invalid_request code");
    expect(told(await createKeyAction({ name: "First" }))).toBe("invalid_request step_up");
    const code = totp.generate({ timestamp: now.getTime() });
    expect(told(await stepUpAction({ password, code }))).toBe("done");
    const made = await createKeyAction({ name: "First" });
    expect(told(made)).toBe("done");
    expect(second).not.toBe(first);
    // What ends a danger is never asked for.
    minutes(11);
    expect(told(await revokeKeyAction({ id: made.ok ? made.data.key.id : "" }))).toBe("done");
  });

  it("never stands in for the password before an erasure or an export", async () => {
    await signIn(owner);
    const opened = await openPrivacyRequestAction({ type: "erasure" });
    const id = opened.ok ? opened.data.id : "";
    expect(told(await confirmErasureAction({ id } as never))).toBe("invalid_request password");
    expect(told(await openPrivacyRequestAction({ type: "export" } as never))).toBe(
      "invalid_request password",
    );
  });
});
