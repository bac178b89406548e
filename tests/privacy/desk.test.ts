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
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

/** Row 59 of the policy's table of clauses: the desk's clocks. */

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
const ask = () =>
  openPrivacyRequest(account.ctx, { type: "correction", message: "My name is written wrongly." });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: string }) => error.code,
  );
const reason = "Many requests came at once";

describe("row 59: a deadline", () => {
  it("gives two months more once, for a reason, before the first deadline and not after it", async () => {
    at("2027-01-31T10:00:00Z");
    const { id, due_at } = await ask();
    expect(due_at).toBe("2027-02-28T10:00:00.000Z");
    expect(await code(extendPrivacyRequest(account.ctx, { id, reason }))).toBe("not_found");
    at("2027-02-28T10:00:01Z");
    expect(await code(extendPrivacyRequest(staff, { id, reason }))).toBe("conflict");
    at("2027-02-28T09:59:00Z");
    expect(await extendPrivacyRequest(staff, { id, reason })).toEqual({ due_at: "2027-04-28T10:00:00.000Z" });
    expect(await code(extendPrivacyRequest(staff, { id, reason }))).toBe("conflict");
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

  it("row 59: moved by two months ends on the last day of a shorter month, leap years included", async () => {
    for (const [received, due, moved] of [
      ["2027-12-01T10:00:00Z", "2027-12-31T10:00:00.000Z", "2028-02-29T10:00:00.000Z"],
      ["2028-12-01T10:00:00Z", "2028-12-31T10:00:00.000Z", "2029-02-28T10:00:00.000Z"],
      ["2028-01-31T10:00:00Z", "2028-02-29T10:00:00.000Z", "2028-04-29T10:00:00.000Z"],
    ]) {
      at(received);
      const { id, due_at } = await ask();
      expect(due_at).toBe(due);
      expect(await extendPrivacyRequest(staff, { id, reason })).toEqual({ due_at: moved });
      await answerPrivacyRequest(staff, { id, answer: "It is corrected now.", outcome: "completed" });
    }
  });

  it("tells the staff ten, five and one days before a deadline, and each day behind it", async () => {
    at("2027-03-01T10:00:00Z");
    const { id } = await ask();
    const told: string[] = [];
    for (let day = 1; day <= 33; day++) {
      clock.now = () => new Date(Date.parse("2027-03-01T09:00:00Z") + day * 86_400_000);
      if ((await alarmOfDeadlines()).includes(id)) told.push(clock.now().toISOString().slice(5, 10));
    }
    expect(told).toEqual(["03-21", "03-26", "03-30", "04-01", "04-02", "04-03"]);
    const { rows } = await databasePool().query<{ count: number }>(
      "SELECT count(*)::int AS count FROM graphile_worker._private_jobs WHERE payload::text LIKE '%privacy_deadline%'",
    );
    expect(rows[0].count).toBe(6);
    expect((await listOpenRequests(staff)).map((each) => [each.id, each.days_left])).toEqual([[id, -3]]);
  });
});
