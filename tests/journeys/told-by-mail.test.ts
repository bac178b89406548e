import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db";
import { launchBrowser } from "../support/browser";
import { freshDatabase } from "../support/database";
import { findViolations } from "../support/find-violations";
import { startMailServer, type ReceivedMail } from "../support/mail-server";
import { makeAccount, type TestAccount } from "../support/make-account";
import { startPortal } from "../support/portal";
import { openVisitor, signIn, type Visitor } from "../support/portal-visitor";

/**
 * What goes by mail and comes back by a link, a code or a word in the portal. In a portal of its own: the shared one sends
 * no mail, and what is published there would be everybody's.
 */

const POLL = { timeout: 120_000, interval: 1_000 };

let browser: Browser;
let url: string;
let received: ReceivedMail[];
let database: pg.Client;
beforeAll(async () => {
  const { url: databaseUrl } = await freshDatabase();
  const server = await startMailServer();
  received = server.received;
  const portal = await startPortal({
    env: {
      ...{ DATABASE_URL: databaseUrl, DEMO: "off" },
      ...{ SMTP_URL: env().smtpUrl!, EMAIL_FROM: env().emailFrom },
    },
  });
  url = portal.details.url;
  browser = await launchBrowser();
  database = new pg.Client(databaseUrl);
  await database.connect();
  return server.close;
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await database?.end();
});

const open = async (options?: Parameters<typeof openVisitor>[2]): Promise<Visitor> => {
  const visitor = await openVisitor(browser, url, options);
  visitor.page.setDefaultTimeout(120_000);
  return visitor;
};

async function enter({ email, password }: TestAccount): Promise<Visitor> {
  const visitor = await open();
  await visitor.page.goto("/sign-in");
  await signIn(visitor, email, password);
  await visitor.page.waitForURL("**/overview");
  return visitor;
}

/** The first mail to an address that says something. */
async function mailTo(address: string, words: string): Promise<string> {
  const find = () => received.find(({ to, text }) => to.includes(address) && text.includes(words))?.text;
  await expect.poll(find, POLL).toBeTypeOf("string");
  return find()!;
}

/** Waits until a page, opened anew each time, says something in its banner on policies. */
async function waitForBanner(page: Page, words: string): Promise<void> {
  const banner = page.locator("[data-policy-banner]", { hasText: words });
  const shows = async () => {
    await page.goto("/overview");
    return banner.count();
  };
  await expect.poll(shows, POLL).toBe(1);
}

it("rows 13 and 58: what the privacy staff publishes reaches a person by banner and mail, who accepts and objects", async () => {
  const [staff, person] = [await makeAccount(), await makeAccount()];
  await db().user.update({ where: { id: staff.userId }, data: { staffRole: "privacy" } });
  const officer = await enter(staff);
  const reader = await enter(person);
  const accepted = async () => {
    const { rows } = await database.query<{ version: number }>(
      "SELECT version FROM policy_acceptances WHERE user_id = $1 AND document = 'terms' ORDER BY version",
      [person.userId],
    );
    return rows.map(({ version }) => version);
  };
  const accept = reader.page.getByRole("button", { name: "I have read and accept" });
  expect(await accepted()).toEqual([]);
  await accept.click();
  await accept.waitFor({ state: "detached" });
  expect(await accepted()).toEqual([1]);

  await officer.page.goto("/admin/privacy/policies/terms");
  const write = officer.page.getByRole("form", { name: "Write the next version" });
  const text = write.getByLabel("Text");
  await text.fill(`${await text.inputValue()}\nA further sentence about vases.`);
  await write.getByLabel("What changes").fill("A sentence about vases.");
  await write.getByRole("button", { name: "Save the draft" }).click();
  const publish = officer.page.getByRole("form", { name: "Publish" });
  await officer.page
    .locator("[data-policy-diff]", { hasText: "Added: A further sentence about vases." })
    .waitFor();
  // A draft is the staff's alone.
  expect((await reader.page.request.get("/legal/terms/2")).status()).toBe(404);
  await publish.getByRole("button", { name: "Publish" }).click();
  await publish.waitFor({ state: "detached" });
  await waitForBanner(reader.page, "A sentence about vases.");
  expect(await accept.count()).toBe(0);
  await mailTo(person.email, "A sentence about vases.");

  // As it stands when its day has come. What is published can be changed by nobody otherwise.
  await database.query("SET session_replication_role = replica");
  await database.query(
    "UPDATE policy_versions SET effective_at = now() - interval '1 minute' WHERE document = 'terms' AND version = 2",
  );
  await database.query("SET session_replication_role = DEFAULT");
  await waitForBanner(reader.page, "Please read and accept");
  expect(await accepted()).toEqual([1]);
  await accept.click();
  await accept.waitFor({ state: "detached" });
  expect(await accepted()).toEqual([1, 2]);

  await officer.page.goto("/admin/privacy/processors");
  const change = officer.page.getByRole("form", { name: "Write a change" });
  for (const [label, words] of [
    ["Party", "meshworks"],
    ["What changes, and why", "Meshworks makes finer models for those who want them."],
    ["What it does for us", "Makes models"],
    ["Country", "DE"],
    ["Its privacy policy", "https://meshworks.example/privacy"],
    ["A transfer there rests on", "none needed: inside the EEA"],
    ["Data that it gets", "Pictures"],
    ["Calls that may send it anything", "POST /api/v1/generations"],
    ["How long it keeps what it gets", "One hour"],
  ])
    await change.getByLabel(label).fill(words);
  await change.getByRole("button", { name: "Save the draft" }).click();
  await officer.page.locator("summary", { hasText: "Announce" }).click();
  const announce = officer.page.getByRole("form", { name: "Announce the change" });
  await announce.getByRole("button", { name: "Announce" }).click();
  await announce.waitFor({ state: "detached" });
  await mailTo(person.email, "Meshworks makes finer models for those who want them.");
  await reader.page.goto("/settings/data");
  await reader.page.getByRole("button", { name: "Object", exact: true }).click();
  const sure = reader.page.getByRole("dialog").or(reader.page.getByRole("alertdialog"));
  await sure.getByRole("button", { name: "Object", exact: true }).click();
  await reader.page.getByText("You objected", { exact: true }).waitFor();
  const { rows } = await database.query("SELECT organization_id, processor FROM processor_refusals");
  expect(rows).toContainEqual({ organization_id: person.organizationId, processor: "meshworks" });
  await officer.page.reload();
  await officer.page.getByText(person.organizationId).waitFor();
  expect([officer.troubles, reader.troubles]).toEqual([[], []]);
  await officer.context.close();
  await reader.context.close();
}, 600_000);

it("row 37: an address changes once the links of both mails are pressed, in whichever browser", async () => {
  const person = await makeAccount();
  const wanted = `moved-${person.email}`;
  const visitor = await enter(person);
  const { page } = visitor;
  await page.goto("/settings");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByLabel("New address").fill(wanted);
  await page.getByRole("button", { name: "Send both mails" }).click();
  const waiting = page.locator("[data-email-change]");
  await waiting.getByText("not confirmed yet").nth(1).waitFor();
  expect(await findViolations(page)).toEqual([]);
  const linkOf = (mail: string) => /\/confirm-address#\S+/.exec(mail)![0];
  const fresh = linkOf(await mailTo(wanted, "Confirm this address: "));
  const old = linkOf(await mailTo(person.email, "Agree to the change: "));

  const guest = await open({ locale: "de-DE" });
  await guest.page.goto(fresh);
  await guest.page.getByRole("button", { name: "Zustimmen" }).click();
  await guest.page.locator("[data-confirmed=old]").waitFor();
  await guest.page.goto("about:blank");
  await guest.page.goto(fresh);
  await guest.page.getByRole("button", { name: "Zustimmen" }).click();
  await guest.page.getByText("Dieser Link wurde benutzt").waitFor();
  expect(guest.troubles).toEqual([]);
  await guest.context.close();

  await page.reload();
  await waiting.getByText(`${person.email} · not confirmed yet`).waitFor();
  await page.goto(old);
  await page.getByRole("button", { name: "Agree" }).click();
  await page.locator("[data-confirmed=all]").waitFor();
  await page.getByRole("link", { name: "Go to the settings" }).click();
  await page.getByText(wanted).first().waitFor();
  expect(await waiting.count()).toBe(0);
  await mailTo(person.email, "this one signs in no more");
  expect(visitor.troubles).toEqual([]);
  await visitor.context.close();
}, 600_000);

it("rows 42 and 59: somebody without an account asks, and reports a child's, in German", async () => {
  const { page, context, troubles } = await open({ locale: "de-DE" });
  const confirm = async (email: string) => {
    const [, code] = /Code: (\S+)/.exec(await mailTo(email, "Code: "))!;
    await page.getByLabel("Code aus der Mail").fill(code);
    await page.getByRole("button", { name: "Das ist meine Adresse" }).click();
    await page.getByText("Ihre Anfrage ist angekommen.").waitFor();
  };
  await page.goto("/privacy/request");
  await page.getByRole("button", { name: "Code senden" }).click();
  await page.locator("[aria-invalid=true]").first().waitFor();
  await page.getByLabel("E-Mail", { exact: true }).fill("frieda@example.com");
  await page.getByRole("button", { name: "Code senden" }).click();
  await confirm("frieda@example.com");
  await mailTo("frieda@example.com", "Stand der Anfrage: ");
  await page.getByRole("link", { name: "Stand ansehen" }).click();
  await page.getByText("90 Tage oder drei Monate, je nachdem, was früher endet").waitFor();

  await page.goto("/privacy/report-child");
  await page.getByLabel("E-Mail, mit der sich das Kind anmeldet").fill("kind@example.com");
  await page.getByLabel("Woher Sie es wissen").fill("Es ist mein Sohn, er ist zehn.");
  await page.getByLabel("Ihre E-Mail").fill("hans@example.com");
  await page.getByRole("button", { name: "Code senden" }).click();
  await confirm("hans@example.com");
  const { rows } = await database.query(
    "SELECT kind, language, state FROM outside_requests ORDER BY received_at",
  );
  expect(rows).toEqual([
    { kind: "access", language: "de", state: "received" },
    { kind: "child_report", language: "de", state: "received" },
  ]);
  expect(troubles).toEqual([]);
  await context.close();
}, 600_000);
