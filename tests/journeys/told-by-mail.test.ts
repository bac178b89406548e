import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db";
import { findCanary } from "@/lib/run/privacy-audit/find-canary";
import { launchBrowser } from "../support/browser";
import { freshDatabase } from "../support/database";
import { findViolations } from "../support/find-violations";
import { startMailServer, type ReceivedMail } from "../support/mail-server";
import { makeAccount, type TestAccount } from "../support/make-account";
import { startPortal } from "../support/portal";
import type { RunningPortal } from "../support/run-portal";
import { openVisitor, PASSWORD, signIn, type Visitor } from "../support/portal-visitor";

/**
 * What goes by mail and comes back by a link, a code or a word in the portal. In a portal of its own: the shared one sends
 * no mail, and what is published there would be everybody's.
 */

const POLL = { timeout: 120_000, interval: 1_000 };

let browser: Browser;
let url: string;
let portal: RunningPortal;
let received: ReceivedMail[];
let database: pg.Client;
beforeAll(async () => {
  const { url: databaseUrl } = await freshDatabase();
  const server = await startMailServer();
  received = server.received;
  portal = await startPortal({
    env: {
      ...{ DATABASE_URL: databaseUrl, DEMO: "off", LOG_LEVEL: "info" },
      ...{ SMTP_URL: env().smtpUrl!, EMAIL_FROM: env().emailFrom },
      // Accounts are made in this process, and what is sealed there is opened by the portal.
      MASTER_KEY: env().masterKey!,
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

/** Where a word stands: in a row of the database and its queue, an object, a line of the log or a mail. */
async function whereIs(word: string): Promise<string[]> {
  const entries = await readdir(portal.details.dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name));
  const inFiles = await Promise.all(
    files.map(async (file) => (file.includes(word) || (await readFile(file)).includes(word) ? file : [])),
  );
  return [
    ...(await findCanary(word)).map((row) => row.split(":")[0]),
    ...inFiles.flat(),
    ...(portal.output().includes(word) ? ["log"] : []),
    ...(received.some(({ to, text }) => `${to.join()} ${text}`.includes(word)) ? ["mail"] : []),
  ];
}

it("row 42: of a child of twelve, whose name and address were sent along, nothing is kept anywhere, and who says to be older in the same browser is refused", async () => {
  const { page, context } = await open();
  const answer = async (page: Page, born: string, country: string) => {
    await page.goto("/sign-up");
    // A press before React listens would be lost.
    await page.waitForFunction(() =>
      Object.keys(document).some((key) => key.startsWith("__reactContainer$")),
    );
    await page.getByLabel("Date of birth").fill(born);
    await page.getByLabel("Country").selectOption(country);
    await page.getByRole("button", { name: "Continue" }).click();
  };
  const fill = async (page: Page, name: string) => {
    await page.getByLabel("Name", { exact: true }).fill(`Ada ${name}`);
    await page.getByLabel("Email").fill(`${name}@example.com`);
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Create account" }).click();
  };
  const refused = (page: Page) =>
    page
      .locator("[data-age-refused]")
      .or(page.getByText("You cannot open an account by yourself."))
      .first()
      .waitFor();
  // First somebody old enough: the search finds what there is.
  await answer(page, "1981-07-19", "DE");
  await fill(page, "canarygrownup");
  await mailTo("canarygrownup@example.com", "/confirm-sign-up");
  expect(await whereIs("canarygrownup")).toEqual(expect.arrayContaining(["public.pending_sign_ups", "mail"]));

  // The form goes out with the age of a child.
  const twelve = `${new Date().getUTCFullYear() - 12}-01-01`;
  let sent = "";
  await page.route("**/sign-up", async (route) => {
    const body = route.request().postData();
    if (!body?.includes("canarychild")) return route.continue();
    sent = body.replaceAll("1981-07-19", twelve);
    return route.continue({ postData: sent });
  });
  await answer(page, "1981-07-19", "DE");
  // Another tab of the same browser, in which an older age was answered before.
  const tab = await context.newPage();
  await answer(tab, "1979-03-04", "DE");
  await tab.getByLabel("Name", { exact: true }).waitFor();
  await fill(page, "canarychild");
  await refused(page);
  expect([sent.includes(twelve), sent.includes("canarychild@example.com")]).toEqual([true, true]);
  for (const word of ["canarychild", twelve]) expect([word, await whereIs(word)]).toEqual([word, []]);
  await page.goto("/sign-up");
  await page.locator("[data-age-refused]").waitFor();
  await fill(tab, "canaryretry");
  await refused(tab);
  for (const word of ["canaryretry", "1979-03-04"]) expect([word, await whereIs(word)]).toEqual([word, []]);
  await context.close();

  // In Germany fifteen is too young as well.
  const other = await open();
  const fifteen = `${new Date().getUTCFullYear() - 15}-01-01`;
  await answer(other.page, fifteen, "DE");
  await refused(other.page);
  expect(await whereIs(fifteen)).toEqual([]);
  await other.context.close();
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
