import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accountJobs } from "@/lib/accounts/jobs";
import { clock } from "@/lib/core/clock";
import { overrideEnv, type Env } from "@/lib/core/env";
import { db, type Context } from "@/lib/db";
import { listJobs } from "@/lib/jobs";
import {
  admitRecipients,
  announceProcessorChange,
  announceRecipient,
  draftProcessorChange,
  findUnadmitted,
  getProcessorRegister,
  listAllChanges,
  withdrawProcessorChange,
} from "@/lib/privacy";
import { privacyJobs } from "@/lib/privacy/jobs";
import { describeRecipient } from "@/lib/privacy/recipients";
import { refuseUnannounced } from "@/lib/run/refuse-unannounced";
import { freshDatabase } from "../support/database";
import { startMailServer, type ReceivedMail } from "../support/mail-server";
import { makeAccount, type TestAccount } from "../support/make-account";

const PUBLIC = "https://printpal.example";
const START = new Date("2027-01-01T12:00:00Z");
const day = (days: number) => new Date(START.getTime() + days * 86_400_000);
const at = (days: number) => (clock.now = () => day(days));
const beforeDay = (days: number) => (clock.now = () => new Date(day(days).getTime() - 1));
const realNow = clock.now;
const operator: Context = {
  actor: { kind: "system", name: "operator" },
  organizationId: "",
  requestId: "req_operator",
};
const clauses = "standard contractual clauses, module 3";
const bucket = {
  ...{ bucket: "objects", region: "eu-1", accessKeyId: "id", secretAccessKey: "s", pathStyle: false },
  ...{ endpoint: "https://s3.example", country: "DE" },
};
const nobody: Partial<Env> = {
  ...{ smtpUrl: undefined, s3: undefined, uploadthingToken: undefined, stripeSecretKey: undefined },
  ...{ stripeApiUrl: "https://api.stripe.com", transferGrounds: {}, processingCountry: undefined },
};
const set = (settings: Partial<Env>, publicUrl = PUBLIC) =>
  overrideEnv({ ...nobody, ...settings, publicUrl });
const mail = (host: string): Partial<Env> => ({ smtpUrl: `smtp://user:secret@${host}:587` });
const start = () =>
  refuseUnannounced().then(
    () => "started",
    (error: Error) => error.message,
  );
const known = async () => (await db().knownRecipient.findMany()).map(({ name }) => name).sort();
const announce = (name: string, country: string | undefined = "US") =>
  announceRecipient(operator, { name, country, transfer_mechanism: country && clauses });
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: string }) => error.code,
  );

afterEach(() => {
  clock.now = realNow;
  set({}, "http://localhost:3000");
});

describe("row 13: a recipient that a setting names", () => {
  let account: TestAccount;
  let received: ReceivedMail[];
  let ownServer: Partial<Env>;
  let close: () => Promise<unknown>;
  beforeAll(async () => {
    await freshDatabase();
    const server = await startMailServer();
    received = server.received;
    ownServer = { smtpUrl: (await import("@/lib/core/env")).env().smtpUrl };
    close = server.close;
  });
  afterAll(() => close());

  it("is known from the first start on, and until there are customers", async () => {
    at(0);
    set({ ...mail("tried.example"), s3: bucket });
    expect(await start()).toBe("started");
    expect(await known()).toEqual(["own", "mail:tried.example", "storage:s3.example"].sort());
    // The operator's own people, and the account of a first start, are no customers.
    const staff = await makeAccount();
    await db().user.update({ where: { id: staff.userId }, data: { staffRole: "operator" } });
    const demo = await makeAccount();
    await db().user.update({ where: { id: demo.userId }, data: { email: "demo-1@printpal.local" } });
    set(mail("MAIL.example."));
    expect(await start()).toBe("started");
    expect(await known()).toContain("mail:mail.example");
    account = await makeAccount();
    at(1);
    expect(await start()).toBe("started");
    // One that was replaced and comes back is known, and so is nobody on this machine.
    set({ ...mail("tried.example"), s3: bucket });
    expect(await start()).toBe("started");
    set({ ...ownServer, s3: { ...bucket, endpoint: "http://127.0.0.1:9000" } });
    expect(await start()).toBe("started");
  });

  it("is refused where customers were not told, with what to do, and held back until its thirtieth day", async () => {
    at(2);
    const ground = { mail: { country: "US", transfer_mechanism: "the seller's clauses" } };
    set({ ...mail("new.example"), transferGrounds: ground });
    expect(await start()).toBe(
      `SMTP_URL names mail:new.example (the mail server of SMTP_URL), which would receive personal data of customers, and they were never told of it. Whoever is new is announced 30 days before.
Start with SMTP_URL as it was, or without it, and announce it now:
  npm run portal -- processors add mail:new.example --country US --mechanism 'the seller'\\''s clauses'
If you do so now, SMTP_URL may name it from 2027-02-02T12:00:00.000Z on.`,
    );
    expect(await known()).not.toContain("mail:new.example");
    // Announced while it is set nowhere, twice at once.
    set(mail("mail.example"));
    const tries = await Promise.all(Array.from({ length: 4 }, () => outcome(announce("mail:new.example"))));
    expect(tries.sort()).toEqual(["conflict", "conflict", "conflict", "nothing"]);
    const [change] = await listAllChanges(operator);
    expect(change).toMatchObject({
      ...{ processor: "mail:new.example", kind: "added", state: "announced" },
      ...{ announced_at: day(2).toISOString(), effective_at: day(32).toISOString() },
      entry: { country: "US", transfer_mechanism: clauses },
    });
    const register = await getProcessorRegister();
    expect(register.data).toContainEqual({ ...change.entry, status: "announced" });
    set(mail("new.example"));
    for (const then of [() => at(2), () => beforeDay(32)]) {
      then();
      expect(await start()).toBe(
        `SMTP_URL names mail:new.example (the mail server of SMTP_URL), which would receive personal data of customers. It is announced and may be used from 2027-02-02T12:00:00.000Z on, not before.
Until then start with SMTP_URL as it was, or without it.`,
      );
      expect(await findUnadmitted()).toMatchObject([{ name: "mail:new.example", why: "announced" }]);
    }
    at(32);
    expect(await Promise.all([start(), start()])).toEqual(["started", "started"]);
    expect(await findUnadmitted()).toEqual([]);
    expect(await known()).toContain("mail:new.example");
    expect(await outcome(announce("mail:new.example"))).toBe("conflict");
  });

  it("is told to everybody who decides, by mail, and it is kept who was", async () => {
    at(2);
    set(ownServer);
    const [{ id }] = await listAllChanges(operator);
    const signal = new AbortController().signal;
    const job = { attempt: 1, maxAttempts: 1, jobId: "1", signal };
    await privacyJobs["privacy.processor_notice"]({ id }, job);
    const planned = (await listJobs()).filter((one) => one.job === "account.email");
    expect(planned).toHaveLength(3);
    const summary =
      "mail:new.example is to be used from that day on. Carries mails to the people of an organization.";
    const change = { processor: "mail:new.example", kind: "added", summary } as const;
    const facts = { about: "processor_change", ...change, effectiveAt: day(32).toISOString() } as const;
    await accountJobs["account.email"]({ userId: account.userId, facts }, job);
    expect(received.at(-1)!.to).toEqual([account.email]);
    expect(received.at(-1)!.text).toContain(summary);
    expect((await listAllChanges(operator)).find((one) => one.id === id)).toMatchObject({ told: 3 });
  });

  it.each([
    ["storage:new.example", { s3: { ...bucket, endpoint: "https://new.example" } }, "S3_ENDPOINT", "US"],
    ["uploadthing", { uploadthingToken: "eyJhcGlLZXkiOiJzayJ9eyJ9" }, "UPLOADTHING_TOKEN", "US"],
    ["stripe", { stripeSecretKey: "sk_test_0123456789" }, "STRIPE_SECRET_KEY", undefined],
  ])("is %s as much as a mail server", async (name, settings: Partial<Env>, setting, country) => {
    at(40);
    set(settings);
    const refused = await start();
    expect(refused).toContain(`${setting} names ${name} (`);
    expect(refused).toContain(`npm run portal -- processors add ${name}`);
    set({});
    await announce(name, country);
    set(settings);
    beforeDay(70);
    expect(await start()).toContain("may be used from 2027-03-12T12:00:00.000Z on, not before");
    at(70);
    expect(await start()).toBe("started");
  });

  it("is refused again once its announcement is withdrawn, and once it was told that it has ended", async () => {
    at(100);
    const { id } = await announce("mail:withdrawn.example");
    await withdrawProcessorChange(operator, { id });
    set(mail("withdrawn.example"));
    at(131);
    expect(await start()).toContain("and its announcement was withdrawn");
    const summary = "Mails go through another server from then on.";
    const entry = describeRecipient("mail:new.example")!;
    const ended = await draftProcessorChange(operator, { kind: "ended", summary, entry });
    await announceProcessorChange(operator, { ...ended, effective_at: day(161).toISOString() });
    set(mail("new.example"));
    expect(await start()).toBe("started");
    at(161);
    expect(await start()).toContain("and they were told that it ended on 2027-06-11T12:00:00.000Z");
    await announce("mail:new.example");
    at(191);
    expect(await start()).toBe("started");
  });

  it("takes the draft that lies ready for it, and nobody without a ground or of another name", async () => {
    at(200);
    const entry = describeRecipient("mail:drafted.example", { country: "US", transfer_mechanism: clauses })!;
    const summary = "Mails arrive sooner through this server.";
    const draft = await draftProcessorChange(operator, { kind: "added", summary, entry });
    set(mail("drafted.example"));
    expect(await start()).toContain("and they were never told of it");
    expect((await announce("mail:drafted.example")).id).toBe(draft.id);
    const bad = ["mail:", "mail", "mail:UPPER.example", "storage:a/b", "mail:a b", "elsewhere", "toString"];
    for (const name of bad) expect(await outcome(announce(name))).toBe("invalid_request");
    const refused = [
      { name: "mail:x.example" },
      { name: "mail:x.example", country: "US" },
      { name: "storage:x.example", country: "US" },
    ];
    for (const input of refused)
      expect(await outcome(announceRecipient(operator, input))).toBe("invalid_request");
    expect(await outcome(announceRecipient(account.ctx, { name: "uploadthing", country: "US" }))).toBe(
      "not_found",
    );
  });

  it("is nobody's business where others cannot reach the portal", async () => {
    at(0);
    const before = await known();
    set(mail("local.example"), "http://localhost:3000");
    expect(await start()).toBe("started");
    expect(await findUnadmitted()).toEqual([]);
    expect(await known()).toEqual(before);
  });
});

describe("row 13: an installation from before recipients were looked at", () => {
  beforeAll(async () => {
    await db().processorChange.deleteMany();
    await db().processorRefusal.deleteMany();
    await db().knownRecipient.deleteMany();
  });

  it("goes on with whom it uses, but for one whose announced day has not come", async () => {
    at(0);
    await announce("uploadthing");
    set({ ...mail("mail.example"), s3: bucket });
    // Nothing is known yet, and a look writes nothing down.
    expect(await findUnadmitted()).toEqual([]);
    expect(await known()).toEqual([]);
    at(1);
    const before = { ...mail("mail.example"), s3: bucket };
    set({ ...before, uploadthingToken: "eyJhcGlLZXkiOiJzayJ9eyJ9" });
    const [refused, again] = await Promise.all([start(), start()]);
    expect(refused).toContain("UPLOADTHING_TOKEN names uploadthing (UploadThing)");
    expect(again).toBe(refused);
    expect(await known()).toEqual(["mail:mail.example", "own", "storage:s3.example"]);
    set(before);
    expect(await admitRecipients()).toEqual([]);
    set({ ...before, stripeSecretKey: "sk_test_0123456789" });
    expect(await admitRecipients()).toMatchObject([{ name: "stripe", why: "new" }]);
  });
});
