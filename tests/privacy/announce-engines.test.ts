import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { findProcessingFloor } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { db } from "@/lib/db";
import { listJobs } from "@/lib/jobs";
import { announceEngines, draftProcessorChange, getProcessorRegister, listProcessors } from "@/lib/privacy";
import { ProcessorEntry } from "@/lib/privacy/processor-change-schema";
import { privacyJobs } from "@/lib/privacy/jobs";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import type { DeclaredProvider } from "@/lib/core/declared-provider";

const realNow = clock.now;
const START = new Date("2027-01-01T12:00:00Z");
const at = (days: number) => {
  const moment = new Date(START.getTime() + days * 86_400_000);
  clock.now = () => moment;
  return moment;
};
const provider = (name: string): DeclaredProvider => ({
  ...{ name, protocol: "3daigc", url: "https://engine.example", country: "US", dpa_signed_on: "2026-11-01" },
  ...{ trains: false, retention: "A day at most", keeps_nothing: false, timeout_seconds: 300 },
  ...{
    policy_url: "https://engine.example/privacy",
    transfer_mechanism: "standard contractual clauses, module 3",
  },
});
const declare = (publicUrl: string, ...names: string[]) =>
  overrideEnv({ publicUrl, engineProviders: names.map(provider) });
const PUBLIC = "https://printpal.example";

let account: TestAccount;
const refused = async () => (await findProcessingFloor(account.ctx)).refused;

describe("row 13: an outside engine that the operator declares", () => {
  beforeAll(() => freshDatabase());
  afterEach(() => {
    clock.now = realNow;
  });

  it("begins at once where there is nobody yet to be told, also after the first have come", async () => {
    at(0);
    declare(PUBLIC, "first");
    expect(await announceEngines()).toEqual([]);
    account = await makeAccount();
    at(1);
    expect(await announceEngines()).toEqual([]);
    expect(await refused()).toEqual([]);
    expect(await db().processorChange.count()).toBe(0);
  });

  it("is announced by the start itself, once, and gets nobody's data for thirty days", async () => {
    at(2);
    declare(PUBLIC, "first", "second");
    const starts = await Promise.all(Array.from({ length: 8 }, () => announceEngines()));
    expect(starts.flat()).toEqual(["second"]);
    expect(await announceEngines()).toEqual([]);
    expect(await refused()).toEqual(["second"]);
    const [change] = (await getProcessorRegister()).changes;
    expect(change).toMatchObject({
      ...{ processor: "second", kind: "added" },
      announced_at: at(2).toISOString(),
      effective_at: at(32).toISOString(),
    });
    at(2);
    const { status, ...entry } = listProcessors().data.find(({ name }) => name === "second")!;
    expect(status).toBe("active");
    expect(await db().processorChange.findFirst()).toMatchObject({ entry });
    const job = { attempt: 1, maxAttempts: 1, jobId: "1", signal: new AbortController().signal };
    await privacyJobs["privacy.processor_notice"]({ id: change.id }, job);
    expect(await db().processorChange.findFirst()).toMatchObject({ told: 1 });
    const planned = (await listJobs()).map(({ job }) => job);
    expect(planned.filter((job) => job === "privacy.processor_notice")).toHaveLength(1);
    at(31.999);
    expect(await refused()).toEqual(["second"]);
    at(32);
    expect(await announceEngines()).toEqual([]);
    expect(await refused()).toEqual([]);
  });

  it("waits for the privacy staff where a draft lies with them, and for nobody on a machine of one's own", async () => {
    at(40);
    const entry = ProcessorEntry.strip().parse({ ...listProcessors().data[0], name: "drafted" });
    await draftProcessorChange(
      {
        actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
        organizationId: "",
        requestId: "req_1",
      },
      { kind: "added", summary: "A further engine, for finer surfaces.", entry },
    );
    declare(PUBLIC, "drafted");
    expect(await announceEngines()).toEqual([]);
    expect(await refused()).toEqual(["drafted"]);
    declare("http://localhost:3000", "tried");
    expect(await announceEngines()).toEqual([]);
    expect(await refused()).toEqual(["drafted"]);
  });
});
