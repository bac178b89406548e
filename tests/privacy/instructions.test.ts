import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { startSession } from "@/lib/accounts";
import { GET } from "@/app/(dashboard)/privacy/instructions/csv/route";
import { sessionSecret } from "@/lib/api/auth-options";
import { newId } from "@/lib/core/ids";
import { db, type Context } from "@/lib/db";
import { createGeneration, deleteGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { createKey, updateKey } from "@/lib/keys";
import { getCurrentPolicy, signDpa } from "@/lib/policies";
import {
  archiveProject,
  createProject,
  createRequest,
  listInstructionMonths,
  listInstructions,
  setConsents,
  setProcessingPolicy,
  updateProject,
} from "@/lib/privacy";
import { purposeRegistry } from "@/lib/privacy/purpose-registry";
import { freshDatabase } from "@/tests/support/database";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";

const browser = vi.hoisted(() => ({ token: "" }));
vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(new Headers()),
  cookies: () => Promise.resolve({ get: () => ({ value: browser.token }), set: () => undefined }),
}));

let account: TestAccount;
let stranger: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount();
  stranger = await makeAccount();
  await db().user.update({ where: { id: account.userId }, data: { name: "Ada" } });
});

/** Does it, and dates what the audit log says of it, so that the order is known. */
async function at<T>(moment: string, act: () => Promise<T>): Promise<T> {
  const before = await db().auditEvent.findMany({ select: { id: true } });
  const done = await act();
  await db().auditEvent.updateMany({
    where: { id: { notIn: before.map(({ id }) => id) } },
    data: { createdAt: new Date(moment) },
  });
  return done;
}

const asKey = (keyId: string): Context => ({
  ...account.ctx,
  actor: { kind: "key", keyId, keyName: "Shop", test: false, scopes: ["privacy", "keys"] },
});

const signIn = async ({ userId, organizationId }: TestAccount): Promise<void> => {
  const { id: sessionId } = await startSession({ userId, organizationId, device: "Firefox on Linux" });
  browser.token = await encode({ token: { sessionId }, secret: sessionSecret() });
};
const csv = (search = "") => GET(new Request(`http://localhost/privacy/instructions/csv${search}`));

describe("row 44: the instructions log", () => {
  it("row 44: lists what a customer told us, the newest first, with its moment and who said it", async () => {
    const { ctx } = account;
    await at("2026-09-01T08:00:00Z", () => setProcessingPolicy(ctx, { mode: "own", deny: ["acme"] }));
    const { version } = purposeRegistry.training;
    await at("2026-09-30T23:59:59Z", () =>
      setConsents(ctx, { consents: [{ purpose: "training", given: false, version }] }, ""),
    );
    const project = await at("2026-10-01T00:00:00Z", () =>
      createProject(ctx, { name: "Web shop", processing: { retention: "zero" }, training_consent: "deny" }),
    );
    const { key } = await at("2026-10-02T00:00:00Z", () => createKey(ctx, { name: "Shop" }));
    await at("2026-10-03T00:00:00Z", () => updateKey(ctx, key.id, { project_id: project.id }));
    await at("2026-10-04T00:00:00Z", () =>
      updateProject(ctx, project.id, { name: "Shop", training_consent: null }),
    );
    const { version: dpa, sha256 } = await getCurrentPolicy("dpa");
    const who = { signatory: "Ada Lovelace", company: "Test" };
    await at("2026-11-01T00:00:00Z", () => signDpa(ctx, { version: dpa, sha256, ...who }));
    const wish = { type: "erasure", end_user_id: "ada@example.com" } as const;
    const request = await at("2026-11-02T00:00:00Z", () => createRequest(asKey(key.id), wish));
    const made = await createGeneration(ctx, { settings: GenerationSettings.parse({ prompt: "a cube" }) });
    await at("2026-11-03T00:00:00Z", () => deleteGeneration(ctx, made.id));
    await at("2026-11-04T00:00:00Z", () => archiveProject(ctx, project.id));

    const { data, has_more } = await listInstructions(ctx);
    expect(has_more).toBe(false);
    expect(
      data.map(({ at: when, who: by, through, what }) => [when.slice(0, 10), by, through, what]),
    ).toEqual([
      ["2026-11-04", "Ada", "portal", "Archived project “Shop”: its keys make nothing new"],
      ["2026-11-03", "Ada", "portal", "Erase a generation"],
      ["2026-11-02", "Shop", "api", "Request for an end user: erasure"],
      ["2026-11-01", "Ada", "portal", `Signed the Data Processing Agreement, version ${dpa}`],
      [
        "2026-10-04",
        "Ada",
        "portal",
        "Changed project “Shop”: another name; on training as the organization says",
      ],
      ["2026-10-03", "Ada", "portal", "Key moved into project “Shop”"],
      ["2026-10-01", "Ada", "portal", "New project “Shop”: retention zero; nothing of it trains a model"],
      ["2026-09-30", "Ada", "portal", `Refused training, version ${version}`],
      ["2026-09-01", "Ada", "portal", "Rules of the organization: deny acme; mode own"],
    ]);
    expect(data.map(({ subject }) => subject).slice(0, 3)).toEqual([project.id, made.id, request.id]);
    expect(JSON.stringify(data)).not.toContain("ada@example.com");
  });

  it("row 44: narrows to a month of UTC, names the months, and stops where it is told", async () => {
    expect(await listInstructionMonths(account.ctx)).toEqual(["2026-11", "2026-10", "2026-09"]);
    const days = async (month: string) =>
      (await listInstructions(account.ctx, { month })).data.map(({ at: when }) => when.slice(0, 10));
    expect(await days("2026-10")).toEqual(["2026-10-04", "2026-10-03", "2026-10-01"]);
    expect(await days("2026-09")).toEqual(["2026-09-30", "2026-09-01"]);
    expect(await days("2025-12")).toEqual([]);
    const { data, has_more } = await listInstructions(account.ctx, { limit: 2 });
    expect([data.length, has_more]).toEqual([2, true]);
  });

  it("row 44: is for owners, admins and auditors alone", async () => {
    for (const role of ["owner", "admin", "auditor"] as const)
      expect((await listInstructions(account.as(role))).data.length).toBe(9);
    for (const role of ["developer", "billing", "viewer"] as const) {
      await expect(listInstructions(account.as(role))).rejects.toMatchObject({ code: "forbidden" });
      await expect(listInstructionMonths(account.as(role))).rejects.toMatchObject({ code: "forbidden" });
    }
    const narrow = { ...account.asKey() };
    await expect(listInstructions(narrow)).rejects.toMatchObject({ code: "insufficient_scope" });
  });

  it("row 44: shows another organization nothing of it, also as a file", async () => {
    expect((await listInstructions(stranger.ctx)).data).toEqual([]);
    expect(await listInstructionMonths(stranger.ctx)).toEqual([]);
    browser.token = "";
    expect((await csv()).status).toBe(401);
    await signIn(account);
    const lines = (await (await csv()).text()).trim().split("\r\n");
    expect(lines.length).toBe(10);
    expect(lines[0]).toBe("time,who,through,instruction,action,subject");
    expect(lines[9]).toMatch(
      /^2026-09-01T08:00:00.000Z,Ada,portal,"?Rules of the organization: deny acme; mode own"?,processing_policy.set,org_/,
    );
    expect((await (await csv("?month=2026-09")).text()).trim().split("\r\n").length).toBe(3);
    for (const month of ["2026-13", "all", ""]) expect((await csv(`?month=${month}`)).status).toBe(400);
    await signIn(stranger);
    expect((await (await csv()).text()).trim()).toBe(lines[0]);
  });

  it("row 44: says of somebody who has left, and of what an erasure emptied, no more than is kept", async () => {
    const guest = await makeAccount({ credits: 0 });
    const membership = {
      id: newId("membership"),
      organizationId: account.organizationId,
      userId: guest.userId,
    };
    await db().membership.create({ data: { ...membership, role: "admin" } });
    const actor = { kind: "user", userId: guest.userId, sessionId: "ses_test", role: "admin" } as const;
    await at("2026-11-05T00:00:00Z", () => setProcessingPolicy({ ...account.ctx, actor }, { region: "EU" }));
    await db().membership.deleteMany({
      where: { userId: guest.userId, organizationId: account.organizationId },
    });
    const newest = async () => (await listInstructions(account.ctx, { limit: 1 })).data[0];
    expect(await newest()).toMatchObject({
      who: "Somebody who has left",
      what: "Rules of the organization: region EU",
    });
    await db().auditEvent.updateMany({ where: { actorId: guest.userId }, data: { detail: {} } });
    expect((await newest()).what).toBe("Rules of the organization: none, or not kept any more");
  });
});
