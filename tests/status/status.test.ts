import { createServer } from "node:http";
import { writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { nobodySpared } from "@/lib/core/retention";
import { overrideEnv } from "@/lib/core/env";
import { db, transaction } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { alarmOfSilence, getStatus, probeComponents, recordFindings, type Finding } from "@/lib/status";
import { statusJobs, statusRetention } from "@/lib/status/jobs";
import { freshDatabase } from "../support/database";

let dataDir: string;
let siteStatus = 200;
const site = createServer((_request, response) => response.writeHead(siteStatus).end("{}"));
const realNow = clock.now;

beforeAll(async () => {
  ({ dataDir } = await freshDatabase());
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  overrideEnv({ publicUrl: `http://127.0.0.1:${(site.address() as AddressInfo).port}` });
});
afterAll(() => void site.close());
beforeEach(async () => {
  siteStatus = 200;
  await db().probeState.deleteMany();
  await db().probeDay.deleteMany();
  await db().outage.deleteMany();
  await db().alert.deleteMany();
});
afterEach(() => {
  clock.now = realNow;
});

const at = (time: string): Date => {
  const moment = new Date(time);
  clock.now = () => moment;
  return moment;
};
const found = (works: boolean, latencyMs = 5): Finding[] => [{ component: "website", works, latencyMs }];
const website = async () => (await getStatus()).components[0];
const failing = async () =>
  (await probeComponents()).filter(({ works }) => !works).map(({ component }) => component);

describe("row 33: a worker that is dead", () => {
  const open = () => db().outage.findMany({ where: { endedAt: null } });

  it("is told of by the site within two minutes of its last probe, once, until it probes again", async () => {
    const errors = vi.spyOn(log, "error").mockImplementation(() => undefined);
    onTestFinished(() => errors.mockRestore());
    const began = at("2026-07-01T10:00:00Z");
    await recordFindings([{ component: "jobs", works: true, latencyMs: 5 }], at("2026-07-01T11:00:00Z"));
    at("2026-07-01T11:01:29Z");
    expect([await alarmOfSilence(began), errors.mock.calls, await open()]).toEqual([false, [], []]);
    at("2026-07-01T11:01:31Z");
    const both = await Promise.all([alarmOfSilence(began), alarmOfSilence(began)]);
    expect(both.sort()).toEqual([false, true]);
    expect(errors.mock.calls.map(([message]) => message)).toEqual([
      "no worker has probed the service for a minute and a half: look whether one runs",
    ]);
    expect(await open()).toMatchObject([{ component: "jobs", startedAt: new Date("2026-07-01T11:00:00Z") }]);
    await recordFindings([{ component: "jobs", works: true, latencyMs: 5 }], at("2026-07-01T11:05:00Z"));
    expect(await open()).toEqual([]);
    expect(await alarmOfSilence(began)).toBe(false);
  });

  it("has the time for its first probe where the site has just started, on an old database too", async () => {
    await recordFindings([{ component: "jobs", works: true, latencyMs: 5 }], at("2026-07-01T11:00:00Z"));
    const began = at("2026-07-03T09:00:00Z");
    at("2026-07-03T09:01:20Z");
    expect(await alarmOfSilence(began)).toBe(false);
    at("2026-07-03T09:01:40Z");
    expect(await alarmOfSilence(began)).toBe(true);
  });
});

describe("row 33: a probe", () => {
  it("finds all parts at work, and takes no trace of it", async () => {
    expect((await probeComponents()).map(({ component, works }) => [component, works])).toEqual([
      ["website", true],
      ["database", true],
      ["storage", true],
      ["jobs", true],
    ]);
  });

  it("finds a site that answers 503, and one that does not answer", async () => {
    siteStatus = 503;
    expect(await failing()).toEqual(["website"]);
    overrideEnv({ publicUrl: "http://127.0.0.1:9" });
    expect(await failing()).toEqual(["website"]);
    overrideEnv({ publicUrl: `http://127.0.0.1:${(site.address() as AddressInfo).port}` });
  });

  it("finds storage that cannot be written", async () => {
    expect(await failing()).toEqual([]);
    const file = path.join(dataDir, "a-file");
    await writeFile(file, "");
    overrideEnv({ dataDir: path.join(file, "no-folder") });
    expect(await failing()).toEqual(["storage"]);
    overrideEnv({ dataDir });
  });

  it("finds a queue in which a job has waited for more than five minutes", async () => {
    await transaction(undefined, (tx) => enqueue(tx, "generation.run", { generationId: "gen_1" }));
    expect(await failing()).toEqual([]);
    clock.now = () => new Date(Date.now() + 5 * 60_000 + 1_000);
    expect(await failing()).toEqual(["jobs"]);
  });
});

describe("the status", () => {
  it("is unknown before the first probe, and three minutes after the last", async () => {
    expect(await getStatus()).toMatchObject({ state: "unknown", outages: [] });
    await statusJobs["status.probe"](null, {
      attempt: 1,
      maxAttempts: 5,
      jobId: "1",
      signal: new AbortController().signal,
    });
    const status = await getStatus();
    expect(status.components.map(({ uptime, days }) => [uptime, days.length, days[89].probes])).toEqual(
      Array(4).fill([1, 90, 1]),
    );
    clock.now = () => new Date(Date.now() + 181_000);
    expect((await getStatus()).state).toBe("unknown");
  });

  it("counts by day, and names each of ninety days", async () => {
    for (const time of ["2026-03-01T23:59:30Z", "2026-03-02T00:00:30Z", "2026-03-02T00:01:30Z"])
      await recordFindings(found(time !== "2026-03-02T00:00:30Z", time.length), at(time));
    const { days, uptime, state } = await website();
    expect(days.slice(-2)).toEqual([
      { day: "2026-03-01", probes: 1, failures: 0 },
      { day: "2026-03-02", probes: 2, failures: 1 },
    ]);
    expect(days[0].day).toBe("2025-12-03");
    expect(uptime).toBeCloseTo(2 / 3, 12);
    expect(state).toBe("works");
  });

  it("takes one failing probe for chance and two for an outage, which ends with the first that works", async () => {
    await recordFindings(found(true), at("2026-03-02T10:00:00Z"));
    await recordFindings(found(false), at("2026-03-02T10:01:00Z"));
    expect(await getStatus()).toMatchObject({ state: "fails", outages: [] });
    await recordFindings(found(false), at("2026-03-02T10:02:00Z"));
    await recordFindings(found(false), at("2026-03-02T10:03:00Z"));
    expect((await getStatus()).outages).toMatchObject([
      { name: "Website and API", startedAt: "2026-03-02T10:01:00.000Z", endedAt: null },
    ]);
    await recordFindings(found(true), at("2026-03-02T10:04:00Z"));
    await recordFindings(found(false), at("2026-03-02T10:05:00Z"));
    expect((await getStatus()).outages).toMatchObject([{ endedAt: "2026-03-02T10:04:00.000Z" }]);
  });

  const sweepAll = () => Promise.all(statusRetention.map((rule) => rule.sweep(100, nobodySpared)));

  it("forgets counts and outages after a year", async () => {
    for (const minute of [1, 2]) await recordFindings(found(false), at(`2026-03-02T10:0${minute}:00Z`));
    await recordFindings(found(true), at("2026-03-02T10:03:00Z"));
    at("2027-03-01T10:00:00Z");
    expect(await sweepAll()).toEqual([0, 0, 0]);
    at("2027-03-03T10:00:00Z");
    expect(await sweepAll()).toEqual([1, 1, 1]);
    expect([await db().outage.count(), await db().probeDay.count()]).toEqual([0, 0]);
  });
});
