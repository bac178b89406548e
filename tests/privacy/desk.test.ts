import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import { clock } from "@/lib/core/clock";
import { databasePool, db, type Context } from "@/lib/db";
import {
  answerPrivacyRequest,
  extendPrivacyRequest,
  getPrivacyRequest,
  listOpenRequests,
  openPrivacyRequest,
} from "@/lib/privacy";
import { alarmOfDeadlines } from "@/lib/privacy/desk";
import type { Law } from "@/lib/privacy/schema";
import { listAlerts } from "@/lib/status";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

/** Rows 48 and 59 of the policy's table of clauses: the desk's clocks. */

let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  overrideEnv({ smtpUrl: "smtp://127.0.0.1:1" });
  account = await makeAccount();
  await db().user.update({ where: { id: account.userId }, data: { staffRole: "privacy" } });
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const at = (moment: string) => (clock.now = () => new Date(moment));
const staff: Context = {
  actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
  organizationId: "",
  requestId: "req_staff",
};
const ask = (law?: Law) =>
  openPrivacyRequest(account.ctx, { type: "correction", message: "My name is written wrongly.", law });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: string }) => error.code,
  );
const reason = "Many requests came at once";

/** What the newest mails of the queue say that something is about. */
async function mailsAbout(about: string): Promise<Record<string, string>[]> {
  const { rows } = await databasePool().query<{ payload: Record<string, string> }>(
    "SELECT payload FROM graphile_worker._private_jobs WHERE payload::text LIKE $1 ORDER BY id",
    [`%"${about}"%`],
  );
  return rows.map(({ payload }) => payload);
}

describe("rows 48 and 59: a deadline", () => {
  it("is moved once, for a reason that is mailed, before it has passed and no further than the law goes", async () => {
    at("2027-01-31T10:00:00Z");
    const request = await ask();
    const { id } = request;
    expect(request).toMatchObject({
      law: "other",
      acknowledged_at: "2027-01-31T10:00:00.000Z",
      acknowledge_by: "2027-02-12T10:00:00.000Z",
      due_at: "2027-02-28T09:00:00.000Z",
      due_rule: "one month",
      furthest_due_at: "2027-04-30T09:00:00.000Z",
    });
    expect(await code(extendPrivacyRequest(account.ctx, { id, reason }))).toBe("not_found");
    at("2027-02-28T09:00:01Z");
    expect(await code(extendPrivacyRequest(staff, { id, reason }))).toBe("conflict");
    at("2027-02-28T08:59:00Z");
    for (const due_at of ["2027-04-30T09:00:01Z", "2027-02-28T09:00:00Z", "2027-02-01T00:00:00Z"])
      expect([due_at, await code(extendPrivacyRequest(staff, { id, reason, due_at }))]).toEqual([
        due_at,
        "invalid_request",
      ]);
    expect(await getPrivacyRequest(account.ctx, id)).toMatchObject({
      extended_at: null,
      due_at: request.due_at,
    });
    const wishes = [1, 2, 3].map(() =>
      code(extendPrivacyRequest(staff, { id, reason, due_at: "2027-04-01T00:00:00Z" })),
    );
    expect((await Promise.all(wishes)).sort()).toEqual(["conflict", "conflict", "nothing"]);
    expect(await code(extendPrivacyRequest(staff, { id, reason }))).toBe("conflict");
    expect(await getPrivacyRequest(account.ctx, id)).toMatchObject({
      due_at: "2027-04-01T00:00:00.000Z",
      extended_at: "2027-02-28T08:59:00.000Z",
      furthest_due_at: "2027-04-30T09:00:00.000Z",
      extension_reason: reason,
    });
    expect(await mailsAbout("privacy_request_extended")).toMatchObject([
      { userId: account.userId, facts: { dueAt: "2027-04-01T00:00:00.000Z", reason } },
    ]);
    await answerPrivacyRequest(staff, { id, answer: "It is corrected now.", outcome: "completed" });
    expect(await getPrivacyRequest(account.ctx, id)).toMatchObject({
      status: "completed",
      answer: "It is corrected now.",
      extension_reason: reason,
    });
    expect(await code(answerPrivacyRequest(staff, { id, answer: "Once more.", outcome: "refused" }))).toBe(
      "conflict",
    );
  });

  it("goes as far as the law that the person named, by months' last days and in leap years", async () => {
    for (const [law, received, due, moved] of [
      ["gdpr", "2027-12-01T10:00:00Z", "2027-12-31T10:00:00.000Z", "2028-03-01T09:00:00.000Z"],
      ["ccpa", "2027-12-01T10:00:00Z", "2027-12-31T10:00:00.000Z", "2028-02-29T09:00:00.000Z"],
      ["gdpr", "2027-05-10T10:00:00Z", "2027-06-09T10:00:00.000Z", "2027-08-10T09:00:00.000Z"],
      ["ccpa", "2027-05-10T10:00:00Z", "2027-06-09T10:00:00.000Z", "2027-08-08T09:00:00.000Z"],
      ["other", "2027-05-10T10:00:00Z", "2027-06-09T10:00:00.000Z", "2027-08-08T09:00:00.000Z"],
      ["gdpr", "2028-11-30T10:00:00Z", "2028-12-30T10:00:00.000Z", "2029-02-28T09:00:00.000Z"],
      ["gdpr", "2028-01-31T10:00:00Z", "2028-02-29T09:00:00.000Z", "2028-04-30T09:00:00.000Z"],
    ] as const) {
      at(received);
      const { id, due_at } = await ask(law);
      expect([received, due_at]).toEqual([received, due]);
      expect([law, await extendPrivacyRequest(staff, { id, reason })]).toEqual([law, { due_at: moved }]);
      await answerPrivacyRequest(staff, { id, answer: "It is corrected now.", outcome: "completed" });
    }
  });

  it("tells the staff ten, five and one days before a deadline, and each day behind it", async () => {
    at("2027-03-02T10:00:00Z");
    const { id } = await ask();
    const told: string[] = [];
    for (let day = 1; day <= 33; day++) {
      clock.now = () => new Date(Date.parse("2027-03-02T09:00:00Z") + day * 86_400_000);
      if ((await alarmOfDeadlines()).includes(id)) told.push(clock.now().toISOString().slice(5, 10));
    }
    expect(told).toEqual(["03-22", "03-27", "03-31", "04-02", "04-03", "04-04"]);
    expect((await mailsAbout("privacy_deadline")).length).toBe(6);
    expect((await listOpenRequests(staff)).map((each) => [each.id, each.days_left])).toEqual([[id, -3]]);
  });

  it("that has passed alerts who is on call, once, until somebody looks after it or the request is answered", async () => {
    at("2027-05-02T10:00:00Z");
    const [{ id }, other] = [await ask(), await ask()];
    const alerts = async () =>
      (await listAlerts(staff))
        .filter(({ subject }) => [id, other.id].some((each) => subject.endsWith(each)))
        .map((alert) => [alert.subject, alert.desk, alert.started_at, alert.ended_at !== null]);
    at("2027-06-01T09:00:00Z");
    await alarmOfDeadlines();
    expect(await alerts()).toEqual([]);
    at("2027-06-02T09:00:00Z");
    await Promise.all([alarmOfDeadlines(), alarmOfDeadlines()]);
    const due = "2027-06-01T10:00:00.000Z";
    const line = (request: string, over: boolean) => [`privacy_request:${request}`, "privacy", due, over];
    expect((await alerts()).sort()).toEqual([line(id, false), line(other.id, false)].sort());
    await answerPrivacyRequest(staff, { id, answer: "We have corrected it.", outcome: "completed" });
    expect((await alerts()).sort()).toEqual([line(id, true), line(other.id, false)].sort());
    await db().privacyRequest.update({ where: { id: other.id }, data: { status: "completed" } });
    at("2027-06-03T09:00:00Z");
    await alarmOfDeadlines();
    expect((await alerts()).sort()).toEqual([line(id, true), line(other.id, true)].sort());
  });

  it("row 59: gives each alarm once, however often the job runs, and makes up for days on which it did not", async () => {
    at("2027-06-01T10:00:00Z");
    const { id } = await ask();
    const due = Date.parse("2027-07-01T10:00:00Z");
    const alarmed = async (daysBefore: number): Promise<boolean[]> => {
      clock.now = () => new Date(due - daysBefore * 86_400_000 - 1000);
      return [(await alarmOfDeadlines()).includes(id), (await alarmOfDeadlines()).includes(id)];
    };
    const told: [number, boolean][] = [
      [11, false],
      [10, true],
      [9, false],
      // No job ran on the fifth day.
      [4, true],
      [3, false],
      // Nor on the day before.
      [0, true],
      [-1, true],
      [-2, true],
    ];
    for (const [days, now] of told) expect([days, await alarmed(days)]).toEqual([days, [now, false]]);
  });

  it("row 59: begins its alarms anew once the staff has taken more time", async () => {
    at("2027-08-01T10:00:00Z");
    const { id } = await ask();
    at("2027-08-30T10:00:00Z");
    expect(await alarmOfDeadlines()).toContain(id);
    await extendPrivacyRequest(staff, { id, reason, due_at: "2027-09-20T10:00:00Z" });
    at("2027-09-09T10:00:00Z");
    expect(await alarmOfDeadlines()).not.toContain(id);
    at("2027-09-10T10:00:00Z");
    expect(await alarmOfDeadlines()).toContain(id);
  });
});
