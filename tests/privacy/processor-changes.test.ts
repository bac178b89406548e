import { afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { GET as feed } from "@/app/(site)/processors/feed/route";
import { requireProcessor } from "@/lib/accounts";
import { accountJobs } from "@/lib/accounts/jobs";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { db, type Context } from "@/lib/db";
import { setMailPreference } from "@/lib/email";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { listJobs } from "@/lib/jobs";
import {
  announceProcessorChange,
  draftProcessorChange,
  getProcessorRegister,
  listAllChanges,
  listOwnChanges,
  objectToChange,
  withdrawProcessorChange,
} from "@/lib/privacy";
import { privacyJobs } from "@/lib/privacy/jobs";
import { freshDatabase } from "../support/database";
import { startMailServer, type ReceivedMail } from "../support/mail-server";
import { makeAccount, type TestAccount } from "../support/make-account";

let account: TestAccount;
let received: ReceivedMail[];
beforeAll(async () => {
  await freshDatabase();
  const server = await startMailServer();
  received = server.received;
  account = await makeAccount();
  return server.close;
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const START = new Date("2027-01-01T12:00:00Z");
const day = (days: number) => new Date(START.getTime() + days * 86_400_000);
const at = (days: number) => (clock.now = () => day(days));
const staff: Context = {
  actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
  organizationId: "",
  requestId: "req_staff",
};
const entry = (name: string) => ({
  ...{ name, purpose: "Makes models", country: "US", data_categories: ["pictures"], trains: false },
  ...{ policy_url: null, retention: "Nothing", endpoints: ["POST /api/v1/generations"] },
  transfer_mechanism: "standard contractual clauses, module 3",
});
const summary = "A further engine, for finer surfaces.";
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: string }) => error.code,
  );

async function announced(name: string, kind: "added" | "changed" | "ended", onDay: number): Promise<string> {
  const { id } = await draftProcessorChange(staff, { kind, summary, entry: entry(name) });
  await announceProcessorChange(staff, { id, effective_at: day(onDay).toISOString() });
  return id;
}
const reaches = (name: string, { ctx } = account) => code(requireProcessor(ctx, name));

describe("row 13: a change of processors", () => {
  it("row 41: is refused sooner than thirty days ahead, and for whom a transfer abroad has no ground", async () => {
    at(0);
    const draft = await draftProcessorChange(staff, { kind: "added", summary, entry: entry("early") });
    const effective_at = new Date(day(30).getTime() - 1000).toISOString();
    expect(await code(announceProcessorChange(staff, { ...draft, effective_at }))).toBe("invalid_request");
    const groundless = { ...entry("abroad"), transfer_mechanism: null };
    expect(await code(draftProcessorChange(staff, { kind: "added", summary, entry: groundless }))).toBe(
      "invalid_request",
    );
    expect(await code(draftProcessorChange(account.ctx, { kind: "added", summary, entry: entry("x") }))).toBe(
      "not_found",
    );
  });

  it("row 41: is refused by the database itself where a transfer has no ground, whoever writes", async () => {
    const write = (transfer: object, kind = "added") =>
      db()
        .$executeRaw`INSERT INTO processor_changes (id, processor, kind, summary, entry, created_by, created_at)
        VALUES (${newId("processorChange")}, 'raw', ${kind}, '', ${JSON.stringify(transfer)}::jsonb, 'sql', now())`;
    const grounds = /processor_changes_transfer_has_ground/;
    const lawful = { country: "US", transfer_mechanism: "adequacy decision" };
    const unlawful = [
      {},
      { ...lawful, transfer_mechanism: null },
      { ...lawful, transfer_mechanism: "  " },
      { ...lawful, country: null },
      { ...lawful, country: "" },
    ];
    for (const transfer of unlawful) {
      await expect(write(transfer)).rejects.toThrow(grounds);
      await expect(write(transfer, "changed")).rejects.toThrow(grounds);
    }
    expect(await write(lawful)).toBe(1);
    expect(await write({}, "ended")).toBe(1);
    const take = db().$executeRaw`UPDATE processor_changes SET entry = entry - 'transfer_mechanism'
      WHERE processor = 'raw' AND kind = 'added'`;
    await expect(take).rejects.toThrow(grounds);
    const enable = (days: number | null) => db().$executeRaw`
      UPDATE processor_changes SET announced_at = ${days === null ? null : day(-days)}, effective_at = ${day(0)}
      WHERE processor = 'raw'`;
    for (const days of [null, 29]) await expect(enable(days)).rejects.toThrow(/announced_ahead/);
    expect(await enable(30)).toBe(2);
    await db().processorChange.deleteMany({ where: { processor: "raw" } });
  });

  it("is told to those who decide, by mail, on the page and in the feed, once", async () => {
    at(0);
    await setMailPreference(account, { topic: "all", wanted: false }, "settings");
    const id = await announced("finer", "added", 30);
    const signal = new AbortController().signal;
    const tell = () =>
      privacyJobs["privacy.processor_notice"]({ id }, { attempt: 1, maxAttempts: 1, jobId: "1", signal });
    await Promise.all([tell(), tell()]);
    const planned = (await listJobs()).filter(({ job }) => job === "account.email");
    expect(planned).toHaveLength(1);
    const facts = { about: "processor_change", processor: "finer", kind: "added", summary } as const;
    await accountJobs["account.email"](
      { userId: account.userId, facts: { ...facts, effectiveAt: day(30).toISOString() } },
      { attempt: 1, maxAttempts: 1, jobId: "2", signal },
    );
    // A notice that the contract owes: nobody can have stopped it.
    expect(received.at(-1)!.to).toEqual([account.email]);
    expect(received.at(-1)!.text).toContain("finer");
    const register = await getProcessorRegister();
    expect(register.changes).toMatchObject([{ processor: "finer", effective_at: day(30).toISOString() }]);
    expect(register.data).toContainEqual({ ...entry("finer"), status: "announced" });
    expect(await (await feed()).json()).toMatchObject({ items: [{ id, content_text: summary }] });
    const [change] = (await listAllChanges(staff)).filter((one) => one.id === id);
    expect(change).toMatchObject({ state: "announced", told: 1 });
    expect(await code(announceProcessorChange(staff, { id, effective_at: day(40).toISOString() }))).toBe(
      "conflict",
    );
  });

  it("holds from its day on and not before, also where it was set up already", async () => {
    at(0);
    overrideEnv({ uploadthingToken: "eyJhcGlLZXkiOiJzayJ9eyJ9" });
    onTestFinished(() => overrideEnv({ uploadthingToken: undefined }));
    await announced("uploadthing", "added", 31);
    expect(await reaches("uploadthing")).toBe("no_eligible_processor");
    expect((await getProcessorRegister()).data).toContainEqual(
      expect.objectContaining({ name: "uploadthing", status: "announced" }),
    );
    at(32);
    expect(await reaches("uploadthing")).toBe("nothing");
    await announced("uploadthing", "ended", 70);
    at(71);
    expect(await reaches("uploadthing")).toBe("no_eligible_processor");
  });

  it("that was withdrawn begins never", async () => {
    at(0);
    const id = await announced("withdrawn", "added", 31);
    await withdrawProcessorChange(staff, { id });
    at(32);
    expect(await reaches("withdrawn")).toBe("no_eligible_processor");
    expect(await code(withdrawProcessorChange(staff, { id }))).toBe("conflict");
    expect((await getProcessorRegister()).changes.map(({ processor }) => processor)).not.toContain(
      "withdrawn",
    );
  });
});

describe("row 13: an objection", () => {
  it("keeps that organization's data from the party from its day on, and nobody else's", async () => {
    at(0);
    const other = await makeAccount();
    const id = await announced("own", "changed", 30);
    expect(await code(objectToChange(account.as("developer"), { id, reason: "" }))).toBe("forbidden");
    const wish = { id, reason: "Not in the US, please." };
    await Promise.all([objectToChange(account.ctx, wish), objectToChange(account.ctx, wish)]);
    expect(await db().processorObjection.count({ where: { changeId: id } })).toBe(1);
    expect((await listOwnChanges(account.ctx)).find((one) => one.id === id)).toMatchObject({
      objected_at: START.toISOString(),
    });
    expect((await listOwnChanges(other.ctx)).find((one) => one.id === id)!.objected_at).toBeNull();
    const make = ({ ctx }: TestAccount) =>
      code(
        createGeneration(ctx, { settings: GenerationSettings.parse({ prompt: "a cube", engine: "text" }) }),
      );
    at(29);
    expect(await make(account)).toBe("nothing");
    at(31);
    // Fails closed: refused and not charged, and sent to nobody else.
    expect(await make(account)).toBe("no_eligible_processor");
    expect(await make(other)).toBe("nothing");
    expect(await code(objectToChange(other.ctx, { id, reason: "" }))).toBe("conflict");
    expect(await db().auditEvent.count({ where: { action: "processor_change.object", subjectId: id } })).toBe(
      1,
    );
    // The staff reads who objects and why.
    expect((await listAllChanges(staff)).find((one) => one.id === id)!.objections).toEqual([
      {
        ...{ organization_id: account.organizationId, reason: wish.reason },
        ...{ objected_at: START.toISOString(), refusable: true },
      },
    ]);
    expect(await code(listAllChanges(other.ctx))).toBe("not_found");
  });

  it("to who serves everybody at once is written down for a person to answer, and promises nothing", async () => {
    at(0);
    for (const name of ["mail:other.example", "storage:other.example"]) {
      const id = await announced(name, "added", 30);
      const { ctx } = account;
      expect((await listOwnChanges(ctx)).find((one) => one.id === id)).toMatchObject({ refusable: false });
      await objectToChange(ctx, { id, reason: "" });
      expect((await listAllChanges(staff)).find((one) => one.id === id)!.objections).toMatchObject([
        { organization_id: account.organizationId, refusable: false },
      ]);
      at(31);
      expect(await reaches(name)).toBe("nothing");
      at(0);
    }
  });

  it("to a change that does not exist, or is a draft, is not found", async () => {
    const { id } = await draftProcessorChange(staff, { kind: "added", summary, entry: entry("draft") });
    expect(await code(objectToChange(account.ctx, { id, reason: "" }))).toBe("not_found");
  });
});
