import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/mail/unsubscribe/route";
import { setGenerationMails } from "@/lib/accounts";
import { accountJobs } from "@/lib/accounts/jobs";
import { updateSpendingControl } from "@/lib/billing";
import { billingJobs } from "@/lib/billing/jobs";
import { clock } from "@/lib/core/clock";
import { db, type Context } from "@/lib/db";
import { createGeneration, deleteGeneration } from "@/lib/generations";
import { generationJobs } from "@/lib/generations/jobs";
import { GenerationSettings } from "@/lib/generations/schema";
import { createKey } from "@/lib/keys";
import { spend } from "../billing/buyers";
import { freshDatabase } from "../support/database";
import { startMailServer, type ReceivedMail } from "../support/mail-server";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";

/** What the service mails of generations and of money, as a mail server takes it. */

let received: ReceivedMail[];
let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  const server = await startMailServer();
  received = server.received;
  return server.close;
});
beforeEach(async () => {
  account = await makeAccount({ credits: 500 });
  received.length = 0;
});

const run = { attempt: 1, maxAttempts: 1, jobId: "1", signal: new AbortController().signal };
const handlers = { ...accountJobs, ...generationJobs };

/** Does what is due of these mails within a minute, as a worker would, until nothing is; returns what the mail server took of it. */
async function work(): Promise<ReceivedMail[]> {
  const before = received.length;
  for (;;) {
    const due = await db().$queryRaw<{ identifier: string; payload: unknown }[]>`
      DELETE FROM graphile_worker._private_jobs AS job USING graphile_worker._private_tasks AS task
      WHERE task.id = job.task_id AND task.identifier IN ('account.email', 'generation.tell')
        AND job.run_at <= ${new Date(clock.now().getTime() + 60_000)} RETURNING task.identifier, job.payload`;
    if (due.length === 0) return received.slice(before);
    for (const { identifier, payload } of due) await handlers[identifier](payload, run);
  }
}

const start = async (ctx: Context): Promise<string> => {
  const settings = GenerationSettings.parse({ prompt: 'a keychain "secret fox"' });
  return (await createGeneration(ctx, { settings })).id;
};
const complete = async (ctx: Context) => {
  const id = await start(ctx);
  await makeResult(id);
  return id;
};
const fail = async (ctx: Context) => {
  const id = await start(ctx);
  await generationJobs["generation.expire"]({ generationId: id }, run);
  return id;
};
const subjectOf = ({ text }: ReceivedMail) => /^Subject: (.*)\r$/m.exec(text)![1];
async function later<T>(minutes: number, act: () => Promise<T>): Promise<T> {
  const now = clock.now;
  clock.now = () => new Date(now().getTime() + minutes * 60_000);
  return act().finally(() => (clock.now = now));
}

describe("row 8: the end of a generation", () => {
  it("row 8: is mailed to nobody who did not ask for it", async () => {
    await complete(account.ctx);
    await fail(account.ctx);
    expect(await work()).toEqual([]);
  });

  it("row 8: is mailed to who started it, as text and HTML with a link, and no word of what it was made from", async () => {
    await setGenerationMails(account.ctx, { when: "always", keys: false });
    const done = await complete(account.ctx);
    const [first] = await work();
    expect(first.to).toEqual([account.email]);
    expect(subjectOf(first)).toBe("Your model is ready");
    for (const part of [
      "Content-Type: text/plain",
      "Content-Type: text/html",
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      `Look at it: http://localhost:3000/generations/${done}`,
      `http://localhost:3000/generations/${done}</a>`,
    ])
      expect(first.text).toContain(part);
    expect(first.text).not.toContain("secret fox");
    expect(first.text).not.toContain("image/");

    // Within ten minutes there is one mail, which counts the rest and leaves out what was deleted.
    await fail(account.ctx);
    await complete(account.ctx);
    await deleteGeneration(account.ctx, await complete(account.ctx));
    expect(await work()).toEqual([]);
    const rest = await later(11, work);
    expect(rest.map(subjectOf)).toEqual(["2 generations of yours have ended"]);
    expect(rest[0].text).toContain("1 completed, 1 failed.");
    expect(await later(30, work)).toEqual([]);
  });

  it("row 8: is mailed when it fails alone, where that was asked for", async () => {
    await setGenerationMails(account.ctx, { when: "failed", keys: false });
    await complete(account.ctx);
    const failed = await fail(account.ctx);
    const mails = await work();
    expect(mails.map(subjectOf)).toEqual(["A generation of yours failed"]);
    expect(mails[0].text).toContain(`/generations/${failed}`);
  });

  it("row 8: of a key's generation is mailed to who made the key and wants it, never of a key for tests", async () => {
    const live = await createKey(account.ctx, { name: "Shop" });
    const test = await createKey(account.ctx, { name: "Tests", test: true });
    await work();
    const by = (keyId: string, isTest: boolean): Context => ({
      ...account.ctx,
      actor: { ...account.asKey(isTest).actor, keyId } as Context["actor"],
    });
    await setGenerationMails(account.ctx, { when: "always", keys: false });
    await complete(by(live.key.id, false));
    expect(await work()).toEqual([]);
    await setGenerationMails(account.ctx, { when: "always", keys: true });
    await complete(by(test.key.id, true));
    expect(await work()).toEqual([]);
    await complete(by(live.key.id, false));
    expect((await work()).map(subjectOf)).toEqual(["Your model is ready"]);
  });

  it("row 8: is mailed no more after one click on the mail's link, and none that waited is", async () => {
    await setGenerationMails(account.ctx, { when: "always", keys: false });
    await complete(account.ctx);
    const [{ text }] = await work();
    const link = /^List-Unsubscribe: <(\S+)>/m.exec(text.replace(/\r\n[ \t]+/g, " "))![1];
    await complete(account.ctx);
    expect((await POST(new Request(link, { method: "POST" }))).status).toBe(200);
    expect(await later(11, work)).toEqual([]);
    await later(30, async () => {
      await complete(account.ctx);
      expect(await work()).toEqual([]);
    });
    await later(60, async () => {
      await setGenerationMails(account.ctx, { when: "always", keys: false });
      await complete(account.ctx);
      expect((await work()).map(subjectOf)).toEqual(["Your model is ready"]);
    });
  });

  it("row 8: is chosen by people for themselves: a key is refused, and who left the organization is told nothing", async () => {
    await expect(setGenerationMails(account.asKey(), { when: "always", keys: true })).rejects.toMatchObject({
      code: "forbidden",
    });
    await setGenerationMails(account.ctx, { when: "always", keys: false });
    const id = await start(account.ctx);
    await db().membership.deleteMany({ where: { userId: account.userId } });
    await makeResult(id);
    expect(await work()).toEqual([]);
  });
});

it("row 8: low credits are mailed to who pays, once", async () => {
  const top_up = { on: false, below_credits: 0, pack: "pack_small", quantity: 1, monthly_cents: 0 } as const;
  await updateSpendingControl(account.ctx, { low_balance_credits: 100, monthly_credit_cap: null, top_up });
  await billingJobs["billing.watch"]({}, run);
  expect(await work()).toEqual([]);
  await spend(account.organizationId, 450);
  await billingJobs["billing.watch"]({}, run);
  await billingJobs["billing.watch"]({}, run);
  const mails = await work();
  expect(mails.map(({ to }) => to)).toEqual([[account.email]]);
  expect(subjectOf(mails[0])).toBe("50 credits are left");
});

it("row 8: a live key that was made is mailed, without its secret", async () => {
  const { secret } = await createKey(account.ctx, { name: "Shop" });
  const mails = await work();
  expect(mails.map(({ to }) => to)).toEqual([[account.email]]);
  expect(subjectOf(mails[0])).toBe("An API key was made");
  expect(mails[0].text).not.toContain(secret);
});
