import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { alarmOfLag, listDue, runSweep } from "@/lib/api/retention/run-sweep";
import { retentionRules } from "@/lib/api/retention/rules";
import { apiJobs } from "@/lib/api/jobs";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { nobodySpared, type NoteRemoved } from "@/lib/core/retention";
import { databasePool, db, type Context } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { closeAccount, keepReceipts, openPrivacyRequest, placeHold, releaseHold } from "@/lib/privacy";
import { putObject } from "@/lib/storage";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

/** Rows 22 to 27 of the policy's table of clauses: each rule a day before its time and a day after it. */

const START = new Date("2027-01-31T12:00:00Z");
const realNow = clock.now;
const never = new AbortController().signal;
let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount({ credits: 100 });
});
afterEach(() => {
  clock.now = realNow;
});
const at = (moment: Date) => (clock.now = () => moment);
const daysOn = (days: number) => new Date(START.getTime() + days * 86_400_000);
const yearsOn = (years: number, days: number) => {
  const end = new Date(START);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return new Date(end.getTime() + days * 86_400_000);
};
const rule = (id: string) => retentionRules.find((each) => each.id === id)!;
const insert = (table: string, row: Record<string, unknown>) =>
  databasePool().query(
    `INSERT INTO ${table} (${Object.keys(row).join(", ")})
     VALUES (${Object.keys(row).map((_, index) => `$${index + 1}`)})`,
    Object.values(row),
  );
const of = () => ({ organization_id: account.organizationId });

/** The rule, what its row looks like, and how long that is kept. */
const cases: [string, () => Promise<unknown>, (days: number) => Date][] = [
  [
    "request_log",
    () =>
      insert("api_requests", {
        ...{ id: newId("request"), ...of(), api_key_id: "key_a", method: "GET", endpoint: "/" },
        ...{ status_code: 200, duration_ms: 1, created_at: START },
      }),
    (days) => daysOn(365 + days),
  ],
  [
    "events",
    () =>
      insert("events", {
        ...{ id: newId("event"), ...of(), type: "generation.failed", subject_id: "gen_x" },
        ...{ data: "{}", created_at: START },
      }),
    (days) => daysOn(30 + days),
  ],
  [
    "sessions",
    () =>
      insert("sessions", {
        ...{ id: newId("session"), user_id: account.userId, ...of(), device: "Firefox" },
        ...{ created_at: daysOn(-7), last_seen_at: START, expires_at: START },
      }),
    (days) => daysOn(30 + days),
  ],
  [
    "privacy_requests",
    () =>
      insert("privacy_requests", {
        ...{ id: newId("privacyRequest"), user_id: account.userId, type: "restriction", source: "portal" },
        ...{ status: "completed", received_at: START, due_at: START, due_rule: "30 days", runs_at: START },
        completed_at: START,
      }),
    (days) => yearsOn(2, days),
  ],
  [
    "exports",
    async () => {
      const id = newId("privacyRequest");
      await insert("privacy_requests", {
        ...{ id, user_id: account.userId, type: "export", source: "portal", status: "completed" },
        ...{ received_at: START, due_at: START, due_rule: "30 days", runs_at: START, completed_at: START },
      });
      const name = `${id}/1/export.zip`;
      const stored = await putObject({ ...account, name, bytes: new Uint8Array(9) });
      const ours = { id: newId("personExport"), requestId: id, userId: account.userId, number: 1 };
      await db().personExport.create({
        data: { ...ours, ...stored, downloadsLeft: 5, expiresAt: daysOn(7) },
      });
    },
    (days) => daysOn(7 + days),
  ],
  [
    "inputs",
    async () => {
      const settings = GenerationSettings.parse({ prompt: "a cube", store_input: false });
      const { id } = await createGeneration(account.ctx, { settings });
      await db().generation.update({
        where: { id },
        data: { status: "completed", completedAt: START, createdAt: START },
      });
    },
    (days) => daysOn(30 + days),
  ],
  [
    "audit_log",
    async () => {
      // What the tests above did was written down at the real time.
      await db().auditEvent.deleteMany();
      await insert("audit_events", {
        ...{ id: newId("audit"), ...of(), actor_kind: "user", actor_id: account.userId },
        ...{ action: "key.create", subject_id: "key_a", request_id: "req_a", created_at: START },
      });
    },
    (days) => daysOn(730 + days),
  ],
  [
    "ledger",
    async () => {
      const gone = newId("organization");
      await insert("credit_balances", { organization_id: gone, balance: 5 });
      await insert("ledger_entries", {
        ...{ id: newId("ledgerEntry"), organization_id: gone, kind: "grant", amount: 5, balance_after: 5 },
        ...{ cause: `${gone}:a`, reason: "Test", created_at: START },
      });
    },
    (days) => yearsOn(7, days),
  ],
];

const noteOf =
  (id: string): NoteRemoved =>
  (removed, query) =>
    keepReceipts({ [id]: removed }, query);
/** What it noted goes with it: the receipt is part of the transaction that removes. */
const killedNoting =
  (id: string): NoteRemoved =>
  async (removed, query) => {
    await keepReceipts({ [id]: removed }, query);
    throw new Error("killed");
  };
const noted = async (id: string) =>
  (await db().retentionReceipt.aggregate({ where: { rule: id }, _sum: { removed: true } }))._sum.removed ?? 0;

const clauses: Record<string, string> = { request_log: "row 23:", inputs: "row 26:" };
const named = cases.map(([id, ...rest]) => [`${clauses[id] ?? "row 27:"} ${id}`, id, ...rest] as const);

describe("each rule", () => {
  it.each(named)(
    "%s leaves what is a day short of its time, and removes it a day later",
    async (_name, id, seed, when) => {
      at(START);
      await seed();
      at(when(-1));
      expect([
        await rule(id).due(clock.now(), nobodySpared),
        await rule(id).sweep(100, nobodySpared),
      ]).toEqual([0, 0]);
      at(when(1));
      const spared = { organizationIds: [account.organizationId], userIds: [account.userId] };
      // Books of whom nobody knows any more are nobody's to spare.
      if (id !== "ledger") expect(await rule(id).sweep(100, spared)).toBe(0);
      const due = await rule(id).due(clock.now(), nobodySpared);
      expect(due).toBeGreaterThan(0);
      await expect(rule(id).sweep(100, nobodySpared, killedNoting(id))).rejects.toThrow("killed");
      expect([await rule(id).due(clock.now(), nobodySpared), await noted(id)]).toEqual([due, 0]);
      expect(await rule(id).sweep(100, nobodySpared, noteOf(id))).toBe(due);
      expect(await noted(id)).toBe(due);
      expect([
        await rule(id).due(clock.now(), nobodySpared),
        await rule(id).sweep(100, nobodySpared),
      ]).toEqual([0, 0]);
    },
  );
});

describe("row 22: a closed account", () => {
  it("is there after two years less a day, and erased a day later, once", async () => {
    const leaving = await makeAccount();
    at(START);
    await closeAccount(leaving.ctx, { password: leaving.password });
    at(yearsOn(2, -1));
    expect(await rule("accounts").sweep(100, nobodySpared)).toBe(0);
    at(yearsOn(2, 1));
    await expect(rule("accounts").sweep(100, nobodySpared, killedNoting("accounts"))).rejects.toThrow(
      "killed",
    );
    expect(await noted("accounts")).toBe(0);
    expect(await rule("accounts").sweep(100, nobodySpared, noteOf("accounts"))).toBe(1);
    expect(await rule("accounts").sweep(100, nobodySpared, noteOf("accounts"))).toBe(0);
    expect(await noted("accounts")).toBe(1);
    const request = await db().privacyRequest.findFirstOrThrow({ where: { userId: leaving.userId } });
    expect(request).toMatchObject({ source: "retention", type: "erasure", status: "waiting" });
    await apiJobs["privacy.person_request"](
      { requestId: request.id },
      { attempt: 1, maxAttempts: 5, jobId: "1", signal: never },
    );
    expect(await db().user.count({ where: { id: leaving.userId } })).toBe(0);
    expect(await db().organization.count({ where: { id: leaving.organizationId } })).toBe(0);
  });
});

describe("row 27: the engine", () => {
  const old = () =>
    insert("support_tickets", {
      ...{ id: newId("ticket"), ...of(), user_id: account.userId, subject: "Old" },
      ...{ created_at: START, last_message_at: START },
    });
  const staff: Context = {
    actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
    organizationId: "",
    requestId: "req_staff",
  };
  const late = async () => (await listDue()).filter((line) => (line.late ?? 0) > 0).map(({ rule: id }) => id);

  it("says what would go without removing it, keeps receipts, and tells of what is a day late", async () => {
    await old();
    at(daysOn(730.5));
    expect((await listDue()).find((line) => line.rule === "support_tickets")).toMatchObject({
      due: 1,
      late: 0,
    });
    at(daysOn(732));
    expect(await late()).toContain("support_tickets");
    expect(await alarmOfLag()).toBeGreaterThan(0);
    const alert = () => db().alert.findFirstOrThrow({ where: { subject: "retention:support_tickets" } });
    expect((await alert()).endedAt).toBeNull();
    // One alert of each rule that lags, and of no other.
    const going = await db().alert.findMany({ where: { endedAt: null } });
    expect(going.map(({ subject }) => subject).sort()).toEqual(
      (await late()).map((rule) => `retention:${rule}`).sort(),
    );
    expect((await runSweep(never)).support_tickets).toBe(1);
    expect((await runSweep(never)).support_tickets).toBe(0);
    expect(await late()).toEqual([]);
    await alarmOfLag();
    expect((await alert()).endedAt).toEqual(clock.now());
    const receipt = await db().retentionReceipt.findFirstOrThrow({
      where: { rule: "support_tickets" },
      orderBy: { day: "desc" },
    });
    expect([receipt.removed, receipt.day.toISOString()]).toEqual([1, "2029-02-01T00:00:00.000Z"]);
  });

  it("rows 19 and 55: leaves what is held or restricted, for years, and takes it when that ends", async () => {
    await old();
    const { id } = await placeHold(staff, {
      organization_id: account.organizationId,
      reason: "Asked for by a court in a fraud case",
      authority: "Court 12 C 34/27",
    });
    at(yearsOn(8, 0));
    expect((await runSweep(never)).support_tickets).toBe(0);
    await releaseHold(staff, id);
    await openPrivacyRequest(account.ctx, { type: "restriction" });
    expect((await runSweep(never)).support_tickets).toBe(0);
    await openPrivacyRequest(account.ctx, { type: "lift_restriction" });
    expect((await runSweep(never)).support_tickets).toBe(1);
  });
});
