import { createHash } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as readText } from "@/app/(site)/legal/[document]/text/route";
import { accountJobs } from "@/lib/accounts/jobs";
import { resetLimits } from "@/lib/api/rate-limit";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { signUp } from "@/lib/credits";
import { db, type Context } from "@/lib/db";
import { renderEmail } from "@/lib/email";
import { createKey } from "@/lib/keys";
import { flushKeyUse } from "@/lib/keys/touch-key";
import {
  acceptPolicies,
  diffLines,
  discardPolicy,
  draftPolicy,
  getCurrentPolicy,
  listPolicyNotices,
  listPolicyVersions,
  listUnaccepted,
  parsePolicy,
  readPolicyDesk,
  schedulePolicy,
} from "@/lib/policies";
import { policyJobs } from "@/lib/policies/jobs";
import { AcceptedPolicies, requiredDocuments } from "@/lib/policies/schema";
import { getConsents, setConsents } from "@/lib/privacy";
import { privacyJobs } from "@/lib/privacy/jobs";
import { callApi } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";

const staff: Context = {
  actor: { kind: "staff", userId: "usr_s", role: "privacy" },
  organizationId: "",
  requestId: "req_t",
};
const DAY = 86_400_000;
const run = { attempt: 1, maxAttempts: 5, jobId: "1", signal: new AbortController().signal };
const at = (time: number) => vi.spyOn(clock, "now").mockImplementation(() => new Date(time));
const shown = async () =>
  (await Promise.all(requiredDocuments.map((name) => getCurrentPolicy(name)))).map(
    ({ document, version, sha256 }) => ({ document, version, sha256 }),
  );
const mails = () =>
  db().$queryRaw<{ payload: { facts: { about: string } } }[]>`
    SELECT j.payload FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'account.email'`;

let person: number;
const join = async (accepted?: AcceptedPolicies) =>
  signUp(
    {
      email: `p${++person}@example.com`,
      password: "walnut harbour sings at noon",
      accepted: accepted ?? (await shown()),
    },
    { requestId: "req_t" },
  );

beforeAll(async () => {
  person = 0;
  await freshDatabase();
  overrideEnv({ contactEmail: "ask@printpal.example" });
});
afterEach(() => {
  vi.restoreAllMocks();
  resetLimits();
  overrideEnv({ smtpUrl: undefined });
});

describe("row 1: a policy is accepted as it was shown", () => {
  it("shows the mission's own text with the contact address, and its SHA-256", async () => {
    const { text, sha256, version, state } = await getCurrentPolicy("privacy");
    expect([version, state]).toEqual([1, "effective"]);
    expect(text).toContain("Contact us at ask@printpal.example\n");
    expect(text.startsWith('This Privacy Policy describes how PrintPal ("Company,"')).toBe(true);
    expect(sha256).toBe(createHash("sha256").update(text).digest("hex"));
    const headings = parsePolicy(text).flatMap((block) => (block.kind === "heading" ? block.anchor : []));
    expect(headings).toContain("s-4-2");
    expect(new Set(headings).size).toBe(headings.length);
  });

  it("row 1: keeps version, hash, time and actor of a sign-up, and lets nobody change them", async () => {
    const now = Date.parse("2027-01-05T10:00:00Z");
    at(now);
    const { user } = await join();
    const rows = await db().policyAcceptance.findMany({
      where: { userId: user.id },
      orderBy: { number: "asc" },
    });
    const wanted = await shown();
    expect(
      rows.map(({ document, version, sha256, occasion, acceptedAt }) => [
        document,
        version,
        sha256,
        occasion,
        acceptedAt.getTime(),
      ]),
    ).toEqual(wanted.map(({ document, version, sha256 }) => [document, version, sha256, "sign_up", now]));
    // What the page offers to be read, digested by somebody else.
    for (const { document, version, sha256 } of rows) {
      const request = new Request(`https://portal.test/legal/${document}/text?version=${version}`);
      const page = await readText(request, { params: Promise.resolve({ document }) });
      const bytes = Buffer.from(await page.arrayBuffer());
      expect([document, createHash("sha256").update(bytes).digest("hex")]).toEqual([document, sha256]);
    }
    await expect(
      db().policyAcceptance.update({ where: { id: rows[0].id }, data: { version: 9 } }),
    ).rejects.toThrow("append-only");
    await expect(db().policyAcceptance.delete({ where: { id: rows[0].id } })).rejects.toThrow("append-only");
  });

  it("row 1: refuses an unticked sign-up and one that saw another text, and leaves nobody behind", async () => {
    expect(AcceptedPolicies.safeParse([]).success).toBe(false);
    const before = await db().user.count();
    const [privacy, terms] = await shown();
    await expect(join([{ ...privacy, sha256: "0".repeat(64) }, terms])).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await db().user.count()).toBe(before);
  });

  it("row 1: keeps which versions held at a key's first use, once, which accepts nothing", async () => {
    const account = await makeAccount();
    const { key, secret } = await createKey(account.ctx, { name: "First" });
    for (let call = 0; call < 2; call++) {
      expect((await callApi("GET", "/api/v1/credits", { key: secret })).status).toBe(200);
      await flushKeyUse();
    }
    const rows = await db().policyAcceptance.findMany({ where: { keyId: key.id } });
    expect(rows.map(({ occasion, userId }) => [occasion, userId])).toEqual([
      ["first_key_use", account.userId],
      ["first_key_use", account.userId],
    ]);
    // Continued use creates no consent.
    expect((await listUnaccepted(account.ctx)).map(({ document }) => document)).toEqual(["privacy", "terms"]);
    await acceptPolicies(account.ctx, await shown());
    expect(await listUnaccepted(account.ctx)).toEqual([]);
  });
});

describe("row 58: a change", () => {
  it("row 58: of a typo is published without a notice, and asks nobody again", async () => {
    overrideEnv({ smtpUrl: "smtp://localhost:1" });
    const account = await makeAccount();
    await acceptPolicies(account.ctx, await shown());
    const { text } = await getCurrentPolicy("terms");
    const draft = { document: "terms", summary: "A spelling was corrected.", material: false } as const;
    const { version } = await draftPolicy(staff, { ...draft, text: text.replace("weaknesses", "flaws") });
    expect((await getCurrentPolicy("terms")).version).toBe(1);
    await schedulePolicy(staff, { document: "terms", version, effective_at: clock.now().toISOString() });
    expect((await getCurrentPolicy("terms")).version).toBe(2);
    expect(await listPolicyNotices()).toEqual([]);
    expect(await mails()).toEqual([]);
    expect(await listUnaccepted(account.ctx)).toEqual([]);
  });

  it("row 58: that is material is told by page, mail, banner and Link header, resets consents, and is accepted anew", async () => {
    const account = await makeAccount();
    await acceptPolicies(account.ctx, await shown());
    await setConsents(
      account.ctx,
      { consents: [{ purpose: "training", given: true, version: 1 }] },
      "203.0.113.7",
    );
    const { secret } = await createKey(account.ctx, { name: "Link" });
    overrideEnv({ smtpUrl: "smtp://localhost:1" });
    const { text } = await getCurrentPolicy("privacy");
    const summary = "We add a provider in another country.";
    const draft = {
      document: "privacy",
      text: `${text}\nA further sentence.`,
      summary,
      material: true,
    } as const;
    const { version } = await draftPolicy(staff, draft);
    const now = clock.now().getTime();
    const schedule = (days: number) =>
      schedulePolicy(staff, {
        document: "privacy",
        version,
        effective_at: new Date(now + days * DAY).toISOString(),
      });
    await expect(schedule(29)).rejects.toMatchObject({ code: "invalid_request" });
    await schedule(31);
    const people = await db().user.count();
    await policyJobs["policies.announce"]({ document: "privacy", version }, run);
    await policyJobs["policies.announce"]({ document: "privacy", version }, run);
    const planned = await mails();
    expect(planned).toHaveLength(people);
    expect(planned[0].payload.facts).toMatchObject({ about: "policy_changed", summary, version });
    // Announced, not in force: the page names it, the banner and the header too, and consents stand.
    expect((await listPolicyVersions("privacy")).map(({ state }) => state)).toEqual([
      "scheduled",
      "effective",
    ]);
    expect(await listPolicyNotices()).toMatchObject([{ document: "privacy", version, effective: false }]);
    const answer = await callApi("GET", "/api/v1/generations", { key: secret });
    expect(answer.headers.get("Link")).toMatch(
      new RegExp(
        `^<http://localhost:3000/legal/privacy/${version}>; rel="privacy-policy"; title="Changes on `,
      ),
    );
    expect((await getConsents(account.ctx)).data[0].given).toBe(true);
    expect(await listUnaccepted(account.ctx)).toEqual([]);

    at(now + 31 * DAY + 1000);
    const effective = () => privacyJobs["policies.effective"]({ document: "privacy", version }, run);
    await effective();
    await effective();
    expect((await getConsents(account.ctx)).data[0].given).toBe(false);
    expect(
      (await db().organization.findUniqueOrThrow({ where: { id: account.organizationId } })).trainingConsent,
    ).toBe(false);
    expect(await db().consentRecord.count({ where: { source: "policy" } })).toBe(1);
    expect((await listUnaccepted(account.ctx)).map(({ document }) => document)).toEqual(["privacy"]);
    await acceptPolicies(account.ctx, await shown());
    expect(await listUnaccepted(account.ctx)).toEqual([]);
    expect((await getConsents(account.ctx)).data[0].given).toBe(false);
    at(now + 62 * DAY);
    await callApi("GET", "/api/v1/generations", { key: secret });
    expect((await listPolicyVersions("privacy")).map(({ state }) => state)).toEqual([
      "effective",
      "replaced",
    ]);
  });

  it("is written by the privacy staff alone, and stays as it was published", async () => {
    const { ctx } = await makeAccount();
    const draft = {
      document: "dpa",
      text: "x".repeat(200),
      summary: "Something new.",
      material: false,
    } as const;
    await expect(draftPolicy(ctx, draft)).rejects.toMatchObject({ code: "not_found" });
    const support: Context = { ...staff, actor: { kind: "staff", userId: "usr_s", role: "support" } };
    await expect(draftPolicy(support, draft)).rejects.toMatchObject({ code: "forbidden" });
    const where = { document_version: { document: "privacy", version: 2 } };
    await expect(db().policyVersion.update({ where, data: { text: "Other." } })).rejects.toThrow(
      "stays as it is",
    );
    const twice = schedulePolicy(staff, {
      document: "privacy",
      version: 2,
      effective_at: "2099-01-01T00:00:00Z",
    });
    await expect(twice).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("row 58: the editor", () => {
  const draft = { document: "dpa", summary: "Another way to reach us.", material: false } as const;
  const refused = (act: Promise<unknown>) => expect(act).rejects;

  it("writes on from what holds, shows what a draft changes in it, and forgets what is thrown away", async () => {
    const before = await readPolicyDesk(staff, "dpa");
    expect([before.draft, before.changes, before.current.version]).toEqual([null, [], 1]);
    expect(before.source).toContain("{contact}");
    const { version } = await draftPolicy(staff, { ...draft, text: `${before.source}\nA last line.` });
    const desk = await readPolicyDesk(staff, "dpa");
    expect(desk.draft).toMatchObject({ version, state: "draft", summary: draft.summary });
    expect(desk.draft?.text).toContain("ask@printpal.example");
    expect(desk.source).toContain("{contact}");
    expect(desk.changes.filter(({ kind }) => kind !== "same")).toEqual([
      { kind: "added", text: "" },
      { kind: "added", text: "A last line." },
    ]);
    expect(desk.published.map((one) => one.version)).toEqual([1]);
    expect((await listPolicyVersions("dpa")).map((one) => one.version)).toEqual([1]);
    await discardPolicy(staff, { document: "dpa", version });
    await refused(discardPolicy(staff, { document: "dpa", version })).toMatchObject({ code: "not_found" });
    expect((await readPolicyDesk(staff, "dpa")).draft).toBeNull();
    const audits = await db().auditEvent.findMany({
      where: { subjectId: `dpa:${version}` },
    });
    expect(audits.map(({ action, actorId }) => [action, actorId]).sort()).toEqual([
      ["policy.discard", "usr_s"],
      ["policy.draft", "usr_s"],
    ]);
  });

  it("refuses other staff, a day that is over, what somebody changed meanwhile, and publishing twice", async () => {
    const support: Context = { ...staff, actor: { kind: "staff", userId: "usr_s", role: "support" } };
    await refused(readPolicyDesk(support, "dpa")).toMatchObject({ code: "forbidden" });
    await refused(readPolicyDesk((await makeAccount()).ctx, "dpa")).toMatchObject({ code: "not_found" });
    const { source } = await readPolicyDesk(staff, "dpa");
    const { version } = await draftPolicy(staff, { ...draft, text: `${source}\nOne.` });
    const seen = (await readPolicyDesk(staff, "dpa")).draft!.sha256;
    await draftPolicy(staff, { ...draft, text: `${source}\nTwo.` });
    const now = clock.now().getTime();
    const publish = (more: { ms?: number; sha256?: string; ctx?: Context } = {}) =>
      schedulePolicy(more.ctx ?? staff, {
        ...{ document: "dpa", version, sha256: more.sha256 },
        effective_at: new Date(now + (more.ms ?? DAY)).toISOString(),
      });
    await refused(publish({ ctx: support })).toMatchObject({ code: "forbidden" });
    await refused(discardPolicy(support, { document: "dpa", version })).toMatchObject({ code: "forbidden" });
    await refused(publish({ ms: -DAY })).toMatchObject({
      code: "invalid_request",
      details: { param: "effective_at" },
    });
    await refused(publish({ sha256: seen })).toMatchObject({ code: "conflict" });
    const { sha256 } = (await readPolicyDesk(staff, "dpa")).draft!;
    const both = await Promise.allSettled([publish({ sha256 }), publish({ sha256 })]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await refused(publish({ sha256 })).toMatchObject({ code: "conflict" });
    await refused(discardPolicy(staff, { document: "dpa", version })).toMatchObject({ code: "conflict" });
  });
});

it("says in a mail what changes and when, and that silence is no yes", () => {
  const facts = { document: "privacy", title: "Privacy Policy", version: 2, summary: "A new provider." };
  const mail = renderEmail({ about: "policy_changed", ...facts, effectiveAt: "2027-03-01T00:00:00.000Z" });
  expect(mail.subject).toBe("Our Privacy Policy changes on 2027-03-01");
  expect(mail.text).toContain("http://localhost:3000/legal/privacy/2");
  expect(mail.text).toContain("nothing that you do or leave undone counts as a yes");
  expect(Object.keys(accountJobs)).toContain("account.email");
});

it("shows what changed line by line", () => {
  expect(diffLines("a\nb\nc\n", "a\nx\nc\nd\n").map(({ kind, text }) => `${kind[0]} ${text}`)).toEqual([
    "s a",
    "r b",
    "a x",
    "s c",
    "a d",
  ]);
  expect(diffLines("a\n", "a\n")).toEqual([{ kind: "same", text: "a" }]);
});
