import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { nobodySpared } from "@/lib/core/retention";
import { db, transaction, type Context } from "@/lib/db";
import {
  acknowledgeAlert,
  alarmOfSilence,
  endAlert,
  listAlerts,
  raiseAlert,
  recordFindings,
  tellOnCall,
} from "@/lib/status";
import { commands } from "@/lib/run/commands";
import { statusRetention } from "@/lib/status/jobs";
import { freshDatabase } from "../support/database";
import { startMailServer, type ReceivedMail } from "../support/mail-server";
import { makeAccount } from "../support/make-account";

let received: ReceivedMail[];
let nobody: Context;
beforeAll(async () => {
  await freshDatabase();
  const server = await startMailServer();
  received = server.received;
  nobody = (await makeAccount()).ctx;
  return server.close;
});
const realNow = clock.now;
const START = new Date("2027-03-01T10:00:00Z").getTime();
const after = (seconds: number) => {
  const moment = new Date(START + seconds * 1000);
  clock.now = () => moment;
  return moment;
};
const reset = async () => {
  await db().alert.deleteMany();
  await db().outage.deleteMany();
  await db().probeState.deleteMany();
  overrideEnv({ oncallEmails: ["ada@printpal.example", "bob@printpal.example"] });
  received.length = 0;
};
beforeEach(reset);
afterEach(() => {
  clock.now = realNow;
});

const staff = (role: "operator" | "privacy" | "support"): Context => ({
  actor: { kind: "staff", userId: `usr_${role}`, role },
  organizationId: "",
  requestId: "req_staff",
});
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );
const raise = (subject = "outage:jobs", desk?: "privacy") =>
  transaction(undefined, (tx) =>
    raiseAlert(tx, { subject, summary: "Something is wrong", startedAt: clock.now(), desk }),
  );
const only = async () => (await listAlerts(staff("support")))[0];
const mailed = () => received.flatMap(({ to }) => to).sort();

describe("row 33: an alert", () => {
  it("of a killed worker is mailed to who is on call within two minutes, again each quarter of an hour, until it is acknowledged", async () => {
    const began = after(0);
    await recordFindings([{ component: "jobs", works: true, latencyMs: 5 }], began);
    // As the site looks, every twenty seconds.
    const look = async (seconds: number) => {
      after(seconds);
      await alarmOfSilence(began);
      return tellOnCall();
    };
    for (let seconds = 10; seconds < 90; seconds += 20) expect(await look(seconds)).toBe(0);
    expect(mailed()).toEqual([]);
    expect(await look(110)).toBe(1);
    expect(mailed()).toEqual(["ada@printpal.example", "bob@printpal.example"]);
    expect(received[0].text).toContain("Subject: Alert: No worker has probed the service");
    expect(received[0].text).toContain("/admin/alerts");
    expect(await only()).toMatchObject({
      ...{ subject: "outage:jobs", times_told: 1, told_to: ["a…@printpal.example", "b…@printpal.example"] },
      ...{ started_at: began.toISOString(), acknowledged_at: null, ended_at: null },
    });
    expect(await look(110 + 899)).toBe(0);
    expect(await look(110 + 900)).toBe(1);
    expect(received).toHaveLength(4);
    const { id } = await only();
    await acknowledgeAlert(staff("operator"), { id });
    for (const minutes of [20, 60, 600]) expect(await look(minutes * 60)).toBe(0);
    expect(received).toHaveLength(4);
    expect(await only()).toMatchObject({
      ...{ acknowledged_by: "usr_operator", acknowledged_at: new Date(START + 1_010_000).toISOString() },
      ended_at: null,
    });
    // It probes again: what was wrong is over, and the next time is another alert.
    await recordFindings([{ component: "jobs", works: true, latencyMs: 5 }], after(40_000));
    expect((await only()).ended_at).toBe(new Date(START + 40_000_000).toISOString());
    expect(await look(40_100)).toBe(1);
    expect(await db().alert.count()).toBe(2);
  });

  it("of a part that fails is raised with its outage and ends with it", async () => {
    for (const seconds of [0, 60])
      await recordFindings([{ component: "storage", works: false, latencyMs: 5 }], after(seconds));
    expect(await only()).toMatchObject({ subject: "outage:storage", summary: "Out of order: Files" });
    await recordFindings([{ component: "storage", works: true, latencyMs: 5 }], after(120));
    expect([(await only()).ended_at, await tellOnCall()]).toEqual([
      new Date(START + 120_000).toISOString(),
      0,
    ]);
  });

  it("is mailed eight times at most, and never once it is over", async () => {
    after(0);
    await raise();
    for (let time = 0; time < 12; time++) {
      after(time * 900);
      expect(await tellOnCall()).toBe(time < 8 ? 1 : 0);
    }
    expect(received).toHaveLength(16);
    await raise("outage:database");
    await transaction(undefined, (tx) => endAlert(tx, "outage:database"));
    expect(await tellOnCall()).toBe(0);
  });

  it("is raised once and told of once, however many processes find it at once", async () => {
    after(0);
    const raised = await Promise.all(Array.from({ length: 4 }, () => raise()));
    expect(raised.filter(Boolean)).toHaveLength(1);
    const told = await Promise.all(Array.from({ length: 4 }, () => tellOnCall()));
    expect(told.sort()).toEqual([0, 0, 0, 1]);
    expect(mailed()).toEqual(["ada@printpal.example", "bob@printpal.example"]);
  });

  it("that no mailbox takes is tried again a minute later; one of several that does is enough", async () => {
    after(0);
    await raise();
    overrideEnv({ oncallEmails: ["ada@bounce.example"] });
    expect(await tellOnCall()).toBe(0);
    expect(await only()).toMatchObject({ times_told: 0, told_at: null });
    overrideEnv({ oncallEmails: ["ada@bounce.example", "bob@printpal.example"] });
    after(59);
    expect(await tellOnCall()).toBe(0);
    after(60);
    expect(await tellOnCall()).toBe(1);
    expect([mailed(), (await only()).told_to]).toEqual([["bob@printpal.example"], ["b…@printpal.example"]]);
  });

  it("goes to all operators of the staff where nobody is named", async () => {
    after(0);
    overrideEnv({ oncallEmails: [] });
    await raise();
    expect(await tellOnCall()).toBe(0);
    const { email, userId } = await makeAccount();
    await db().user.update({ where: { id: userId }, data: { staffRole: "operator" } });
    after(60);
    expect(await tellOnCall()).toBe(1);
    expect(mailed()).toEqual([email]);
  });
});

describe("row 33: to acknowledge an alert", () => {
  it("is for the staff of its desk and for operators, and what there is not is not found", async () => {
    after(0);
    await raise();
    await raise("privacy_request:prq_x", "privacy");
    const [system, privacy] = await db().alert.findMany({ orderBy: { subject: "asc" } });
    const by = (ctx: Context, { id }: { id: string }) => code(acknowledgeAlert(ctx, { id }));
    expect([await by(nobody, system), await code(listAlerts(nobody))]).toEqual(["not_found", "not_found"]);
    expect(await by(staff("operator"), { id: `alt_${"0".repeat(22)}` })).toBe("not_found");
    expect([await by(staff("support"), system), await by(staff("privacy"), system)]).toEqual([
      "forbidden",
      "forbidden",
    ]);
    expect([await by(staff("support"), privacy), await by(staff("privacy"), privacy)]).toEqual([
      "forbidden",
      "done",
    ]);
    expect(await by(staff("operator"), system)).toBe("done");
  });

  it("works once, also for two at once, and no more when it is over", async () => {
    after(0);
    await raise();
    const { id } = await only();
    const both = [staff("operator"), { ...staff("operator"), requestId: "req_other" }];
    const codes = await Promise.all(both.map((ctx) => code(acknowledgeAlert(ctx, { id }))));
    expect(codes.sort()).toEqual(["conflict", "done"]);
    expect(await code(acknowledgeAlert(staff("operator"), { id }))).toBe("conflict");
    expect(await db().auditEvent.count({ where: { action: "alert.acknowledge", subjectId: id } })).toBe(1);
    await raise("outage:database");
    await transaction(undefined, (tx) => endAlert(tx, "outage:database"));
    const over = await db().alert.findFirstOrThrow({ where: { subject: "outage:database" } });
    expect(await code(acknowledgeAlert(staff("operator"), over))).toBe("conflict");
  });
});

describe("rows 33 and 59: the operator's command line", () => {
  const run = (name: string, values = {}, operands: string[] = []) => commands[name].run(values, operands);

  it("lists what is wrong, and takes one upon the operator, once", async () => {
    after(0);
    expect(await run("alerts list")).toEqual({ json: { alerts: [] }, text: "Nothing is wrong." });
    await raise("privacy_request:prq_x", "privacy");
    await tellOnCall();
    const { id } = await only();
    const { text } = await run("alerts list");
    expect(text).toContain(`${id}  Something is wrong, since 2027-03-01T10:00:00.000Z`);
    expect(text).toContain("mails written: 1, last to a…@printpal.example");
    expect(await run("alerts acknowledge", {}, [id])).toMatchObject({ text: `${id} is acknowledged.` });
    expect(await only()).toMatchObject({ acknowledged_by: "operator" });
    expect(await code(run("alerts acknowledge", {}, [id]))).toBe("conflict");
    expect(await code(run("alerts acknowledge", {}, [`alt_${"0".repeat(22)}`]))).toBe("not_found");
    await expect(run("alerts acknowledge", {}, ["prq_x"])).rejects.toThrow("no alert");
    expect(await db().auditEvent.count({ where: { action: "alert.acknowledge", subjectId: id } })).toBe(1);
    // Acknowledged, it goes on; over, it is shown where everything is asked for.
    expect((await run("alerts list")).text).toContain("operator looks at it since");
    await transaction(undefined, (tx) => endAlert(tx, "privacy_request:prq_x"));
    expect((await run("alerts list")).text).toBe("Nothing is wrong.");
    expect((await run("alerts list", { all: true })).text).toContain("over since");
  });
});

it("row 27: an alert is forgotten a year after its end, and never while it goes on", async () => {
  const rule = statusRetention.find(({ id }) => id === "alerts")!;
  after(0);
  await raise();
  await raise("outage:database");
  await transaction(undefined, (tx) => endAlert(tx, "outage:database"));
  after(364 * 86_400);
  expect(await rule.sweep(100, nobodySpared)).toBe(0);
  after(366 * 86_400);
  expect(await rule.sweep(100, nobodySpared)).toBe(1);
  expect(await only()).toMatchObject({ subject: "outage:jobs", ended_at: null });
});
