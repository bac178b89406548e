import { describe, expect, it } from "vitest";
import { clock } from "@/lib/core/clock";
import type { AppError } from "@/lib/core/errors";
import { db } from "@/lib/db";
import { listJobs } from "@/lib/jobs";
import {
  acknowledgeRequest,
  agreeToAgent,
  answerPrivacyRequest,
  askOutside,
  decideChildReport,
  enterCode,
  extendPrivacyRequest,
  listOpenRequests,
  listPrivacyRequests,
  readAgentRequest,
  readOutsideStatus,
  reportChild,
  takeMail,
} from "@/lib/privacy";
import { alarmOfDeadlines } from "@/lib/privacy/desk";
import { AskOutside, EnterCode } from "@/lib/privacy/schema";
import { runSweep } from "@/lib/api/retention/run-sweep";
import {
  fromAnywhere as from,
  privacyStaff as staff,
  stranger,
  withOutsideMails,
} from "../support/ask-outside";
import type { ReceivedMail } from "../support/mail-server";
import { makeAccount } from "../support/make-account";

const realNow = clock.now;
const { mailOf } = withOutsideMails();
const ask = (rest: Partial<AskOutside>) =>
  askOutside(
    AskOutside.parse({ kind: "access", email: stranger(), language: "en", ...rest }),
    from().address,
  );
const problem = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: Error) => error.message,
  );

const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: AppError) => error.code,
  );

const codeOf = ({ text }: ReceivedMail) => /Code: (\S+)/.exec(text)![1];
const tokenOf = ({ text }: ReceivedMail) => /#(osr_\w+)\.([\w-]+)/.exec(text)!;

describe("row 59: somebody without an account", () => {
  it("shows with a code that the mailbox is theirs, and reads where the request stands until it is answered", async () => {
    clock.now = () => new Date("2027-01-31T10:00:00Z");
    const email = stranger();
    const { id } = await ask({ email, language: "de" });
    expect(await db().privacyRequest.count()).toBe(0);
    const mail = await mailOf(id, "code");
    expect(mail.to).toEqual([email]);
    clock.now = () => new Date("2027-01-31T10:59:00Z");
    // As people type it.
    const typed = EnterCode.parse({ id, code: ` ${codeOf(mail).toLowerCase()} ` });
    const entered = await enterCode(typed, from());
    const status = await readOutsideStatus(entered.token!, from().address);
    expect(status).toMatchObject({ kind: "access", status: "waiting", due_at: "2027-02-28T09:00:00.000Z" });
    const link = await mailOf(id, "received");
    expect(link.to).toEqual([email]);
    expect(link.text.replace(/=\r?\n/g, "")).toContain(entered.token!);
    const [open] = (await listOpenRequests(staff)).filter(({ contact }) => contact === email);
    await answerPrivacyRequest(staff, {
      id: open.id,
      answer: "We keep nothing of you.",
      outcome: "completed",
    });
    expect((await mailOf(id, "answered")).to).toEqual([email]);
    expect(await readOutsideStatus(entered.token!, from().address)).toMatchObject({
      answer: "We keep nothing of you.",
    });
    clock.now = () => new Date("2027-05-03T10:00:00Z");
    expect(await problem(readOutsideStatus(entered.token!, from().address))).toMatch(/90 days/);
  });

  it("row 48: is told within ten business days that it came, and by mail that it takes longer and why", async () => {
    clock.now = () => new Date("2027-05-07T20:00:00Z");
    const email = stranger();
    const { id } = await ask({
      email,
      language: "de",
      law: "ccpa",
      kind: "complaint",
      message: "Nobody answers.",
    });
    const { token } = await enterCode(
      { id, code: codeOf(await mailOf(id, "code")).replace("-", "") },
      from(),
    );
    const open = async () => (await listOpenRequests(staff)).find(({ contact }) => contact === email)!;
    const request = await open();
    expect(request).toMatchObject({
      law: "ccpa",
      acknowledge_by: "2027-05-20T10:00:00.000Z",
      acknowledged_at: null,
      due_at: "2027-06-06T20:00:00.000Z",
      furthest_due_at: "2027-08-05T19:00:00.000Z",
    });
    // No mail server has taken the mail: the staff hears of it three days before, and can send it again.
    for (const [day, told] of [
      ["17T09", false],
      ["17T11", true],
      ["21T11", true],
    ] as const) {
      clock.now = () => new Date(`2027-05-${day}:00:00Z`);
      expect([day, (await alarmOfDeadlines()).includes(request.id)]).toEqual([day, told]);
    }
    clock.now = () => new Date("2027-05-18T10:00:00Z");
    await acknowledgeRequest(staff, { id: request.id });
    expect((await mailOf(id, "received")).to).toEqual([email]);
    expect((await open()).acknowledged_at).toBe("2027-05-18T10:00:00.000Z");
    expect(await alarmOfDeadlines()).not.toContain(request.id);
    expect(await outcome(acknowledgeRequest(staff, { id: request.id }))).toBe("conflict");

    const reason = "Eight hundred complaints came at once.";
    const { due_at } = await extendPrivacyRequest(staff, { id: request.id, reason });
    expect(due_at).toBe("2027-08-05T19:00:00.000Z");
    const mail = await mailOf(id, "extended");
    expect(mail.to).toEqual([email]);
    const { text } = mail;
    expect([text.includes("5. August 2027"), text.includes(reason)]).toEqual([true, true]);
    expect(await readOutsideStatus(token!, from().address)).toMatchObject({
      law: "ccpa",
      due_at,
      extended: true,
      extension_reason: reason,
      furthest_due_at: due_at,
    });
  });

  it("is told the same whether or not there is an account, and an altered link tells nothing", async () => {
    const { email } = await makeAccount({ credits: 0 });
    expect(Object.keys(await ask({ email }))).toEqual(Object.keys(await ask({})));
    expect(await problem(readOutsideStatus("osr_0000000000000000000000.0", from().address))).toMatch(
      /no such/,
    );
  });

  it("row 96: is locked after three wrong codes, and a code opens once and for an hour", async () => {
    const { id } = await ask({});
    const right = codeOf(await mailOf(id, "code")).replace("-", "");
    for (const expected of [/not the code/, /not the code/, /locked/])
      expect(await problem(enterCode({ id, code: "2222222222" }, from()))).toMatch(expected);
    expect(await problem(enterCode({ id, code: right }, from()))).toMatch(/locked/);

    const other = await ask({});
    const code = codeOf(await mailOf(other.id, "code")).replace("-", "");
    const tries = await Promise.all([1, 2, 3].map(() => problem(enterCode({ id: other.id, code }, from()))));
    expect(tries.filter((text) => text === "nothing")).toHaveLength(1);

    const late = await ask({});
    const lateCode = codeOf(await mailOf(late.id, "code")).replace("-", "");
    clock.now = () => new Date(realNow().getTime() + 61 * 60_000);
    expect(await problem(enterCode({ id: late.id, code: lateCode }, from()))).toMatch(/older than an hour/);
  });

  it("row 96: cannot flood a mailbox, not even all at once, and what is not verified goes within a day", async () => {
    const email = stranger();
    const answers = await Promise.all(Array.from({ length: 8 }, () => outcome(ask({ email }))));
    // `too_many_attempts` is answered with 429.
    const expected = [...Array<string>(5).fill("nothing"), ...Array<string>(3).fill("too_many_attempts")];
    expect(answers.sort()).toEqual(expected);
    const { address } = from();
    const fromOnePlace = [];
    for (let i = 0; i < 21; i++)
      fromOnePlace.push(
        await problem(askOutside({ kind: "access", email: stranger(), language: "en" }, address)),
      );
    expect(fromOnePlace.at(-1)).toMatch(/[Tt]oo many/);
    clock.now = () => new Date(realNow().getTime() + 25 * 3_600_000);
    await runSweep(new AbortController().signal);
    expect(await db().outsideRequest.count({ where: { state: "unverified" } })).toBe(0);
  });

  it("keeps no address and no word in the clear, and no secret in a job", async () => {
    const email = stranger();
    const { id } = await ask({ email, kind: "complaint", message: "You wrote to my grandmother." });
    const code = codeOf(await mailOf(id, "code"));
    const rows = JSON.stringify([await db().outsideRequest.findUnique({ where: { id } }), await listJobs()]);
    for (const word of [email, "grandmother", code, code.replace("-", "")]) expect(rows).not.toContain(word);
  });

  it("says what a complaint is about, and takes no empty one", () => {
    expect(AskOutside.safeParse({ kind: "complaint", email: "a@example.com", language: "en" }).success).toBe(
      false,
    );
  });
});

/** Asks with a verified address. */
async function verified(rest: Partial<AskOutside>): Promise<string> {
  const { id } = await ask(rest);
  return (await enterCode({ id, code: codeOf(await mailOf(id, "code")).replace("-", "") }, from())).token!;
}

describe("rows 48 and 50: what somebody with an account asks without signing in", () => {
  it.each([
    ["opt_out", { objections: ["marketing_mail", "service_improvement", "training"] }],
    ["restriction", { restrictedAt: expect.any(Date) as Date }],
  ] as const)("rows 50 and 55: %s holds from that moment on", async (kind, expected) => {
    const account = await makeAccount({ credits: 0 });
    const token = await verified({ kind, email: account.email });
    expect(await db().user.findUnique({ where: { id: account.userId } })).toMatchObject(expected);
    expect(await readOutsideStatus(token, from().address)).toMatchObject({ status: "completed" });
    expect(await listPrivacyRequests(account.ctx)).toMatchObject([{ type: kind, source: "form" }]);
  });
});

describe("row 52: an agent", () => {
  const agent = {
    name: "Grace Agent",
    company: "Rights Ltd",
    email: "grace@agents.example",
    permission: "Signed on paper on 3 January, which I can show.",
  };

  it("gets nothing before the person says yes themselves", async () => {
    const account = await makeAccount({ credits: 0 });
    const { id } = await ask({ kind: "erasure", email: account.email, agent });
    const mail = await mailOf(id, "code");
    expect(mail.to).toEqual([agent.email]);
    const entered = await enterCode({ id, code: codeOf(mail).replace("-", "") }, from());
    expect(entered).toEqual({ state: "unagreed", token: null });
    expect(await db().privacyRequest.count({ where: { userId: account.userId } })).toBe(0);

    const asked = await mailOf(id, "agree");
    expect(asked.to).toEqual([account.email]);
    const [, number, token] = tokenOf(asked);
    const link = { id: number, token };
    expect(await readAgentRequest(link, from().address)).toMatchObject({ kind: "erasure", agent });
    expect(await problem(agreeToAgent({ ...link, token: "x", agreed: true }, from()))).toMatch(/altered/);
    await agreeToAgent({ ...link, agreed: true }, from());
    expect(await problem(agreeToAgent({ ...link, agreed: true }, from()))).toMatch(/used/);
    expect(await listPrivacyRequests(account.ctx)).toMatchObject([
      {
        type: "erasure",
        source: "agent",
        status: "waiting",
        message: expect.stringContaining("Grace") as string,
      },
    ]);
  });

  it("gets nothing after a no, and nothing from a link of fifteen days ago", async () => {
    const asked = async () => {
      const { id } = await ask({ kind: "access", agent: { ...agent, email: stranger() } });
      await enterCode({ id, code: codeOf(await mailOf(id, "code")).replace("-", "") }, from());
      const [, number, token] = tokenOf(await mailOf(id, "agree"));
      return { id: number, token };
    };
    const no = await asked();
    await agreeToAgent({ ...no, agreed: false }, from());
    expect(await db().outsideRequest.findUnique({ where: { id: no.id } })).toBeNull();
    const late = await asked();
    clock.now = () => new Date(realNow().getTime() + 15 * 86_400_000);
    expect(await problem(agreeToAgent({ ...late, agreed: true }, from()))).toMatch(/fourteen days/);
  });
});

describe("row 42: a report that an account is a child's", () => {
  async function report(account: string): Promise<string> {
    const wish = {
      email: stranger(),
      account,
      message: "It is my son, who is ten.",
      language: "en" as const,
    };
    const { id } = await reportChild(wish, from().address);
    await enterCode({ id, code: codeOf(await mailOf(id, "code")).replace("-", "") }, from());
    return (await db().outsideRequest.findUniqueOrThrow({ where: { id } })).privacyRequestId!;
  }
  const frozen = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).frozenAt;

  it("stops the account at once, tells nobody who reported it, and goes on where it was wrong", async () => {
    const account = await makeAccount({ credits: 0 });
    const id = await report(account.email);
    expect(await frozen(account.userId)).toBeInstanceOf(Date);
    expect(await listPrivacyRequests(account.ctx)).toEqual([]);
    const row = await db().privacyRequest.findUniqueOrThrow({ where: { id } });
    expect(row.dueAt.getTime() - row.receivedAt.getTime()).toBe(24 * 3_600_000);
    const reason = "We would like to take longer.";
    expect(await outcome(extendPrivacyRequest(staff, { id, reason }))).toBe("conflict");
    const answer = "The account belongs to a grown-up.";
    await expect(decideChildReport(account.ctx, { id, is_child: false, answer })).rejects.toThrow("no such");
    await decideChildReport(staff, { id, is_child: false, answer });
    expect(await frozen(account.userId)).toBeNull();
    expect(await problem(decideChildReport(staff, { id, is_child: true, answer }))).toMatch(/decided/);
  });

  it("has the account erased at once where it was right", async () => {
    const account = await makeAccount({ credits: 0 });
    const id = await report(account.email);
    await decideChildReport(staff, { id, is_child: true, answer: "It is erased, thank you." });
    const [erasure] = await listPrivacyRequests(account.ctx);
    expect(erasure).toMatchObject({ type: "erasure", source: "staff", status: "waiting" });
    expect(Date.parse(erasure.starts_at)).toBeLessThanOrEqual(realNow().getTime() + 1000);
  });

  it("of an account that does not exist says the same and stops nobody", async () => {
    const id = await report(stranger());
    expect(await db().privacyRequest.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: "waiting",
    });
    await decideChildReport(staff, { id, is_child: false, answer: "There is no such account." });
  });
});

describe("row 59: a mail to the privacy mailbox", () => {
  const write = (lines: string[]) => Buffer.from(lines.join("\r\n"), "latin1");
  const arrived = "Received: from mx by ours; Sun, 31 Jan 2027 11:00:00 +0100";
  const later = () => (clock.now = () => new Date("2027-02-03T10:00:00Z"));

  it("is a request from when our server took it, once its sender has shown that they wrote it", async () => {
    later();
    const email = stranger();
    const taken = await takeMail(
      write([
        arrived,
        "Received: from elsewhere; Fri, 1 Jan 2027 00:00:00 +0000",
        `From: =?utf-8?Q?Zo=C3=AB?= <${email}>`,
        "Subject: =?utf-8?B?TMO2c2NodW5n?= of",
        " my data",
        'Content-Type: multipart/alternative; boundary="b1"',
        "",
        "--b1",
        "Content-Type: text/html",
        "",
        "<p>Please</p>",
        "--b1",
        "Content-Type: text/plain; charset=iso-8859-1",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "Please tell me what you know of Zo=EB, and =",
        "then forget it.",
        "--b1--",
      ]),
    );
    const { id } = taken!;
    expect(await db().privacyRequest.count({ where: { source: "mail" } })).toBe(0);
    const mail = await mailOf(id, "code");
    expect(mail.to).toEqual([email]);
    expect(mail.text).toContain(`/privacy/request#${id}`);
    const { token } = await enterCode(EnterCode.parse({ id, code: codeOf(mail) }), from());
    expect(await readOutsideStatus(token!, from().address)).toMatchObject({
      status: "waiting",
      due_at: "2027-02-28T09:00:00.000Z",
    });
    const [open] = (await listOpenRequests(staff)).filter(({ contact }) => contact === email);
    expect(open).toMatchObject({ source: "mail", received_at: "2027-01-31T10:00:00.000Z" });
    expect(open.message).toBe(
      "Löschung of my data\n\nPlease tell me what you know of Zoë, and then forget it.",
    );
    expect((await mailOf(id, "received")).to).toEqual([email]);
  });

  it("may say by its alias what it asks for, and is not believed where it says that it comes from the future", async () => {
    later();
    const email = stranger();
    const mail = write([
      "Received: by ours; Thu, 1 Jan 2099 00:00:00 +0000",
      `From: ${email}`,
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from("Please.").toString("base64"),
    ]);
    const taken = await takeMail(mail, { kind: "opt_out", language: "de" });
    const code = codeOf(await mailOf(taken!.id, "code"));
    const { token } = await enterCode(EnterCode.parse({ id: taken!.id, code }), from());
    const status = await readOutsideStatus(token!, from().address);
    expect(status).toMatchObject({ kind: "opt_out", status: "completed" });
    const row = await db().outsideRequest.findUniqueOrThrow({ where: { id: taken!.id } });
    expect([row.receivedAt.toISOString(), row.language]).toEqual(["2027-02-03T10:00:00.000Z", "de"]);
  });

  it("of a machine, of ours or of nobody is not answered, and a flood of one sender's stops", async () => {
    later();
    const email = stranger();
    const plain = (...more: string[]) =>
      takeMail(write([`From: ${email}`, ...more, "", "What do you know of me?"]));
    for (const line of [
      "Auto-Submitted: auto-replied",
      "Precedence: bulk",
      "List-Id: <l>",
      "Return-Path: <>",
    ])
      expect([line, await plain(line)]).toEqual([line, null]);
    expect(await takeMail(write(["From: PrintPal <no-reply@printpal.example>", "", "Your code"]))).toBeNull();
    expect(await outcome(takeMail(write(["Subject: who am I", "", "Nobody says."])))).toBe("invalid_request");
    expect(await outcome(takeMail(Buffer.alloc(2048, 0xff)))).toBe("invalid_request");
    for (let n = 0; n < 5; n++)
      expect(await plain("Auto-Submitted: no")).toMatchObject({ id: expect.any(String) });
    expect(await outcome(plain())).toBe("too_many_attempts");
  });
});
