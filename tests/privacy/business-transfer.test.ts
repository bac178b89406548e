import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { db, type Context } from "@/lib/db";
import { renderEmail, type EmailFacts } from "@/lib/email";
import { listJobs } from "@/lib/jobs";
import { announceTransfer, planTransfer } from "@/lib/privacy";
import { privacyJobs } from "@/lib/privacy/jobs";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

let accounts: TestAccount[];
beforeAll(async () => {
  await freshDatabase();
  accounts = [await makeAccount(), await makeAccount(), await makeAccount()];
  // Closed, and kept for two years: what is kept of them would go over as well.
  await db().user.update({ where: { id: accounts[2].userId }, data: { closedAt: new Date() } });
  overrideEnv({ smtpUrl: "smtp://127.0.0.1:1" });
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const START = new Date("2027-01-01T12:00:00Z");
const day = (days: number) => new Date(START.getTime() + days * 86_400_000).toISOString();
const at = (days: number) => (clock.now = () => new Date(day(days)));
const staff: Context = {
  actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
  organizationId: "",
  requestId: "req_staff",
};
const wish = (effective_at = day(30)) => ({
  recipient: "Example Ltd",
  summary: "Example Ltd buys the business with all that belongs to it.",
  effective_at,
});
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: string }) => error.code,
  );
const run = (id: string) =>
  privacyJobs["privacy.transfer_notice"](
    { id },
    { attempt: 1, maxAttempts: 1, jobId: "1", signal: new AbortController().signal },
  );

describe("row 20: a transfer of the business", () => {
  it("is rehearsed: every person, what each is told, what there is, and until when; nothing is changed", async () => {
    at(0);
    const plan = await planTransfer(staff, wish(), personalRooms);
    expect(plan.subjects.map(({ user_id }) => user_id)).toEqual(accounts.map(({ userId }) => userId).sort());
    expect(plan.subjects.filter(({ closed }) => closed).map(({ user_id }) => user_id)).toEqual([
      accounts[2].userId,
    ]);
    expect(plan.subjects.every(({ notice, organizations }) => notice === "mail" && organizations === 1)).toBe(
      true,
    );
    expect(plan.notice.subject).toBe("Example Ltd takes over on 2027-01-31");
    expect(plan.notice.text).toContain(
      "take a copy of all your data, close your account, or have everything",
    );
    expect(plan.window).toEqual({ from: day(0), until: day(30), days: 30 });
    const told = new Map(plan.inventory.map(({ table, rows }) => [table, rows]));
    expect([told.get("users"), told.get("organizations")]).toEqual([3, 3]);
    const personal = personalRooms
      .flatMap(({ tables }) => tables)
      .filter(({ subject }) => subject !== "nobody");
    expect([...told.keys()].sort()).toEqual(personal.map(({ table }) => table).sort());
    expect(await db().businessTransfer.count()).toBe(0);
    expect((await listJobs()).length).toBe(0);
  });

  it("is announced thirty days ahead, by the privacy staff, where mails go out, and once", async () => {
    at(0);
    expect(await code(announceTransfer(staff, wish(day(29.9))))).toBe("invalid_request");
    expect(await code(planTransfer(staff, wish(day(29.9)), personalRooms))).toBe("invalid_request");
    expect(await code(announceTransfer(accounts[0].ctx, wish()))).toBe("not_found");
    const support: Context = { ...staff, actor: { kind: "staff", userId: "usr_s", role: "support" } };
    expect(await code(announceTransfer(support, wish()))).toBe("forbidden");
    overrideEnv({ smtpUrl: undefined });
    expect(await code(announceTransfer(staff, wish()))).toBe("conflict");
    overrideEnv({ smtpUrl: "smtp://127.0.0.1:1" });
    const both = await Promise.all([
      code(announceTransfer(staff, wish())),
      code(announceTransfer(staff, wish())),
    ]);
    expect(both.sort()).toEqual(["conflict", "nothing"]);
  });

  it("is mailed to everybody once, however often the job runs", async () => {
    at(1);
    const { id } = await db().businessTransfer.findFirstOrThrow();
    await Promise.all([run(id), run(id)]);
    await run(id);
    const mails = (await listJobs()).filter(({ job }) => job === "account.email");
    expect(mails).toHaveLength(3);
    expect(await db().businessTransfer.findUniqueOrThrow({ where: { id } })).toMatchObject({ told: 3 });
    const facts: EmailFacts = {
      about: "business_transfer",
      ...{ recipient: "Example Ltd", summary: wish().summary, effectiveAt: day(30) },
    };
    // A duty, which nobody can have stopped.
    expect(renderEmail(facts).topic).toBeNull();
  });
});
