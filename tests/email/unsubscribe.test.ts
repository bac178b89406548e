import { beforeAll, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/mail/unsubscribe/route";
import { emailPerson } from "@/lib/accounts";
import { accountJobs } from "@/lib/accounts/jobs";
import { clock } from "@/lib/core/clock";
import { db, transaction } from "@/lib/db";
import { getMailPreferences, hashAddress, setMailPreference, type EmailFacts } from "@/lib/email";
import { sendEmail } from "@/lib/email";
import { freshDatabase } from "../support/database";
import { startMailServer, type ReceivedMail } from "../support/mail-server";
import { makeAccount, type TestAccount } from "../support/make-account";

let received: ReceivedMail[];
let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  const server = await startMailServer();
  received = server.received;
  account = await makeAccount({ credits: 0 });
  return server.close;
});

const low: EmailFacts = { about: "credits_low", credits: 5, threshold: 10 };
const leaked: EmailFacts = { about: "key_exposed", name: "Shop", masked: "pp_live_…", by: "address" };
const run = { attempt: 1, maxAttempts: 1, jobId: "1", signal: new AbortController().signal };
/** What the worker does; returns the mail that came of it. */
async function mail(facts: EmailFacts, { userId } = account): Promise<ReceivedMail | undefined> {
  const before = received.length;
  await accountJobs["account.email"]({ userId, facts }, run);
  return received[before];
}
const linkOf = ({ text }: ReceivedMail) =>
  new Request(/^List-Unsubscribe: <(\S+)>/m.exec(text.replace(/\r\n[ \t]+/g, " "))![1], { method: "POST" });

describe("row 39: a mail that is not necessary", () => {
  it("carries the link of one click, which needs no sign-in and no page, and then stops", async () => {
    const first = (await mail(low))!;
    expect(first.text).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    const link = linkOf(first);
    expect((await GET(new Request(link.url))).status).toBe(303);
    expect(await mail(low)).toBeDefined();
    const days = clock.now;
    clock.now = () => new Date(days().getTime() + 400 * 86_400_000);
    expect((await POST(link)).status).toBe(200);
    expect((await POST(new Request(link.url, { method: "POST" }))).status).toBe(200);
    clock.now = days;
    expect(await mail(low)).toBeUndefined();
    expect(await mail({ about: "ticket_answered", ticketId: "tkt_1" })).toBeDefined();
  });

  it("row 97: is not stopped by a link that somebody has altered, cut off or made up", async () => {
    const one = await makeAccount({ credits: 0 });
    const two = await makeAccount({ credits: 0 });
    const mails = [await mail(low, one), await mail(low, two)];
    const [own, theirs] = mails.map((sent) => new URL(linkOf(sent!).url));
    const before = await db().mailSuppression.findMany();
    const parts = [own, theirs].map((url) => url.searchParams.get("t")!.split("."));
    expect(parts[0].length).toBeGreaterThan(1);
    const mixed = [...parts[0].slice(0, -1), parts[1].at(-1)!].join(".");
    const token = own.searchParams.get("t")!;
    for (const bad of [`${token.slice(0, -1)}~`, token.slice(0, -5), `x${token}`, mixed, "", "a.b", "\0"]) {
      const url = new URL(own);
      url.searchParams.set("t", bad);
      expect([bad, (await POST(new Request(url, { method: "POST" }))).status]).toEqual([bad, 400]);
      expect([bad, (await GET(new Request(url))).status]).toEqual([bad, 400]);
    }
    const without = new Request(own.href.split("?")[0], { method: "POST" });
    expect((await POST(without)).status).toBe(400);
    expect(await db().mailSuppression.findMany()).toEqual(before);
  });

  it("leaves what is necessary as it is, without such a link", async () => {
    await setMailPreference(account, { topic: "all", wanted: false }, "link");
    const kept = (await mail(leaked))!;
    expect(kept.to).toEqual([account.email]);
    expect(kept.text).not.toMatch(/List-Unsubscribe/);
    expect(await mail({ about: "ticket_answered", ticketId: "tkt_1" })).toBeUndefined();
  });

  it("comes again once it is wanted, that kind alone", async () => {
    await setMailPreference(account, { topic: "credit_alerts", wanted: true }, "settings");
    expect((await getMailPreferences(account)).topics).toEqual({
      generations: false,
      credit_alerts: true,
      support_answers: false,
      invitations: false,
      news: false,
    });
    expect(await mail(low)).toBeDefined();
    await setMailPreference(account, { topic: "all", wanted: true }, "settings");
    expect((await getMailPreferences(account)).all).toBe(true);
  });

  it("keeps no address to know it by, and is everybody's own", async () => {
    await setMailPreference(account, { topic: "news", wanted: false }, "settings");
    const rows = await db().mailSuppression.findMany();
    expect(JSON.stringify(rows)).not.toContain(account.email);
    expect(rows.map(({ addressHash }) => addressHash)).toEqual([hashAddress(account.email.toUpperCase())]);
    expect((await getMailPreferences({ email: "other@example.com" })).topics.news).toBe(true);
  });

  it("stops where the mailbox does not exist", async () => {
    const gone = "gone@bounce.example";
    const wish = { to: gone, subject: "Low", text: "Low\n", id: "bounce", topic: "credit_alerts" as const };
    await sendEmail(wish);
    expect((await getMailPreferences({ email: gone })).bounced).toBe(true);
    await expect(sendEmail({ ...wish, topic: null })).rejects.toThrow("550");
  });
});

it("row 8: mails of the service go out whatever was stopped", async () => {
  await transaction(undefined, (tx) => emailPerson(tx, account.userId, leaked));
  expect(await mail(leaked)).toBeDefined();
});
