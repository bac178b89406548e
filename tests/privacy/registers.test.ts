import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { databasePool, db, type Context } from "@/lib/db";
import {
  answerLegalRequest,
  approveLegalRequest,
  assessBreach,
  closeBreach,
  listBreaches,
  listLegalRequests,
  recordBreach,
  recordLegalRequest,
  refuseLegalRequest,
  reportBreach,
  tellAffected,
  tellOfLegalRequest,
} from "@/lib/privacy";
import { listAlerts } from "@/lib/status";
import { alarmOfBreaches } from "@/lib/privacy/registers/alarm-of-breaches";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

let account: TestAccount;
let other: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  overrideEnv({ smtpUrl: "smtp://127.0.0.1:1" });
  [account, other] = await Promise.all([makeAccount(), makeAccount()]);
  await db().user.update({ where: { id: other.userId }, data: { staffRole: "privacy" } });
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const at = (moment: string) => (clock.now = () => new Date(moment));
const staff = (userId: string, role: "privacy" | "support" = "privacy"): Context => ({
  actor: { kind: "staff", userId, role },
  organizationId: "",
  requestId: "req_staff",
});
const [one, two] = [staff("usr_one"), staff("usr_two")];
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: string }) => error.code,
  );
async function mailsAbout(about: string): Promise<{ userId: string; facts: Record<string, string> }[]> {
  const { rows } = await databasePool().query<{ payload: never }>(
    `SELECT payload FROM graphile_worker._private_jobs WHERE payload->'facts'->>'about' = $1 ORDER BY id`,
    [about],
  );
  return rows.map(({ payload }) => payload);
}

describe("row 35: breaches", () => {
  const happened = {
    summary: "A backup disk was lost on the way.",
    first_alert_at: "2027-03-05T20:00:00Z",
    aware_at: "2027-03-06T08:30:00Z",
  };
  const known = {
    risk: "high" as const,
    categories: ["contact" as const, "usage" as const],
    people_count: 2,
    consequences: "Others may read your name and address.",
    measures: "The disk was enciphered, and its key was changed.",
  };

  it("counts 72 hours from awareness, alarms at 48, 24 and 6 and when they are over, and reports late with a reason only", async () => {
    at("2027-03-06T09:00:00Z");
    const { id, notify_by, hours_left } = await recordBreach(one, happened);
    expect([notify_by, hours_left]).toEqual(["2027-03-09T08:30:00.000Z", 71]);
    const alarms: string[] = [];
    for (let hour = 9; hour < 96; hour++) {
      at(new Date(Date.UTC(2027, 2, 6, hour)).toISOString());
      if ((await alarmOfBreaches()).includes(id)) alarms.push(clock.now().toISOString().slice(8, 13));
    }
    expect(alarms).toEqual(["07T09", "08T09", "09T03", "09T09"]);
    expect(await mailsAbout("breach_deadline")).toHaveLength(4);
    expect((await mailsAbout("breach_deadline"))[0]).toMatchObject({
      userId: other.userId,
      facts: { breachId: id, notifyBy: "2027-03-09T08:30:00.000Z" },
    });
    const report = { id, authority: "The authority, file 7/27" };
    expect(await code(reportBreach(one, report))).toBe("invalid_request");
    const late_reason = "The disk was found to be lost on Sunday.";
    const reported = await reportBreach(one, { ...report, late_reason });
    expect(reported).toMatchObject({ hours_left: null, late_reason, authority: report.authority });
    expect(await code(reportBreach(one, { ...report, late_reason }))).toBe("conflict");
    expect(await alarmOfBreaches()).toEqual([]);
  });

  it("rows 33 and 35: alerts who is on call once the 72 hours are over, until it is reported, closed or no risk", async () => {
    at("2027-04-06T09:00:00Z");
    const breach = { ...happened, first_alert_at: "2027-04-06T08:00:00Z", aware_at: "2027-04-06T08:30:00Z" };
    const [reported, harmless, open] = [
      await recordBreach(one, breach),
      await recordBreach(one, breach),
      await recordBreach(one, breach),
    ];
    const alerts = async () =>
      (await listAlerts(one))
        .filter(({ subject }) => [reported, harmless, open].some(({ id }) => subject === `breach:${id}`))
        .map(({ subject, desk, started_at, ended_at }) => [subject.slice(7), desk, started_at, ended_at])
        .sort();
    at("2027-04-09T08:29:59Z");
    await alarmOfBreaches();
    expect(await alerts()).toEqual([]);
    at("2027-04-09T08:30:00Z");
    await Promise.all([alarmOfBreaches(), alarmOfBreaches()]);
    const line = ({ id }: { id: string }, over: string | null = null) => [
      ...[id, "privacy", "2027-04-09T08:30:00.000Z", over],
    ];
    expect(await alerts()).toEqual([line(reported), line(harmless), line(open)].sort());
    at("2027-04-09T10:00:00Z");
    const late_reason = "The disk was found to be lost on Sunday.";
    await reportBreach(one, { id: reported.id, authority: "The authority", late_reason });
    await assessBreach(one, { id: harmless.id, ...known, risk: "none", organization_ids: [] });
    await closeBreach(one, { id: harmless.id, note: "Nobody could read it." });
    const over = "2027-04-09T10:00:00.000Z";
    expect(await alerts()).toEqual([line(reported, over), line(harmless, over), line(open)].sort());
    // Also what ended in another way is over with the next run.
    await db().breach.update({ where: { id: open.id }, data: { closedAt: clock.now() } });
    await alarmOfBreaches();
    expect(await alerts()).toEqual([line(reported, over), line(harmless, over), line(open, over)].sort());
    await db().breach.deleteMany({ where: { id: { in: [reported.id, harmless.id, open.id] } } });
  });

  it("tells those who decide for the organizations concerned, once, and what the law wants said", async () => {
    at("2027-03-07T00:00:00Z");
    const { id } = await recordBreach(one, happened);
    expect(await code(tellAffected(one, { id }))).toBe("conflict");
    await assessBreach(one, { id, ...known, organization_ids: [account.organizationId] });
    expect(await tellAffected(one, { id })).toEqual({ told: 1 });
    expect(await code(tellAffected(one, { id }))).toBe("conflict");
    expect(await mailsAbout("breach")).toEqual([
      {
        userId: account.userId,
        facts: {
          about: "breach",
          summary: happened.summary,
          awareAt: "2027-03-06T08:30:00.000Z",
          categories: "names and addresses; what was done when, and how it ended",
          consequences: known.consequences,
          measures: known.measures,
        },
      },
    ]);
  });

  it("cannot be closed before what it means is decided and told, nor changed afterwards", async () => {
    at("2027-03-07T00:00:00Z");
    const { id } = await recordBreach(one, happened);
    const note = "The disk came back unopened.";
    expect(await code(closeBreach(one, { id, note }))).toBe("conflict");
    const organization_ids = [account.organizationId];
    await assessBreach(one, { id, ...known, organization_ids });
    expect(await code(closeBreach(one, { id, note }))).toBe("conflict");
    await reportBreach(one, { id, authority: "The authority" });
    expect(await code(closeBreach(one, { id, note }))).toBe("conflict");
    await tellAffected(one, { id });
    expect((await closeBreach(one, { id, note })).closing_note).toBe(note);
    expect(await code(assessBreach(one, { id, ...known, organization_ids }))).toBe("conflict");
    expect((await listBreaches(one)).map((row) => row.closed_at !== null)).toEqual([false, false, true]);
  });

  it("are nobody's but the staff's, and only the privacy staff's to write", async () => {
    expect(await code(listBreaches(account.ctx))).toBe("not_found");
    expect(await code(recordBreach(account.ctx, happened))).toBe("not_found");
    expect(await code(recordBreach(staff("usr_s", "support"), happened))).toBe("forbidden");
    expect(await code(recordBreach(one, { ...happened, aware_at: "2999-01-01T00:00:00Z" }))).toBe(
      "invalid_request",
    );
    expect(await code(closeBreach(one, { id: "brc_none", note: "It is not there." }))).toBe("not_found");
  });
});

describe("row 18: legal requests", () => {
  const asked = () => ({
    authority: "District court",
    reference: "12 Gs 34/27",
    basis: "Section 95 of the code",
    demands: "Who holds the account, and where they can be reached.",
    scope: ["contact" as const],
    user_id: account.userId,
    received_at: "2027-03-01T08:00:00Z",
  });
  const answer = (id: string, ctx = one) => answerLegalRequest(ctx, { id }, personalRooms);

  it("gives out nothing before two different people agreed, and then the scope and no more", async () => {
    const { id, state } = await recordLegalRequest(one, asked());
    expect(state).toBe("open");
    expect(await code(answer(id))).toBe("forbidden");
    expect((await approveLegalRequest(one, { id })).state).toBe("approved_once");
    expect(await code(approveLegalRequest(one, { id }))).toBe("forbidden");
    expect(await code(answer(id))).toBe("forbidden");
    expect((await approveLegalRequest(two, { id })).state).toBe("approved");
    expect(await code(approveLegalRequest(staff("usr_three"), { id }))).toBe("conflict");
    expect(await code(refuseLegalRequest(one, { id, reason: "It is too late for it." }))).toBe("conflict");

    const { name, text } = await answer(id);
    expect(name).toBe(`${id}.json`);
    const given = JSON.parse(text) as { tables: { table: string; rows: Record<string, unknown>[] }[] };
    const users = given.tables.find(({ table }) => table === "users");
    expect(users?.rows).toEqual([expect.objectContaining({ email: account.email })]);
    expect(users?.rows[0]).not.toHaveProperty("created_at");
    expect(text).not.toContain("scrypt");
    expect(text).not.toContain(other.email);
    const rows = given.tables.reduce((sum, table) => sum + table.rows.length, 0);
    const [listed] = await listLegalRequests(one);
    expect(listed).toMatchObject({ id, state: "answered", answered_rows: rows });
  });

  it("of two who agree at the same moment counts both, of one who agrees twice one", async () => {
    const both = await recordLegalRequest(one, asked());
    await Promise.all([approveLegalRequest(one, both), approveLegalRequest(two, both)]);
    const once = await recordLegalRequest(one, asked());
    const twice = await Promise.all([
      code(approveLegalRequest(one, once)),
      code(approveLegalRequest(one, once)),
    ]);
    expect(twice.sort()).toEqual(["forbidden", "nothing"]);
    const states = new Map((await listLegalRequests(one)).map(({ id, state }) => [id, state]));
    expect([states.get(both.id), states.get(once.id)]).toEqual(["approved", "approved_once"]);
  });

  it("tells whom it concerns once nothing forbids it any more", async () => {
    at("2027-03-02T08:00:00Z");
    const row = await recordLegalRequest(one, { ...asked(), silent_until: "2027-06-01T00:00:00Z" });
    await approveLegalRequest(one, row);
    await approveLegalRequest(two, row);
    expect(await code(tellOfLegalRequest(one, row))).toBe("conflict");
    await answer(row.id);
    expect(await code(tellOfLegalRequest(one, row))).toBe("conflict");
    at("2027-06-01T00:00:01Z");
    expect((await tellOfLegalRequest(one, row)).told_at).toBe("2027-06-01T00:00:01.000Z");
    expect(await code(tellOfLegalRequest(one, row))).toBe("conflict");
    expect(await mailsAbout("legal_request")).toEqual([
      {
        userId: account.userId,
        facts: { about: "legal_request", authority: "District court", scope: "names and addresses" },
      },
    ]);
  });

  it("are refused with a reason, and concern somebody", async () => {
    const row = await recordLegalRequest(one, asked());
    const reason = "The court has no say here.";
    expect(await refuseLegalRequest(one, { ...row, reason })).toMatchObject({ state: "refused" });
    expect(await code(approveLegalRequest(two, row))).toBe("conflict");
    expect(await code(answer(row.id))).toBe("forbidden");
    expect(await code(recordLegalRequest(one, { ...asked(), user_id: "" }))).toBe("invalid_request");
    expect(await code(listLegalRequests(staff("usr_s", "support")))).toBe("forbidden");
    expect(await code(recordLegalRequest(account.ctx, asked()))).toBe("not_found");
  });
});
